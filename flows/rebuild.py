"""The rebuild flow: days built again from captures, without the web."""

import datetime
from pathlib import Path

from prefect import flow, runtime

from flows import build
from flows.artifacts import keep_report
from flows.crawled_lists import has_crawled
from flows.days import span
from flows.folder import open_folder
from flows.logs import keep_errors_short
from flows.publishing import build_and_publish
from flows.report import Report, report
from flows.steps import read_captures, take_lists


@flow(name="rebuild", flow_run_name="rebuild-{start}-{end}", log_prints=False)
def rebuild(start: datetime.date, end: datetime.date, data: Path = Path("data")) -> Report:
    """Build the days of publication start..end, both included, from captures and publish them.

    The same captures and code give the same bytes and no new publication.
    start, end: days in Asia/Shanghai. data: data folder.
    """
    keep_errors_short()
    folder = open_folder(data)
    reads = read_captures(folder)
    run = {"flow": "rebuild", "run": runtime.flow_run.id, "start": str(start), "end": str(end)}
    if has_crawled(folder):
        take_lists(folder, run)
    days = build.known_days(folder, span(start, end))
    built, publication = build_and_publish(folder, days, run)
    done = report(f"rebuild {start} to {end}", built, publication, reads)
    keep_report(done)
    return done
