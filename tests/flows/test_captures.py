from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows import build, captures, parquet, segments
from flows.folder import DataFolder
from spiders.clock import SHANGHAI
from tests.flows.archive import FIRST, SECOND, keep, no_post, post, row, seal
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES
from transforms.schema import SchemaMismatch

THURSDAY, FRIDAY = date(2025, 3, 27), date(2025, 3, 28)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def two_nights(folder: DataFolder) -> DataFolder:
    """Post 1 seen in both nights, 2 deleted in the second, 3 published on Friday."""
    first = seal(folder, FIRST, [post(1), post(2)], [row("2025-03-27", "blocked")])
    visits = [post(1), no_post(2, "deleted"), post(3, "2025-03-28 10:00:00")]
    second = seal(folder, SECOND, visits, [row("2025-03-27"), row("2025-03-28")])
    other = seal(folder, SECOND, [post(7)], source="caifuhao")
    keep(folder, first, second, other)
    return folder


def stored(folder: DataFolder) -> dict[str, bytes]:
    files = folder.captures.glob("*/date=*/*.parquet")
    return {path.relative_to(folder.captures).as_posix(): path.read_bytes() for path in files}


def test_a_segment_becomes_two_files_beside_its_capture_day(folder: DataFolder) -> None:
    segment = seal(folder, FIRST, [post(1), no_post(2, "blocked")], [row("2025-03-27")])
    assert captures.unread(folder) == [segment]
    keep(folder, segment)
    assert captures.unread(folder) == []
    stem = segment.name.removesuffix(".warc.gz")
    assert set(stored(folder)) == {
        f"posts/date=2025-03-28/{stem}.parquet",
        f"coverage/date=2025-03-28/{stem}.parquet",
    }
    for name, table in (("posts", POST_CAPTURES), ("coverage", COVERAGE_CAPTURES)):
        (path,) = (folder.captures / name).glob("date=*/*.parquet")
        assert parquet.is_same_schema(parquet.read_schema(path), table.schema)
    assert not list(folder.captures.glob("_tmp/*/*"))


def test_storing_again_gives_the_same_bytes(two_nights: DataFolder) -> None:
    before = stored(two_nights)
    keep(two_nights, *sorted(two_nights.raw.glob("date=*/*.warc.gz")))
    assert stored(two_nights) == before


def test_unread_segments_come_oldest_first_and_open_ones_do_not(folder: DataFolder) -> None:
    second, first = seal(folder, SECOND), seal(folder, FIRST)
    still_open = seal(folder, FIRST + timedelta(hours=1))
    still_open.rename(still_open.with_name(still_open.name + ".open"))
    assert captures.unread(folder) == [first, second]
    keep(folder, first)
    assert captures.unread(folder) == [second]


def test_a_segment_whose_posts_were_not_stored_is_still_unread(folder: DataFolder) -> None:
    segment = seal(folder, FIRST, [post(1)], [row("2025-03-27")])
    keep(folder, segment)
    (posts,) = folder.captures.glob("posts/date=*/*.parquet")
    posts.unlink()
    assert captures.unread(folder) == [segment]


def test_rows_that_are_not_the_tables_are_refused_whole(folder: DataFolder) -> None:
    segment = seal(folder, FIRST, [post(1)], [row("2025-03-27")])
    read = segments.read_segment(segment)
    odd = segments.Read([{**read.posts[0], "mood": "吉"}], read.coverage)
    with pytest.raises(SchemaMismatch, match="mood"):
        captures.store(folder, segment, odd)
    assert captures.unread(folder) == [segment]


def test_posts_of_a_day_are_all_visits_to_them_of_all_nights(two_nights: DataFolder) -> None:
    visits = captures.posts_of(two_nights, [THURSDAY])
    found = sorted((row["post_id"], row["outcome"]) for row in visits)
    assert found == [
        ("guba:1", "post"),
        ("guba:1", "post"),
        ("guba:2", "deleted"),
        ("guba:2", "post"),
    ]
    assert [row["post_id"] for row in captures.posts_of(two_nights, [FRIDAY])] == ["guba:3"]
    assert captures.posts_of(two_nights, [date(2025, 3, 1)]) == []


@pytest.mark.parametrize(
    ("as_of", "n_posts", "states"),
    [
        (FIRST, 0, []),
        (FIRST + timedelta(seconds=1), 1, []),
        (FIRST + timedelta(minutes=1), 2, []),
        (FIRST + timedelta(minutes=5), 2, ["blocked"]),
        (SECOND, 2, ["blocked"]),
        (SECOND + timedelta(seconds=2), 4, ["blocked"]),
        (SECOND + timedelta(minutes=5), 4, ["blocked", "complete"]),
        (None, 4, ["blocked", "complete"]),
    ],
)
def test_nothing_after_as_of_is_known(
    two_nights: DataFolder, as_of: datetime | None, n_posts: int, states: list[str]
) -> None:
    visits = captures.posts_of(two_nights, [THURSDAY], as_of)
    assert len([row for row in visits if row["source"] == "guba"]) == n_posts
    ledger = captures.coverage_of(two_nights, [THURSDAY], as_of)
    assert sorted(row["state"] for row in ledger) == states


def test_instants_come_back_in_shanghai_time(two_nights: DataFolder) -> None:
    (visit,) = captures.posts_of(two_nights, [FRIDAY])
    assert visit["published_at"].isoformat() == "2025-03-28T10:00:00+08:00"
    assert visit["fetched_at"].utcoffset() == SHANGHAI.utcoffset(SECOND)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (SECOND, {"1": (FIRST, 1, False), "2": (FIRST, 2, False)}),
        (SECOND + timedelta(hours=1), {"1": (SECOND, 1, False), "2": (FIRST, 2, True)}),
        (FIRST, {}),
    ],
)
def test_last_visits_tell_when_each_post_of_the_source_was_seen_and_whether_it_is_gone(
    two_nights: DataFolder, as_of: datetime, expected: dict[str, tuple[datetime, int, bool]]
) -> None:
    known = list(captures.last_visits(two_nights, [THURSDAY], "guba", as_of))
    assert {one.native_id: (one.seen_at, one.is_gone) for one in known} == {
        native_id: (run_at + timedelta(seconds=n), is_gone)
        for native_id, (run_at, n, is_gone) in expected.items()
    }


def test_a_post_is_known_by_its_first_instant_and_its_last_bar(folder: DataFolder) -> None:
    moved = post(1, "2025-03-28 08:00:00")
    segments = [seal(folder, FIRST, [post(1)]), seal(folder, SECOND, [moved, no_post(2, "post")])]
    keep(folder, *segments)
    (known,) = captures.last_visits(folder, [THURSDAY, FRIDAY], "guba", SECOND + timedelta(hours=1))
    assert (known.native_id, known.target, known.bar) == ("1", "600519", "600519")
    assert str(known.published_at) == "2025-03-27 21:04:53+08:00"
    assert not list(captures.last_visits(folder, [FRIDAY], "guba", SECOND + timedelta(hours=1)))


def test_a_post_that_a_list_showed_long_after_its_last_age_is_known(folder: DataFolder) -> None:
    keep(
        folder,
        seal(folder, FIRST, [post(1, "2025-01-02 08:00:00"), post(2, "2025-03-01 08:00:00")]),
    )
    at, ages = SECOND + timedelta(days=9), timedelta(days=32)
    assert [
        one.native_id for one in captures.last_visits(folder, [THURSDAY], "guba", at, ages)
    ] == ["1"]


def test_a_post_that_came_back_is_not_gone(folder: DataFolder) -> None:
    nights = [[post(1)], [no_post(1, "deleted")], [post(1)]]
    at = [FIRST + timedelta(days=n) for n in range(3)]
    keep(folder, *(seal(folder, *night) for night in zip(at, nights, strict=True)))
    gone = [
        [one.is_gone for one in captures.last_visits(folder, [THURSDAY], "guba", end)]
        for end in (at[1], at[2], at[2] + timedelta(hours=1))
    ]
    assert gone == [[False], [True], [False]]


def test_an_empty_folder_has_no_captures(folder: DataFolder) -> None:
    assert captures.unread(folder) == []
    assert captures.posts_of(folder, [THURSDAY]) == []
    assert captures.coverage_of(folder, [THURSDAY]) == []
    assert list(captures.last_visits(folder, [THURSDAY], "guba", SECOND)) == []


@pytest.mark.parametrize("size", [0, 100])
def test_a_damaged_capture_file_is_named_with_advice(two_nights: DataFolder, size: int) -> None:
    path = next(two_nights.captures.glob("posts/date=2025-03-28/*.parquet"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:size])
    for read in (
        lambda: captures.posts_of(two_nights, [THURSDAY]),
        lambda: list(captures.last_visits(two_nights, [THURSDAY], "guba", SECOND)),
    ):
        with pytest.raises(captures.DamagedCaptures, match="made anew from raw") as raised:
            read()
        assert path.name in str(raised.value)
        assert "\n" not in str(raised.value)


def other_page(native_id: int) -> tuple[str, str, bytes]:
    """A visit that the spider took for a post, and whose page is of another one."""
    _, outcome, body = post(99)
    return str(native_id), outcome, body


def test_visits_to_posts_that_nobody_could_read_come_with_their_night(folder: DataFolder) -> None:
    ledgers = [row("2025-03-27"), row("2025-03-28")]
    first = seal(folder, FIRST, [post(1), other_page(2), other_page(3)], ledgers)
    second = seal(folder, SECOND, [post(3), other_page(4)], ledgers)
    keep(folder, first, second)

    def unread(days: list[date], as_of: datetime | None = None) -> list[tuple[str, str]]:
        ledger = captures.coverage_of(folder, days, as_of)
        rows = captures.unread_of(folder, ledger, as_of)
        return sorted((one["native_id"], one["outcome"]) for one in rows)

    both = [("2", "reject"), ("3", "post"), ("3", "reject"), ("4", "reject")]
    assert unread([THURSDAY]) == both
    # Known by then: the first night, neither the second nor what it read.
    assert unread([THURSDAY], SECOND) == [("2", "reject"), ("3", "reject")]
    assert unread([date(2025, 3, 20)]) == []
    assert captures.unread_of(DataFolder(folder.root / "none"), []) == []


def test_a_day_whose_pages_could_not_be_read_is_not_complete(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1), other_page(2)], [row("2025-03-27")]))
    (told,) = build.build(folder, THURSDAY)["coverage"].to_pylist()
    assert (told["state"], told["rejects"]) == ("partial", 1)
    assert told["reason"] == "1 rejected: 1 other_post"
    keep(folder, seal(folder, SECOND, [post(2)], [row("2025-03-27")]))
    built = build.build(folder, THURSDAY)
    (told,) = built["coverage"].to_pylist()
    assert (told["state"], told["rejects"]) == ("complete", 0)
    assert [one["is_missing"] for one in built["rejects"].to_pylist()] == [False]
