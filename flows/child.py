"""A spider in a child process: its log becomes ours, its last word its result."""

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# The night's budget of requests to a host takes four hours (spiders/plan.py).
TIME_LIMIT_S = 6 * 3600
# What is on its way when a crawl is told to stop may take one download timeout.
STOP_LIMIT_S = 45

_RESULT = "RESULT "
_LINE = re.compile(r"\S+ \S+ \[(?P<name>[\w.]+)\] (?P<level>[A-Z]+): (?P<said>.*)")
# Scrapy tells its settings and middlewares at every start, over many lines.
_CHATTER = ("scrapy.middleware", "scrapy.utils.log", "scrapy.addons", "scrapy.crawler")

Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


class NoResult(Exception):
    """Raised for a child that ended without a result; the message is the last that it said."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(f"the spider ended with code {code}: {message}")
        self.code = code


def run_spider(plan: Path, log: Log, held: int) -> dict[str, Any]:
    """The result of the plan in a file, run in a child that ends with us.

    `held` is the open lock of the source, which the child keeps for as long as it lives.

    Raises NoResult where the child gave none.
    """
    command = [sys.executable, "-m", "spiders.run", str(plan)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        pass_fds=(held,),
    ) as child:
        limit = threading.Timer(TIME_LIMIT_S, child.kill)
        limit.start()
        try:
            said = [line.rstrip() for line in _heard(child, log)]
        finally:
            limit.cancel()
            _stop(child)
    return _result(said, child.returncode)


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


def _result(said: Sequence[str], code: int) -> dict[str, Any]:
    results = [line for line in said if line.startswith(_RESULT)]
    if results:
        result: dict[str, Any] = json.loads(results[-1].removeprefix(_RESULT))
        return result
    raise NoResult(next((line for line in reversed(said) if line), "it said nothing"), code)
