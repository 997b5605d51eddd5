import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.folder import SAMPLE, DataFolder
from flows.night import Night, ReplayNotFound
from spiders.clock import SHANGHAI, read_instant
from spiders.plan import KnownPost, Manners, PlanError, Target
from spiders.watchlist import Watchlist
from tests.flows.archive import FIRST, SECOND, keep, no_post, post, seal

THURSDAY, FRIDAY = date(2025, 3, 27), date(2025, 3, 28)
MANNERS = Manners(contact="mailto:a@b.example")
WATCHED = Watchlist({"guba": (Target("bar", "600519"),), "caifuhao": ()}, MANNERS, {})
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


def night(folder: DataFolder, day: date = FRIDAY, lookback: int = 1, replay: bool = False) -> Night:
    file = SAMPLE / "night.warc.gz" if replay else None
    return Night(folder, day, day - timedelta(days=lookback), WATCHED, file)


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
    assert (plan.raw, plan.manners, plan.origins) == (folder.raw, MANNERS, {})
    assert (plan.posts, plan.done, plan.replay) == ((), frozenset(), None)


@pytest.mark.parametrize(
    ("day", "lookback", "expected"),
    [
        # Captures of the second night itself are not known when it is planned.
        (FRIDAY, 1, ["2", "5"]),
        (FRIDAY, 2, ["1", "2", "5"]),
        (FRIDAY, 0, ["5"]),
        (THURSDAY, 1, []),
        (date(2025, 3, 29), 2, ["2", "4", "5"]),
        (date(2025, 3, 30), 0, []),
    ],
)
def test_posts_of_earlier_nights_are_visited_again_and_later_ones_not_known(
    captured: DataFolder, day: date, lookback: int, expected: list[str]
) -> None:
    assert ids(night(captured, day, lookback).plan("guba").posts) == expected
    assert ids(night(captured, day, lookback, replay=True).plan("guba").posts) == expected
    assert night(captured, day, lookback).plan("caifuhao").posts == ()


def test_a_post_is_visited_again_where_it_lies(captured: DataFolder) -> None:
    known, _ = night(captured).plan("guba").posts
    assert known == KnownPost(
        "2",
        "600519",
        bar="600519",
        published_at=read_instant("2025-03-27 10:00:00"),
    )


def test_what_another_source_showed_is_asked_of_its_own(captured: DataFolder) -> None:
    plan = night(captured).plan("caifuhao", [HANDED_ON, {**HANDED_ON, "source": "other"}])
    (handed_on,) = plan.posts
    assert (handed_on.native_id, handed_on.alias_id) == (HANDED_ON["native_id"], "guba:2007")
    assert handed_on.published_at is not None
    assert handed_on.published_at.tzinfo is SHANGHAI
    assert ids(night(captured).plan("guba", [HANDED_ON]).posts) == ["2", "5"]


def test_a_post_known_and_handed_on_is_asked_once(folder: DataFolder) -> None:
    twice = [HANDED_ON, {**HANDED_ON, "target": "300308"}]
    assert len(night(folder).plan("caifuhao", twice).posts) == 1


def test_what_this_night_has_settled_is_not_asked_again_unless_replayed(
    captured: DataFolder,
) -> None:
    assert night(captured, THURSDAY).plan("guba").done == {"1", "2", "3", "5"}
    assert night(captured, FRIDAY).plan("guba").done == {"2", "4"}
    assert night(captured, FRIDAY).plan("caifuhao").done == frozenset()
    assert night(captured, FRIDAY, replay=True).plan("guba").done == frozenset()


def test_a_live_night_needs_a_contact(folder: DataFolder) -> None:
    nameless = Watchlist({"guba": ()}, Manners(), {})
    with pytest.raises(PlanError, match="no contact: set one under"):
        Night(folder, FRIDAY, FRIDAY, nameless).plan("guba")


@pytest.mark.parametrize("content", [None, b"", b"no archive", gzip.compress(b"nor this")])
def test_a_replay_of_what_is_no_archive_is_refused(
    folder: DataFolder, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "night.warc.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReplayNotFound, match=r"night\.warc\.gz: (no such file|holds no record)"):
        Night(folder, FRIDAY, FRIDAY, WATCHED, file)
