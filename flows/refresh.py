"""The flow `funds refresh`, and what nightly does of it: lists of funds into the registry."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows import captures, drift, segments
from flows.crawled_lists import SOURCE, Taken
from flows.crawling import Collected, chosen, collect_all
from flows.drift import Alarm
from flows.folder import WATCHLIST, DataFolder, open_folder
from flows.importing_lists import Imported
from flows.lake import LakeError
from flows.logs import keep_errors_short
from flows.night import Night
from flows.steps import read_captures, take_lists
from spiders.clock import night_at
from spiders.watchlist import load


class NotRefreshed(Exception):
    """A refresh that lacks a list; its message says which and why."""

    def __init__(self, refreshed: "Refreshed") -> None:
        super().__init__("; ".join(refreshed.failures))
        self.refreshed = refreshed


@dataclass(frozen=True)
class Refreshed:
    """The lists that came, why others did not, and what is missing without anybody's fault."""

    lists: Sequence[Imported] = ()
    failures: Sequence[str] = ()
    gaps: Sequence[str] = ()


@flow(name="funds refresh", flow_run_name="funds-refresh", log_prints=False)
def refresh(
    date: datetime.date | None = None,
    data: Path = Path("data"),
    watchlist: Path = WATCHLIST,
    replay: Path | None = None,
    takes_smaller: bool = False,
    retries: int = 1,
    retry_delay_s: float = 60.0,
) -> Refreshed | State[NotRefreshed] | State[Refreshed]:
    """Collect the watchlist's lists of funds that did not come tonight yet, into the registry.

    date: day before the night, default tonight's. data: data folder. watchlist: TOML with [funds].
    replay: a WARC in place of the web. takes_smaller: believe a list that lost many of its rows.
    retries, retry_delay_s: where a site did not answer.

    Failed where a list was blocked, cut or of another layout: the registry stays without it.
    """
    keep_errors_short()
    night = _night(date, data, watchlist, replay, takes_smaller)
    collected = collect_all(night, chosen(night, [SOURCE]), retries, retry_delay_s)
    read_captures(night.folder, again=collected.segments if replay else ())
    run = {"flow": "funds refresh", "run": runtime.flow_run.id, "date": str(night.date)}
    taken = registry_refreshed(night, collected, run)
    failures = [*collected.failures, *taken.failures]
    return ended(Refreshed(taken.lists, failures, collected.gaps))


def registry_refreshed(night: Night, collected: Collected, run: dict[str, Any]) -> Refreshed:
    """What a night's crawl of lists brought into the registry, and why some of it could not be.

    To be called once its captures are read; nothing where the watchlist has no lists.
    """
    if SOURCE not in night.watchlist.targets:
        return Refreshed()
    tonight = {Path(crawl.segment).name for crawl in collected.crawls if crawl.segment}
    state = take_lists(night.folder, run, tuple(sorted(tonight)), return_state=True)
    taken = state.result(raise_on_failure=False)
    if isinstance(taken, LakeError):
        return Refreshed(failures=[f"{SOURCE}: {taken}"])
    if isinstance(taken, Exception):
        raise taken
    return Refreshed(taken.lists, list(refused_of(night, taken, tonight)))


def refreshed_of(state: Any) -> Refreshed:
    """What a flow run's final state tells, complete or not; raises what else it ended in."""
    result = state.result(raise_on_failure=False)
    if isinstance(result, NotRefreshed):
        return result.refreshed
    if isinstance(result, Exception):
        raise result
    refreshed: Refreshed = result
    return refreshed


def refused_of(night: Night, taken: Taken, tonight: set[str]) -> Iterator[str]:
    """Why lists of tonight's crawls could not be read, a line a crawl, noted in the archive.

    `tonight` names the segments of the crawls: of others it was told in their nights.
    """
    crawls = {one.segment: one for one in taken.refused if one.segment in tonight}
    for name, crawl in sorted(crawls.items()):
        why = "; ".join(said for one, said in taken.refused.items() if one.segment == name)
        (segment,) = night.folder.raw.glob(f"date=*/{name}")
        alarm = Alarm(SOURCE, segment, crawl.at, (night.date,), f"changed_layout: {why}")
        _note(night.folder, alarm)
        yield str(alarm)


def _note(folder: DataFolder, alarm: Alarm) -> None:
    noted = drift.keep(folder, alarm)
    captures.store(folder, noted, segments.read_segment(noted))


def _night(
    date: datetime.date | None,
    data: Path,
    watchlist: Path,
    replay: Path | None,
    takes_smaller: bool,
) -> Night:
    watched = load(watchlist)
    now = watched.rehearsal_at or datetime.datetime.now(datetime.UTC)
    day = date or night_at(now)
    folder = open_folder(data)
    night = Night(folder, day, day, watched, replay, takes_smaller)
    night.check_date()
    folder.mark(is_replay=replay is not None)
    return night


def ended(done: Refreshed) -> Refreshed | State[NotRefreshed] | State[Refreshed]:
    """What came, in a state that says what did not."""
    if done.failures:
        short = NotRefreshed(done)
        return Failed(message=str(short), data=short)
    if done.gaps:
        return Completed(name="Partial", message="; ".join(done.gaps), data=done)
    return done
