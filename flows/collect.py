"""One source's crawl: a spider in a child process, its log in ours, its word at the end."""

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.child import Log, NoResult, run_spider
from flows.folder import DataFolder
from flows.unspoken import write_failed_ledger
from spiders.plan import Plan


class CollectFailed(Exception):
    """Raised for a crawl that ended without everything it was asked for; the message says what.

    `can_pass` tells whether another try soon may help: a challenge does not pass by asking again.
    `crawl` is what it said nevertheless; its captures are in the archive.
    """

    def __init__(
        self, message: str, *, can_pass: bool = False, crawl: "Crawl | None" = None
    ) -> None:
        super().__init__(message)
        self.can_pass = can_pass
        self.crawl = crawl


@dataclass(frozen=True)
class Crawl:
    """What a spider said at its end.

    `outcomes` counts answers, attempt by attempt; `ended` counts posts by what their visit came to
    in the end, after retries and other ways.
    """

    source: str
    finish_reason: str
    outcomes: Mapping[str, int]
    rows: Sequence[Mapping[str, Any]]
    handed_on: Sequence[Mapping[str, Any]]
    segment: str | None
    ended: Mapping[str, int] = field(default_factory=dict)


def crawl(folder: DataFolder, plan: Plan, log: Log) -> Crawl:
    """Run one plan in a child process that dies with us; the crawl's own word, unchecked.

    Raises CollectFailed where the child gave none: another run holds the source, or it broke;
    of one that broke the archive says that all its targets failed.
    """
    with only_crawl_of(folder, plan.source) as held:
        seal_leftovers(folder, plan.source)
        result = _result(folder, plan, log, held)
    log.info("%s: visits %s, stats %s", plan.source, result["outcomes"], result["stats"])
    return Crawl(**{name: result[name] for name in Crawl.__dataclass_fields__ if name in result})


def seal_leftovers(folder: DataFolder, source: str) -> None:
    """Give segments of a killed crawl their final names; a torn last record is left out on reading.

    To be called by who holds the source: no other writer of it lives.
    """
    for left in folder.raw.glob(f"date=*/{source}-*.warc.gz.open"):
        sealed = left.with_suffix("")
        if sealed.exists():  # half of a replay that was there whole already
            left.unlink()
        else:
            left.rename(sealed)


@contextmanager
def only_crawl_of(folder: DataFolder, source: str) -> Iterator[int]:
    """Hold the source, CollectFailed where another does; a spider is given the open lock, too.

    A spider whose parent was killed ends with its request in flight, up to 45 s later: until
    then nobody else may visit its hosts or seal its segment.
    """
    folder.locks.mkdir(parents=True, exist_ok=True)
    held = os.open(folder.locks / f"{source}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(held, source)
        yield held
    finally:
        os.close(held)


def _take(held: int, source: str) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CollectFailed(f"{source} is being collected by another run: let it end") from None


def _written(folder: DataFolder, plan: Plan) -> Path:
    folder.runs.mkdir(parents=True, exist_ok=True)
    path = folder.runs / f"{plan.source}-{plan.date}.json"
    path.write_text(plan.to_json(), encoding="utf-8")
    return path


def _result(folder: DataFolder, plan: Plan, log: Log, held: int) -> dict[str, Any]:
    try:
        return run_spider(_written(folder, plan), log, held)
    except NoResult as error:
        seal_leftovers(folder, plan.source)
        write_failed_ledger(plan, str(error))
        # Killed from outside: the next try goes on where this one was.
        raise CollectFailed(f"{plan.source}: {error}", can_pass=error.code < 0) from error
