"""The rebuild flow: days built again from captures, without the web."""

import datetime
from pathlib import Path

from prefect import flow, runtime

from flows import build
from flows.artifacts import keep_report
from flows.days import RangeError, span
from flows.folder import DataFolder, open_folder
from flows.logs import keep_errors_short
from flows.publishing import build_and_publish
from flows.report import Report, report
from flows.steps import read_captures


@flow(name="rebuild", flow_run_name="rebuild-{start}-{end}", log_prints=False)
def rebuild(start: datetime.date, end: datetime.date, data: Path = Path("data")) -> Report:
    """Build the days of publication start..end, both included, from captures and publish them.

    The same captures and code give the same bytes and no new publication.
    start, end: days in Asia/Shanghai. data: data folder.
    """
    keep_errors_short()
    folder = open_folder(data)
    reads = read_captures(folder)
    days = known_days(folder, start, end)
    run = {"flow": "rebuild", "run": runtime.flow_run.id, "start": str(start), "end": str(end)}
    built, publication = build_and_publish(folder, days, run)
    done = report(f"rebuild {start} to {end}", built, publication, reads)
    keep_report(done)
    return done


def known_days(folder: DataFolder, start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """The days of the range that captures tell of.

    RangeError where there are none, or where a day is published whose captures are gone: a
    rebuild would empty it.
    """
    days = span(start, end)
    known = build.captured_days(folder, days)
    lost = sorted(build.published_days(folder) & set(days) - known)
    if lost:
        raise RangeError(
            f"{lost[0]} is published but its captures are gone: bring captures or raw back first"
        )
    if not known:
        raise RangeError(f"nothing was ever captured of {start} to {end}: run nightly for it first")
    return sorted(known)
