"""Four nights by a script: what the flow publishes is what the script says, to the row."""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows import collect
from flows.build import build
from flows.folder import DataFolder
from flows.night import Night
from spiders import watchlist
from spiders.clock import show_instant
from tests.flows.archive import keep
from tests.flows.simulation.oracle import Oracle
from tests.flows.simulation.script import Script, load
from tests.flows.simulation.stage import Stage
from tests.spiders.site import serving

LOG = logging.getLogger("tests.simulation")


@dataclass(frozen=True)
class Played:
    """The nights as the flow published them, and what the script says of them."""

    folder: DataFolder
    stage: Stage
    script: Script
    oracle: Oracle
    states: list[Any]

    def night_of(self, at: datetime | None) -> int | None:
        return None if at is None or pd.isna(at) else self.script.night_of(at)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table in the order of the files: by day, then as they lie there."""
        frame = pd.read_parquet(self.folder.tables / name).astype(object)
        known = frame.where(frame.notna(), None)
        return [{str(key): value for key, value in row.items()} for row in known.to_dict("records")]


WATCHLIST = """
[guba]
bars = {bars}
[manners]
delay_s = 0
contact = "mailto:a@b.example"
revisit_h = {revisit_h}
[origins]
"guba.eastmoney.com" = "{origin}"
[rehearsal]
at = "{begins}"
"""


@pytest.fixture(scope="module")
def played(prefect_api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    from flows.nightly import nightly

    root = tmp_path_factory.mktemp("simulation")
    script, folder, states = load(), DataFolder(root / "data"), []
    with serving(Stage(script=script)) as stage:
        assert isinstance(stage, Stage)
        for stage.night in script.nights:
            file = root / f"{stage.night.number}.toml"
            file.write_text(
                WATCHLIST.format(
                    bars=json.dumps(script.bars),
                    revisit_h=list(script.revisit_h),
                    origin=stage.origin,
                    begins=show_instant(stage.night.begins),
                ),
                "utf-8",
            )
            states.append(
                nightly(
                    date=stage.night.date,
                    data=folder.root,
                    watchlist=file,
                    lookback_days=script.lookback_days,
                    retries=0,
                    return_state=True,
                )
            )
        yield Played(folder, stage, script, Oracle(script), states)


def test_the_blocked_night_is_failed_and_the_others_are_not(played: Played) -> None:
    assert [state.is_failed() for state in played.states] == [False, False, True, False]


def test_posts_are_what_the_script_says(played: Played) -> None:
    found = [
        (
            row["post_id"],
            str(row["date"]),
            row["published_at"],
            row["version"],
            row["body"],
            row["read_count"],
            *(played.night_of(row[name]) for name in ("first_seen_at", "last_seen_at")),
            played.night_of(row["counted_at"]),
            played.night_of(row["deleted_at"]),
        )
        for row in played.rows("posts")
    ]
    assert found == [
        (
            f"guba:{one.post.id}",
            str(one.post.day),
            one.post.at,
            len(one.versions),
            one.versions[-1][1],
            one.post.n_reads(one.seen[-1]),
            one.seen[0],
            one.seen[-1],
            one.seen[-1],
            one.deleted_in,
        )
        for one in played.oracle.kept
    ]


def test_versions_are_what_the_script_says(played: Played) -> None:
    found = [
        (
            *(row[name] for name in ("post_id", "version", "body")),
            *(played.night_of(row[name]) for name in ("valid_from", "valid_to")),
        )
        for row in played.rows("post_versions")
    ]
    expected = [
        (f"guba:{one.post.id}", n, text, night, _begin_of_next(one.versions, n))
        for one in played.oracle.kept
        for n, (night, text) in enumerate(one.versions, 1)
    ]
    assert found == expected


def _begin_of_next(versions: list[tuple[int, str]], number: int) -> int | None:
    return versions[number][0] if number < len(versions) else None


def test_observations_are_what_the_script_says(played: Played) -> None:
    found = [
        (row["post_id"], played.night_of(row["observed_at"]), row["outcome"], row["read_count"])
        for row in played.rows("observations")
    ]
    assert found == [
        (
            f"guba:{one.post.id}",
            night,
            outcome,
            None if outcome == "deleted" else one.post.n_reads(night),
        )
        for one in played.oracle.kept
        for night, outcome in one.visits
    ]


def test_coverage_is_what_the_script_says(played: Played) -> None:
    found = {
        (row["target"], date.fromisoformat(row["date"])): tuple(
            row[name] for name in ("state", "claimed", "posts", "late")
        )
        for row in played.rows("coverage")
    }
    assert found == played.oracle.coverage()


def test_nobody_is_asked_for_more_than_the_due_rule_says(played: Played) -> None:
    for night in played.script.nights:
        asked = posts_in(played.stage.log[night.number])
        new, again = played.oracle.new[night.number], played.oracle.again[night.number]
        assert (sorted(asked[: len(new)]), asked[len(new) :]) == (sorted(new), again)


def posts_in(paths: list[str]) -> list[int]:
    return [int(path[-9:-5]) for path in paths if path.startswith("/news")]


def lists_in(paths: list[str]) -> Counter[str]:
    return Counter(path for path in paths if path.startswith("/list"))


def test_the_days_of_a_night_share_one_walk_a_bar(played: Played, tmp_path: Path) -> None:
    walked = [lists_in(played.stage.log[night.number]) for night in played.script.nights]
    assert {n for lists in walked for n in lists.values()} == {1}
    with serving(Stage(script=played.script, night=played.script.nights[1])) as stage:
        assert isinstance(stage, Stage)
        told = watchlist.load(played.folder.root.parent / "2.toml")
        watched = replace(told, origins={"guba.eastmoney.com": stage.origin})
        folder, end = DataFolder(tmp_path), played.script.nights[1].date
        night = Night(folder, end, end - timedelta(days=5), watched)
        crawled = collect.crawl(folder, night.plan("guba"), LOG)
    assert len({row["day"] for row in crawled.rows}) == 6
    assert {row["state"] for row in crawled.rows} == {"complete", "empty"}
    assert lists_in(stage.log[2])["/list,600519,f_3.html"] == 1
    assert set(lists_in(stage.log[2]).values()) == {1}


def test_nights_replayed_from_their_archives_say_the_same(played: Played, tmp_path: Path) -> None:
    again = DataFolder(tmp_path)
    segments = sorted(played.folder.raw.glob("date=*/*.warc.gz"))
    watched = watchlist.load(played.folder.root.parent / "1.toml")
    for told, archive in zip(played.script.nights, segments, strict=True):
        night = Night(again, told.date, told.days[0], watched, archive)
        replayed = collect.crawl(again, night.plan("guba"), LOG)
        keep(again, *again.raw.glob(f"date=*/{replayed.segment}"))
    days = sorted({day for told in played.script.nights for day in told.days})
    assert [said(again, day) for day in days] == [said(played.folder, day) for day in days]


def said(folder: DataFolder, day: date) -> dict[str, list[dict[str, Any]]]:
    """The rows of a day; when a ledger was closed is all that a replay cannot know."""
    rows = {name: table.to_pylist() for name, table in build(folder, day).items()}
    for one in rows["coverage"]:
        one.update(observed_at=None, next_try_at=None)
    return rows
