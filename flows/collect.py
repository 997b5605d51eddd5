"""One source's crawl: a spider in a child process, its log in ours, its word checked."""

import json
import logging
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from flows.folder import DataFolder
from spiders.plan import Plan

# A walk of 50 bars of 50 pages at 3 s a page takes two hours; nothing honest takes longer.
TIME_LIMIT_S = 6 * 3600
# What is on its way when a crawl is told to stop may take one download timeout.
STOP_LIMIT_S = 45

_RESULT = "RESULT "
_LINE = re.compile(r"\S+ \S+ \[(?P<name>[\w.]+)\] (?P<level>[A-Z]+): (?P<said>.*)")
# Scrapy tells its settings and middlewares at every start, over many lines.
_CHATTER = ("scrapy.middleware", "scrapy.utils.log", "scrapy.addons", "scrapy.crawler")


Log = logging.Logger | logging.LoggerAdapter[logging.Logger]

_FINE = frozenset({"complete", "empty"})
_PASSING = frozenset({"timeout", "server_error", "failed"})


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
    """What a spider said at its end."""

    source: str
    finish_reason: str
    outcomes: Mapping[str, int]
    rows: Sequence[Mapping[str, Any]]
    handed_on: Sequence[Mapping[str, Any]]
    segment: str

    @property
    def gaps(self) -> list[str]:
        """What is missing: one line a target and day that is neither complete nor empty."""
        return [
            f"{row['target']} {row['day']}: {row['state']}" + _because(row)
            for row in self.rows
            if row["state"] not in _FINE
        ]

    @property
    def can_pass(self) -> bool:
        """Whether its gaps may be gone in a minute."""
        states = {row["state"] for row in self.rows} - _FINE
        return "blocked" not in states and bool(_PASSING & set(self.outcomes))


def crawl(folder: DataFolder, plan: Plan, log: Log) -> Crawl:
    """Run one plan in a child process that dies with us; the crawl's own word, unchecked.

    Raises CollectFailed where the child gave none: another run holds the source, or it broke.
    """
    with _only_crawl_of(folder, plan.source):
        seal_leftovers(folder, plan.source)
        result = _run_child(_written(folder, plan), plan.source, log)
    log.info("%s: visits %s, stats %s", plan.source, result["outcomes"], result["stats"])
    known = (result[name] for name in Crawl.__dataclass_fields__)
    return Crawl(*known)


def check(result: Crawl) -> None:
    """Raise CollectFailed unless the crawl finished with nothing missing.

    "finished" alone is no success: Scrapy says so too after pages were given up (stack.md §0).
    """
    if result.finish_reason != "finished":
        raise CollectFailed(
            f"{result.source}: the crawl ended as {result.finish_reason!r}", crawl=result
        )
    if result.gaps:
        states = Counter(row["state"] for row in result.rows if row["state"] not in _FINE)
        counted = ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
        message = f"{result.source}: {counted}: " + "; ".join(result.gaps)
        raise CollectFailed(message, can_pass=result.can_pass, crawl=result)


def seal_leftovers(folder: DataFolder, source: str) -> None:
    """Give segments of a killed crawl their final names; a torn last record is left out on reading.

    To be called by who holds the source: no other writer of it lives.
    """
    for left in folder.raw.glob(f"date=*/{source}-*.warc.gz.open"):
        left.rename(left.with_suffix(""))


@contextmanager
def _only_crawl_of(folder: DataFolder, source: str) -> Iterator[None]:
    folder.locks.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.locks / f"{source}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CollectFailed(f"{source} is being collected by another run: let it end") from None
    try:
        yield
    finally:
        lock.release()


def _written(folder: DataFolder, plan: Plan) -> Path:
    folder.runs.mkdir(parents=True, exist_ok=True)
    path = folder.runs / f"{plan.source}-{plan.date}.json"
    path.write_text(plan.to_json(), encoding="utf-8")
    return path


def _run_child(plan: Path, source: str, log: Log) -> dict[str, Any]:
    command = [sys.executable, "-m", "spiders.run", str(plan)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as child:
        limit = threading.Timer(TIME_LIMIT_S, child.kill)
        limit.start()
        try:
            said = [line.rstrip() for line in _heard(child, log)]
        finally:
            limit.cancel()
            _stop(child)
    return _result(said, source, child.returncode)


def _heard(child: subprocess.Popen[str], log: Log) -> Iterator[str]:
    """The child's lines; each reaches our log at its own level."""
    level = logging.INFO
    for line in child.stdout or []:
        yield line
        if line.startswith(_RESULT):
            continue
        match = _LINE.match(line)
        level = _level(match) if match else level
        log.log(level, match["said"] if match else line.rstrip())


def _level(match: re.Match[str]) -> int:
    level = logging.getLevelNamesMapping().get(match["level"], logging.INFO)
    is_chatter = level == logging.INFO and match["name"].startswith(_CHATTER)
    return logging.DEBUG if is_chatter else level


def _stop(child: subprocess.Popen[str]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()


def _result(said: Sequence[str], source: str, code: int) -> dict[str, Any]:
    results = [line for line in said if line.startswith(_RESULT)]
    if results:
        result: dict[str, Any] = json.loads(results[-1].removeprefix(_RESULT))
        return result
    why = next((line for line in reversed(said) if line), "it said nothing")
    raise CollectFailed(f"{source}: the spider ended with code {code}: {why}", can_pass=code < 0)


def _because(row: Mapping[str, Any]) -> str:
    return f" ({row['reason']})" if row["reason"] else ""
