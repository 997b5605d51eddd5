"""Running plans in real processes and reading what they leave."""

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from spiders.plan import KnownPost, Manners, Plan, Target
from spiders.warcfile import WarcFile
from spiders.warcread import Archived, read_warc
from tests.processes import PROCESSES
from tests.spiders.site import Site

NIGHT = date(2025, 3, 27)
# 01:30 in Shanghai of the day after.
NIGHT_AT = datetime(2025, 3, 27, 17, 30, 1, 5, tzinfo=UTC)
BAR = Target("bar", "600519")


@dataclass
class Run:
    code: int
    result: dict[str, Any]
    log: str
    segment: Path
    records: list[Archived]

    def states(self) -> dict[tuple[str, str], str]:
        return {(row["target"], row["day"]): row["state"] for row in self.result["rows"]}

    def reasons(self) -> set[str]:
        return {row["reason"] for row in self.result["rows"]}

    def visits(self, kind: str = "post") -> list[tuple[str | None, str]]:
        """Native id (for lists: target) and outcome of every record of a kind, in order."""
        visits = [record.visit for record in self.records if record.visit]
        return [
            (one.native_id if kind == "post" else one.target, str(one.outcome))
            for one in visits
            if one.kind == kind
        ]

    @property
    def ledger(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.records[-1].body)
        return read


def plan_for(
    folder: Path,
    site: Site | None = None,
    source: str = "guba",
    targets: tuple[Target, ...] = (BAR,),
    posts: tuple[KnownPost, ...] = (),
    done: frozenset[str] = frozenset(),
    replay: Path | None = None,
    delay_s: float = 0.0,
    max_pages: int = 5,
) -> Plan:
    return Plan(
        source=source,
        date=NIGHT,
        since=NIGHT - timedelta(days=1),
        raw=folder / "raw",
        targets=targets,
        posts=posts,
        done=done,
        replay=replay,
        manners=Manners(delay_s=delay_s, max_pages=max_pages, contact="mailto:a@b.example"),
        origins=site.origins if site else {},
    )


def command_for(folder: Path, plan: Plan) -> list[str]:
    file = folder / "plan.json"
    file.write_text(plan.to_json(), "utf-8")
    return [sys.executable, "-m", "spiders.run", str(file)]


def result_of(stdout: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(stdout.splitlines()[-1].removeprefix("RESULT "))
    return result


def run_main(arguments: list[str], folder: Path) -> None:
    """`python -m spiders.run`, its words into files."""
    for stream, name in ((1, "out"), (2, "log")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), stream)
    from spiders.run import main

    sys.exit(main(arguments))


def run_plan(folder: Path, plan: Plan) -> Run:
    """What a crawl leaves that runs to its end, forked from a process that has Scrapy loaded."""
    child = PROCESSES.Process(target=run_main, args=(command_for(folder, plan)[-1:], folder))
    child.start()
    child.join(60)
    assert child.exitcode is not None
    out, log = ((folder / name).read_text("utf-8") for name in ("out", "log"))
    return run_of(folder, child.exitcode, out, log)


def run_of(folder: Path, code: int, out: str, log: str) -> Run:
    result = result_of(out)
    segment = next((folder / "raw").rglob(result["segment"] or "*.open"))
    return Run(code, result, log, segment, list(read_warc(segment)))


def as_night(segment: Path, file: Path) -> Path:
    """The responses of a segment as if captured in the night of the tests, a second apart."""
    night = WarcFile(file)
    night.info({"software": "test"}, NIGHT_AT, "11111111-1111-4111-8111-111111111111")
    responses = [record for record in read_warc(segment) if record.kind == "response"]
    for n, record in enumerate(responses):
        assert record.visit
        at = NIGHT_AT + timedelta(seconds=n)
        night.response(
            record.url,
            record.status,
            record.fields,
            record.body,
            record.visit,
            at,
            record.record_id,
        )
    return night.close()
