"""Segments as spiders leave them, made by hand: posts, visits that found none, a ledger."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows import captures, segments
from flows.folder import DataFolder
from spiders.clock import day_of
from spiders.outcomes import Outcome
from spiders.visits import Visit
from spiders.warcfile import WarcFile, stable_id
from tests.transforms.captures import page

# 01:30 in Shanghai, the nights after the 27th and the 28th.
FIRST = datetime(2025, 3, 27, 17, 30, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)

Said = tuple[str, str, bytes]


def post(native_id: int, published: str = "2025-03-27 21:04:53", text: str = "<p>等。</p>") -> Said:
    """A visit that found a post."""
    body = page(text, post_id=native_id, post_publish_time=published)
    return str(native_id), "post", body


def no_post(native_id: int, outcome: str) -> Said:
    """A visit that found no post."""
    return str(native_id), outcome, b"<html>nothing here</html>"


def row(day: str, state: str = "complete", **more: Any) -> dict[str, Any]:
    """A ledger's row about bar 600519."""
    counts = {"claimed": 1, "walked": 2, "posts": 1, "reason": "", "next_try_at": None}
    return {"target": "600519", "day": day, "state": state, **counts, **more}


def seal(
    folder: DataFolder,
    at: datetime,
    visits: Iterable[Said] = (),
    rows: Sequence[dict[str, Any]] = (),
    source: str = "guba",
) -> Path:
    """A sealed segment whose visits were a second apart, from `at` on."""
    name = f"{source}-{at:%Y%m%dT%H%M%S}-{stable_id(source, at)[:8]}.warc.gz"
    file = WarcFile(folder.raw / f"date={day_of(at)}" / name)
    file.info({"software": "test"}, at, stable_id(name))
    for n, (native_id, outcome, body) in enumerate(visits, 1):
        file.response(
            f"https://guba.eastmoney.com/news,600519,{native_id}.html",
            200,
            [("Content-Type", "text/html; charset=utf-8")],
            body,
            Visit(source, "post", "nightly", "600519", native_id, Outcome(outcome)),
            at + timedelta(seconds=n),
            stable_id(name, n),
        )
    ledger = {"source": source, "rows": list(rows), "handed_on": [], "outcomes": {}}
    end = at + timedelta(minutes=5)
    file.metadata(f"urn:guandian:ledger:{source}", ledger, None, end, stable_id(name, "ledger"))
    return file.close()


def keep(folder: DataFolder, *sealed: Path) -> None:
    """Their captures, stored."""
    for segment in sealed:
        captures.store(folder, segment, segments.read_segment(segment))
