import gzip
import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.folder import SAMPLE, DataFolder
from flows.segments import days_of, read_segment, settled
from spiders.clock import SHANGHAI, night_of
from spiders.visits import VISIT_HEADER
from tests.flows.archive import FIRST, SECOND, no_post, post, row, seal

THURSDAY, FRIDAY = date(2025, 3, 27), date(2025, 3, 28)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def segment(folder: DataFolder) -> Path:
    visits = [post(1), no_post(2, "deleted"), ("3", "post", b"\x89PNG no page at all"), post(4)]
    rows = [row("2025-03-27"), row("2025-03-28", "blocked", next_try_at="2025-03-28 07:30:00")]
    return seal(folder, FIRST, visits, rows)


def test_each_visit_to_a_post_is_a_row_whatever_came(segment: Path) -> None:
    read = read_segment(segment)
    assert [(one["native_id"], one["outcome"]) for one in read.posts] == [
        ("1", "post"),
        ("2", "deleted"),
        ("3", "reject"),
        ("4", "post"),
    ]
    assert read.posts[2]["reason"] == "other_page"
    first = read.posts[0]
    assert (first["post_id"], first["published_date"]) == ("guba:1", THURSDAY)
    assert first["fetched_at"].isoformat() == "2025-03-28T01:30:01+08:00"
    assert len({one["capture_id"] for one in read.posts}) == 4


def test_the_ledger_is_rows_of_coverage(segment: Path) -> None:
    complete, blocked = read_segment(segment).coverage
    assert (complete["source"], complete["target"], complete["day"]) == ("guba", "600519", THURSDAY)
    assert complete["next_try_at"] is None
    assert blocked["next_try_at"] == datetime(2025, 3, 28, 7, 30, tzinfo=SHANGHAI)
    assert blocked["observed_at"] == FIRST + timedelta(minutes=5)


def members(path: Path) -> list[bytes]:
    """The records of a segment, each unpacked."""
    data, found = path.read_bytes(), []
    while data:
        member = zlib.decompressobj(31)
        found.append(member.decompress(data))
        data = member.unused_data
    return found


def torn_in_the_tail(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def torn_in_a_post(path: Path) -> None:
    packed = [gzip.compress(one) for one in members(path)]
    path.write_bytes(b"".join(packed[:4]) + packed[4][:-20])


def another_body(path: Path) -> None:
    packed = members(path)
    packed[1] = packed[1].replace("缩量之后".encode(), "放量之后".encode())
    path.write_bytes(b"".join(gzip.compress(one) for one in packed))


def no_visit_note(path: Path) -> None:
    packed = members(path)
    lines = packed[1].split(b"\r\n")
    packed[1] = b"\r\n".join(one for one in lines if not one.startswith(VISIT_HEADER.encode()))
    path.write_bytes(b"".join(gzip.compress(one) for one in packed))


def nothing_at_all(path: Path) -> None:
    path.write_bytes(b"")


def no_archive(path: Path) -> None:
    path.write_bytes(b"no archive at all")


@pytest.mark.parametrize(
    ("harm", "kept", "n_rows"),
    [
        (torn_in_the_tail, ["1", "2", "3", "4"], 0),
        (torn_in_a_post, ["1", "2", "3"], 0),
        (another_body, ["2", "3", "4"], 2),
        (no_visit_note, ["2", "3", "4"], 2),
        (nothing_at_all, [], 0),
        (no_archive, [], 0),
    ],
)
def test_what_is_damaged_is_left_out_and_the_rest_is_kept(
    segment: Path, harm: Callable[[Path], None], kept: list[str], n_rows: int
) -> None:
    harm(segment)
    read = read_segment(segment)
    assert [one["native_id"] for one in read.posts] == kept
    assert len(read.coverage) == n_rows


def test_pages_that_nobody_visited_are_no_rows() -> None:
    read = read_segment(SAMPLE / "night.warc.gz")
    assert (read.posts, read.coverage) == ([], [])


def test_days_are_those_of_posts_and_of_the_ledger(folder: DataFolder) -> None:
    visits = [post(1, "2025-03-26 09:00:00"), no_post(2, "deleted")]
    reads = [
        read_segment(seal(folder, FIRST, visits, [row("2025-03-27")])),
        read_segment(seal(folder, SECOND, [], [row("2025-03-28")])),
    ]
    assert days_of(reads) == {date(2025, 3, 26), THURSDAY, FRIDAY}
    assert days_of([]) == set()


@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        (FIRST, "guba", {"1", "2"}),
        # From noon to noon: the evening before and the morning after belong to the night.
        (FIRST - timedelta(hours=13, minutes=30), "guba", {"1", "2"}),
        (FIRST + timedelta(hours=10), "guba", {"1", "2"}),
        (FIRST - timedelta(hours=14), "guba", set()),
        (FIRST + timedelta(hours=11), "guba", set()),
        (FIRST, "caifuhao", set()),
    ],
)
def test_settled_are_posts_found_or_found_deleted_in_that_night(
    folder: DataFolder, at: datetime, source: str, expected: set[str]
) -> None:
    missing = ["blocked", "timeout", "missing", "changed_layout", "never_existed"]
    visits = [post(1), no_post(2, "deleted"), *(no_post(9, one) for one in missing)]
    seal(folder, at, visits, source=source)
    assert settled(folder.raw, "guba", night_of(THURSDAY)) == expected


def test_what_a_killed_crawl_settled_counts_before_it_is_sealed(folder: DataFolder) -> None:
    left = seal(folder, FIRST, [post(1), no_post(2, "deleted")])
    left.rename(left.with_name(left.name + ".open"))
    assert settled(folder.raw, "guba", night_of(THURSDAY)) == {"1", "2"}
