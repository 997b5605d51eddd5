"""The nightly flow: collect each source, read what came, build the days, publish, report."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from flows import pending
from flows.artifacts import keep_report
from flows.collect import Crawl
from flows.crawling import chosen, collect_all
from flows.drift import LayoutChanged
from flows.folder import WATCHLIST, DataFolder, open_folder
from flows.logs import keep_errors_short
from flows.night import Night
from flows.publishing import build_and_publish
from flows.refresh import registry_refreshed
from flows.report import Incomplete, Report, Shortfall, report
from flows.steps import check_layout, read_captures
from spiders.clock import SHANGHAI
from spiders.watchlist import load

# A site that is down is asked again after this; a challenge is not.
RETRY_DELAY_S = 60.0


def default_date() -> datetime.date:
    """The day that a scheduled run is for: the one before it was due, in Asia/Shanghai.

    By the standard library: Prefect's own dates are off by a day here on Python < 3.13.
    """
    due = runtime.flow_run.scheduled_start_time.timestamp()
    return datetime.datetime.fromtimestamp(due, SHANGHAI).date() - datetime.timedelta(days=1)


def _run_name() -> str:
    return f"nightly-{runtime.flow_run.parameters.get('date') or default_date()}"


@flow(name="nightly", flow_run_name=_run_name, log_prints=False)
def nightly(
    date: datetime.date | None = None,
    data: Path = Path("data"),
    watchlist: Path = WATCHLIST,
    replay: Path | None = None,
    sources: Sequence[str] = (),
    lookback_days: int = 1,
    retries: int = 1,
    retry_delay_s: float = RETRY_DELAY_S,
) -> Report | State[Incomplete] | State[Report]:
    """Collect the posts published on `date` and the days just before it, and publish their days.

    date: day of publication in Asia/Shanghai; default the day before the run was due.
    data: data folder. watchlist: TOML of bars and authors. replay: a WARC in place of the web.
    sources: only these of the watchlist. lookback_days: days before `date` to look at again.
    retries, retry_delay_s: for a source whose site did not answer.

    What was captured is published in any case. The run is Failed where a source was blocked, failed
    or has changed its layout, and Partial, which counts as completed, where only something is
    missing.
    """
    keep_errors_short()
    night = _night(date or default_date(), data, watchlist, replay, lookback_days)
    collected = collect_all(night, chosen(night, sources), retries, retry_delay_s)
    reads = read_captures(night.folder, again=collected.segments if replay else ())
    changed = list(_changed_layouts(night.folder, collected.crawls))
    run = {"flow": "nightly", "run": runtime.flow_run.id, "date": str(night.date)}
    changed += registry_refreshed(night, collected, run).failures
    days = sorted(pending.noted(night.folder) | set(night.days))
    built, publication = build_and_publish(night.folder, days, run)
    shortfall = Shortfall([*collected.failures, *changed], collected.gaps, collected.notes)
    done = report(f"nightly {night.date}", built, publication, reads, shortfall)
    keep_report(done)
    return _ended(done)


def _ended(done: Report) -> Report | State[Incomplete] | State[Report]:
    """The report, in a state that says what the night is short of."""
    for note in done.notes:
        get_run_logger().warning(note)
    if done.failures:
        short = Incomplete(done)
        return Failed(message=str(short), data=short)
    if done.gaps:
        return Completed(name="Partial", message="; ".join(done.gaps), data=done)
    return done


def _changed_layouts(folder: DataFolder, crawls: Iterable[Crawl]) -> Iterator[str]:
    """Why a source's pages are not what they were, a line a source."""
    for crawl in crawls:
        ended = check_layout(folder, crawl, return_state=True)
        result = ended.result(raise_on_failure=False)
        if isinstance(result, LayoutChanged):
            yield str(result)
        elif isinstance(result, Exception):
            raise result


def _night(
    date: datetime.date, data: Path, watchlist: Path, replay: Path | None, lookback_days: int
) -> Night:
    since = date - datetime.timedelta(days=lookback_days)
    folder = open_folder(data)
    night = Night(folder, date, since, load(watchlist), replay)
    night.check_date()
    folder.mark(is_replay=replay is not None)
    return night
