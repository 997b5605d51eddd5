"""Drift: tonight's posts of a source beside those of its last 14 days, and the note of an alarm.

The note is a small segment of its own in raw, dated by the ledger of the crawl, so that a rebuild
from raw tells the same. A reader mended later does not take it back: the next crawl of the source,
for the same days, does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows.captures import damage_told
from flows.collect import Crawl
from flows.folder import DataFolder
from flows.segments import DRIFT
from spiders.clock import SHANGHAI, day_of, night_at, night_of
from spiders.warcfile import WarcFile, stable_id
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES
from transforms.coverage import WHOLE_SOURCE
from transforms.drift import WATCHED, Filled, drops
from transforms.schema import Table

DAYS = 14


class LayoutChanged(Exception):
    """Raised for a source whose pages say less than they used to; the message says of what."""


@dataclass(frozen=True)
class Alarm:
    """What a crawl's pages lack: the segment of the crawl, its end, its days of publication."""

    source: str
    segment: Path
    at: datetime
    days: tuple[date, ...]
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def find(folder: DataFolder, crawl: Crawl) -> Alarm | None:
    """The alarm that the night of a crawl, already read into captures, gives rise to."""
    segment = next(folder.raw.glob(f"date=*/{crawl.segment}"), None)
    at = _end(folder, segment) if segment else None
    if segment is None or at is None:
        return None
    opens_at, _ = night_of(night_at(at))
    tonight = _filled(folder, crawl.source, opens_at, at + timedelta(microseconds=1))
    before = _filled(folder, crawl.source, opens_at - timedelta(days=DAYS), opens_at)
    found = drops(tonight, before, f"in the last {DAYS} days")
    if not found:
        return None
    days = {date.fromisoformat(str(row["day"])) for row in crawl.rows}
    reason = f"changed_layout: {'; '.join(found)}"
    return Alarm(crawl.source, segment, at, tuple(sorted(days)), reason)


def keep(folder: DataFolder, alarm: Alarm) -> Path:
    """The sealed segment that holds the alarm: one a crawl, so that a replay replaces its own."""
    night = night_at(alarm.at)
    record_id = stable_id(DRIFT, alarm.source, alarm.at)
    name = f"{alarm.source}-{night}-drift-{record_id[:8]}.warc.gz"
    file = WarcFile(alarm.segment.with_name(name))
    file.info({"software": "guandian"}, alarm.at, stable_id("warcinfo", record_id))
    body = {"source": alarm.source, "rows": [_row(day, alarm.reason) for day in alarm.days]}
    file.metadata(f"{DRIFT}{alarm.source}", body, None, alarm.at, record_id)
    return file.close()


def _row(day: date, reason: str) -> dict[str, Any]:
    """A ledger's row about the whole source."""
    unknown = dict.fromkeys(("claimed", "walked", "posts", "next_try_at"))
    return {"target": WHOLE_SOURCE, "day": str(day), "state": "failed", "reason": reason, **unknown}


def _end(folder: DataFolder, segment: Path) -> datetime | None:
    """The newest instant that a segment's captures tell of: the closing of its ledger."""
    file = Path(segment.parent.name) / segment.name.replace(".warc.gz", ".parquet")
    instants = [
        _newest(folder.captures / table.name / file, table, column)
        for table, column in ((COVERAGE_CAPTURES, "observed_at"), (POST_CAPTURES, "fetched_at"))
    ]
    known = [at.astimezone(SHANGHAI) for at in instants if at is not None]
    return max(known, default=None)


def _newest(file: Path, table: Table, column: str) -> datetime | None:
    files = [file] if file.exists() else []
    newest: datetime | None = None
    for batch in _batches(files, table, [column], pc.scalar(True)):
        last = pc.max(batch[column]).as_py()
        newest = max(filter(None, (newest, last)), default=None)
    return newest


def _filled(folder: DataFolder, source: str, opens_at: datetime, closes_at: datetime) -> Filled:
    """What visits to the source's posts in [opens_at, closes_at) found, imports left out."""
    wanted = (
        (pc.field("source") == source)
        & (pc.field("acquisition") != "import")
        & (pc.field("fetched_at") >= _instant(opens_at))
        & (pc.field("fetched_at") < _instant(closes_at))
    )
    # A segment lies under the day on which its crawl began.
    days = [f"date={day_of(opens_at) + timedelta(days=n)}" for n in range(-1, DAYS + 2)]
    files = [path for day in days for path in (folder.captures / "posts" / day).glob("*.parquet")]
    n_posts, n_unread, filled = 0, 0, dict.fromkeys(WATCHED, 0)
    # A reason beside a post: its own reader gave it up, it was read as one of any site.
    is_post, is_given_up = pc.field("outcome") == "post", pc.field("reason").is_valid()
    for batch in _batches(files, POST_CAPTURES, ["outcome", "reason", *WATCHED], wanted):
        n_unread += batch.filter(
            (pc.field("outcome") == "reject") | (is_post & is_given_up)
        ).num_rows
        posts = batch.filter(is_post & ~is_given_up)
        n_posts += posts.num_rows
        for column in WATCHED:
            filled[column] += _n_filled(posts[column])
    return Filled(n_posts, n_unread, filled)


def _n_filled(values: pa.Array) -> int:
    is_text = pa.types.is_string(values.type)
    n_empty: int | None = pc.sum(pc.equal(values, "")).as_py() if is_text else 0
    return len(values) - int(values.null_count) - (n_empty or 0)


def _batches(
    files: list[Path], table: Table, columns: list[str], wanted: pc.Expression
) -> Iterable[pa.RecordBatch]:
    captured = ds.dataset([str(file) for file in sorted(files)], schema=table.schema)
    with damage_told():
        yield from captured.to_batches(columns=columns, filter=wanted)


def _instant(at: datetime) -> pa.Scalar:
    return pa.scalar(at, pa.timestamp("us", tz="Asia/Shanghai"))
