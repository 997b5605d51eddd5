import gzip
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.days import RangeError
from flows.folder import SAMPLE, DataFolder
from flows.night import Night, ReplayNotFound, visited_in
from spiders.clock import SHANGHAI, day_end, read_instant
from spiders.plan import KnownPost, Manners, PlanError, Target
from spiders.watchlist import Watchlist
from tests.flows.archive import FIRST, SECOND, keep, no_post, post, seal

THURSDAY, FRIDAY = date(2025, 3, 27), date(2025, 3, 28)
MANNERS = Manners(contact="mailto:a@b.example")
WATCHED = Watchlist({"guba": (Target("bar", "600519"),), "caifuhao": ()}, MANNERS, {})
STAGE = {"guba.eastmoney.com": "http://127.0.0.1:9"}
SAMPLE_NIGHT = SAMPLE / "night.warc.gz"
HANDED_ON = {
    "source": "caifuhao",
    "native_id": "20250327210453000020070",
    "alias_id": "guba:2007",
    "target": "600519",
    "published_at": "2025-03-27 21:04:53",
}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def captured(folder: DataFolder) -> DataFolder:
    """What two nights saw: 1 of Wednesday, 2 of Thursday, 3 gone, 4 only in the second."""
    first = [
        post(1, "2025-03-26 09:00:00"),
        post(2, "2025-03-27 10:00:00"),
        post(3, "2025-03-27 11:00:00"),
        no_post(3, "deleted"),
        post(5, "2025-03-28 00:20:00"),
    ]
    second = [post(2, "2025-03-27 10:00:00"), post(4, "2025-03-27 12:00:00")]
    keep(folder, seal(folder, FIRST, first), seal(folder, SECOND, second))
    return folder


def night(
    folder: DataFolder,
    day: date = FRIDAY,
    lookback: int = 1,
    at: str | None = None,
    replay: Path | None = None,
) -> Night:
    """The night of a day as it begins at an instant (default 01:30 of the next day)."""
    begins = read_instant(at) if at else day_end(day) + timedelta(hours=1, minutes=30)
    watched = Watchlist(WATCHED.targets, MANNERS, STAGE, begins)
    return Night(folder, day, day - timedelta(days=lookback), watched, replay)


def test_a_day_that_has_not_begun_is_refused(folder: DataFolder) -> None:
    night(folder, at="2025-03-28 00:10:00").check_date()
    with pytest.raises(RangeError, match="2025-03-28 has not come yet: give a day up to 2025-03-2"):
        night(folder, at="2025-03-27 23:50:00").check_date()


def ids(posts: tuple[KnownPost, ...]) -> list[str]:
    return [one.native_id for one in posts]


@pytest.mark.parametrize(
    ("lookback", "expected"),
    [(0, [FRIDAY]), (1, [THURSDAY, FRIDAY]), (2, [date(2025, 3, 26), THURSDAY, FRIDAY])],
)
def test_a_night_covers_its_day_and_those_before_it(
    folder: DataFolder, lookback: int, expected: list[date]
) -> None:
    assert night(folder, lookback=lookback).days == expected
    plan = night(folder, lookback=lookback).plan("guba")
    assert (plan.since, plan.date) == (expected[0], FRIDAY)


def test_a_plan_is_made_of_the_watchlist(folder: DataFolder) -> None:
    plan = night(folder).plan("guba")
    assert (plan.source, plan.targets) == ("guba", (Target("bar", "600519"),))
    assert (plan.raw, plan.manners, plan.origins) == (folder.raw, MANNERS, STAGE)
    assert (plan.posts, plan.done, plan.replay) == ((), frozenset(), None)


@pytest.mark.parametrize(
    ("day", "at", "posts", "done"),
    [
        (THURSDAY, "2025-03-28 01:30:00", [], ["1", "2", "3", "5"]),
        # The visits of the second night itself are in the archive, and not known when it begins.
        (FRIDAY, "2025-03-29 01:30:00", ["5", "2"], ["1", "2", "4"]),
        (FRIDAY, "2025-03-29 02:30:00", ["5"], ["1", "2", "4"]),
        (date(2025, 4, 2), "2025-04-03 01:30:00", ["5", "1"], ["2", "4"]),
        (date(2025, 4, 2), "2025-04-03 11:00:00", ["5", "2", "1"], ["4"]),
        # Last ages and two days more are looked at, and the days of the night.
        (date(2025, 4, 26), "2025-04-27 01:30:00", ["5", "4", "2", "1"], []),
        (date(2025, 4, 28), "2025-04-29 01:30:00", ["5"], []),
        (THURSDAY, "2025-09-01 01:30:00", ["4", "2", "1"], ["3", "5"]),
    ],
)
def test_who_is_due_is_visited_again_youngest_first_and_who_is_not_is_done(
    captured: DataFolder, day: date, at: str, posts: list[str], done: list[str]
) -> None:
    plan = night(captured, day, at=at).plan("guba")
    assert ids(plan.posts) == posts
    assert sorted(plan.done) == done
    assert night(captured, day, at=at).plan("caifuhao").posts == ()


def test_a_post_that_is_gone_waits_for_a_list_to_show_it_again(captured: DataFolder) -> None:
    plan = night(captured, date(2025, 3, 29), lookback=2).plan("guba")
    assert "3" not in plan.done
    assert "3" not in ids(plan.posts)


@pytest.mark.parametrize(
    ("at", "posts", "done"),
    [("2025-03-28 01:50:00", [], ["6"]), ("2025-03-28 02:10:00", ["6"], [])],
)
def test_a_source_may_be_collected_again_in_the_same_night(
    folder: DataFolder, at: str, posts: list[str], done: list[str]
) -> None:
    keep(folder, seal(folder, FIRST, [post(6, "2025-03-28 01:00:00")]))
    plan = night(folder, THURSDAY, at=at).plan("guba")
    assert (ids(plan.posts), sorted(plan.done)) == (posts, done)


def test_a_post_is_visited_again_where_it_lies(captured: DataFolder) -> None:
    _, known = night(captured).plan("guba").posts
    assert known == KnownPost(
        "2",
        "600519",
        bar="600519",
        published_at=read_instant("2025-03-27 10:00:00"),
    )


def test_a_replay_visits_again_whom_its_night_visited(captured: DataFolder) -> None:
    _, second = sorted(captured.raw.glob("date=*/*.warc.gz"))
    plan = night(captured, replay=second).plan("guba")
    assert ids(plan.posts) == ["2"]
    assert sorted(plan.done) == ["1", "3", "5"]
    elsewhere = night(captured, replay=SAMPLE_NIGHT).plan("guba")
    assert (elsewhere.posts, sorted(elsewhere.done)) == ((), ["1", "2", "3", "5"])


def test_the_visits_of_a_night_are_told_by_their_notes_or_their_addresses(
    folder: DataFolder,
) -> None:
    second = seal(folder, SECOND, [post(2), no_post(9, "timeout")])
    assert visited_in(second, "guba", FRIDAY) == {"2", "9"}
    assert visited_in(second, "guba", THURSDAY) == visited_in(second, "caifuhao", FRIDAY) == set()
    assert "1530761386" in visited_in(SAMPLE_NIGHT, "guba", THURSDAY)
    assert "20250327204639307591980" in visited_in(SAMPLE_NIGHT, "caifuhao", FRIDAY)


def test_what_another_source_showed_is_asked_of_its_own(captured: DataFolder) -> None:
    plan = night(captured).plan("caifuhao", [HANDED_ON, {**HANDED_ON, "source": "other"}])
    (handed_on,) = plan.posts
    assert (handed_on.native_id, handed_on.alias_id) == (HANDED_ON["native_id"], "guba:2007")
    assert handed_on.published_at is not None
    assert handed_on.published_at.tzinfo is SHANGHAI
    assert ids(night(captured).plan("guba", [HANDED_ON]).posts) == ["5", "2"]


def test_what_was_handed_on_and_nobody_has_seen_comes_before_who_is_due(
    captured: DataFolder,
) -> None:
    shown = [{**HANDED_ON, "source": "guba", "native_id": one} for one in ("2", "1", "8")]
    plan = night(captured).plan("guba", shown)
    assert ids(plan.posts) == ["1", "8", "5", "2"]
    # 1 is known and not due: it costs no request, and counts as captured.
    assert "1" in plan.done
    assert plan.posts[-1].published_at == read_instant("2025-03-27 10:00:00")


def test_a_post_known_and_handed_on_is_asked_once(folder: DataFolder) -> None:
    twice = [HANDED_ON, {**HANDED_ON, "target": "300308"}]
    assert len(night(folder).plan("caifuhao", twice).posts) == 1


def test_a_night_has_the_real_clock_a_rehearsal_its_own_and_a_replay_that_of_its_night(
    folder: DataFolder,
) -> None:
    real = datetime.now(SHANGHAI)
    live = Night(folder, FRIDAY, FRIDAY, WATCHED)
    assert (live.shift, live.plan("guba").shift_s) == (timedelta(), 0.0)
    assert real <= live.now() < real + timedelta(seconds=5)
    rehearsed = night(folder)
    begins = read_instant("2025-03-29 01:30:00")
    assert begins <= rehearsed.now() < begins + timedelta(seconds=5)
    assert begins <= rehearsed.plan("guba").now() < begins + timedelta(seconds=5)
    assert night(folder, replay=SAMPLE_NIGHT).now() == read_instant("2025-03-28 12:00:00")


def test_a_live_night_needs_a_contact(folder: DataFolder) -> None:
    nameless = Watchlist({"guba": ()}, Manners(), {})
    with pytest.raises(PlanError, match="no contact: set one under"):
        Night(folder, FRIDAY, FRIDAY, nameless).plan("guba")


@pytest.mark.parametrize("content", [None, b"", b"no archive", gzip.compress(b"nor this", mtime=0)])
def test_a_replay_of_what_is_no_archive_is_refused(
    folder: DataFolder, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "night.warc.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReplayNotFound, match=r"night\.warc\.gz: (no such file|holds no record)"):
        Night(folder, FRIDAY, FRIDAY, WATCHED, file)
