"""The nightly flow: collect each source, read what came, build the days, publish, report."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows import segments
from flows.artifacts import keep_report
from flows.collect import CollectFailed, Crawl
from flows.folder import WATCHLIST, open_folder
from flows.logs import keep_errors_short
from flows.night import Night
from flows.publishing import build_and_publish
from flows.report import Incomplete, Report, report
from flows.steps import collect_source, read_captures
from spiders.clock import SHANGHAI
from spiders.watchlist import WatchlistError, load

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
) -> Report | State[Incomplete]:
    """Collect the posts published on `date` and the days just before it, and publish their days.

    date: day of publication in Asia/Shanghai; default the day before the run was due.
    data: data folder. watchlist: TOML of bars and authors. replay: a WARC in place of the web.
    sources: only these of the watchlist. lookback_days: days before `date` to look at again.
    retries, retry_delay_s: for a source whose site did not answer.

    What was captured is published even where a source failed; the run is then Failed.
    """
    keep_errors_short()
    night = _night(date or default_date(), data, watchlist, replay, lookback_days)
    names = _chosen(night, sources)
    crawls, failures = _collect_all(night, names, retries, retry_delay_s)
    reads = read_captures(night.folder, again=_replayed(crawls, replay))
    days = sorted(segments.days_of(reads) | set(night.days))
    run = {"flow": "nightly", "run": runtime.flow_run.id, "date": str(night.date)}
    built, publication = build_and_publish(night.folder, days, run)
    done = report(f"nightly {night.date}", built, publication, reads, failures)
    keep_report(done)
    if failures:
        short = Incomplete(done)
        return Failed(message=str(short), data=short)
    return done


def _night(
    date: datetime.date, data: Path, watchlist: Path, replay: Path | None, lookback_days: int
) -> Night:
    since = date - datetime.timedelta(days=lookback_days)
    folder = open_folder(data)
    night = Night(folder, date, since, load(watchlist), replay)
    folder.mark(is_replay=replay is not None)
    return night


def _chosen(night: Night, sources: Sequence[str]) -> list[str]:
    known = list(night.watchlist.targets)
    unknown = [name for name in sources if name not in known]
    if unknown:
        raise WatchlistError(f"no [{unknown[0]}] in the watchlist: it has {', '.join(known)}")
    return [name for name in known if name in sources or not sources]


def _collect_all(
    night: Night, names: Sequence[str], retries: int, retry_delay_s: float
) -> tuple[list[Crawl], list[str]]:
    """One source after the other: they share hosts, and limits hold within one crawl only."""
    crawls: list[Crawl] = []
    failures: list[str] = []
    step = collect_source.with_options(retries=retries, retry_delay_seconds=retry_delay_s)
    for name in names:
        plan = night.plan(name, _handed_on(crawls))
        ended = step(night.folder, plan, return_state=True)
        crawl = _said(ended.result(raise_on_failure=False), failures)
        if crawl is not None:
            crawls.append(crawl)
    return crawls, failures


def _said(result: Crawl | Exception, failures: list[str]) -> Crawl | None:
    """The crawl's word, also of one that fell short; why it did goes to `failures`."""
    if isinstance(result, CollectFailed):
        failures.append(str(result))
        return result.crawl
    if isinstance(result, Exception):
        raise result
    return result


def _handed_on(crawls: Sequence[Crawl]) -> list[Mapping[str, Any]]:
    return [row for crawl in crawls for row in crawl.handed_on]


def _replayed(crawls: Sequence[Crawl], replay: Path | None) -> tuple[str, ...]:
    return tuple(Path(crawl.segment).name for crawl in crawls) if replay else ()
