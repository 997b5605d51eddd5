"""Reading the archive: one sealed segment to the rows that it says."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from spiders.clock import SHANGHAI, read_instant
from spiders.outcomes import SETTLED
from spiders.visits import LEDGER_URL
from spiders.warcread import Archived, read_warc
from transforms.capture import Capture
from transforms.reading import capture_row

Row = dict[str, Any]

# The same rows about a whole source, after its night: fields that its pages have lost (drift.py).
DRIFT = "urn:guandian:drift:"


@dataclass(frozen=True)
class Read:
    """What one segment said: rows of POST_CAPTURES and of COVERAGE_CAPTURES."""

    posts: Sequence[Row]
    coverage: Sequence[Row]


def read_segment(segment: Path) -> Read:
    """The rows of one segment; damaged records are left out, unreadable pages are rejects."""
    posts: list[Row] = []
    coverage: list[Row] = []
    for record in read_warc(segment):
        if record.url.startswith((LEDGER_URL, DRIFT)):
            coverage += _ledger_rows(record)
        elif record.visit is not None and record.visit.kind == "post":
            posts.append(row_of(record))
    return Read(posts, coverage)


def row_of(record: Archived) -> Row:
    """The row of POST_CAPTURES of one visit to a post's page."""
    return capture_row(_capture(record))


def settled(raw: Path, source: str, night: tuple[datetime, datetime]) -> frozenset[str]:
    """The native ids whose visits in that night [from, to) found the post, or found it deleted.

    Also those of segments that nobody has sealed yet.
    """
    visits = (record.visit for record in _of_night(raw, source, night))
    return frozenset(
        visit.native_id
        for visit in visits
        if visit is not None and visit.native_id and visit.outcome in SETTLED
    )


def walked(raw: Path, source: str, night: tuple[datetime, datetime]) -> frozenset[str]:
    """The targets whose lists that night's crawls [from, to) walked in full, by their ledgers."""
    ledgers = (one for one in _of_night(raw, source, night) if one.url.startswith(LEDGER_URL))
    rows = (row for ledger in ledgers for row in _ledger_rows(ledger))
    return frozenset(row["target"] for row in rows if row["state"] == "complete")


def _of_night(raw: Path, source: str, night: tuple[datetime, datetime]) -> Iterator[Archived]:
    """What the night's crawls of a source archived."""
    for day in sorted({f"date={night[0] + timedelta(days=n):%Y-%m-%d}" for n in range(2)}):
        for segment in (raw / day).glob(f"{source}-*.warc.gz*"):
            yield from (one for one in read_warc(segment) if night[0] <= one.at < night[1])


def days_of(reads: Iterable[Read]) -> set[date]:
    """The days of publication that these rows say something about."""
    days: set[date] = set()
    for read in reads:
        days |= {row["published_date"] for row in read.posts if row["published_date"]}
        days |= {row["day"] for row in read.coverage}
    return days


def _capture(record: Archived) -> Capture:
    visit = record.visit
    if visit is None:
        raise ValueError(f"record {record.record_id} holds no visit")
    return Capture(
        capture_id=record.record_id,
        url=record.url,
        fetched_at=record.at.astimezone(SHANGHAI),
        status=record.status,
        headers=_headers(record.fields),
        body=record.body,
        source=visit.source,
        outcome=str(visit.outcome),
        target=visit.target,
        kind=visit.kind,
        native_id=visit.native_id,
        acquisition=visit.acquisition,
    )


def _headers(fields: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return {name.lower(): value for name, value in fields}


def _ledger_rows(record: Archived) -> Iterator[Row]:
    ledger = json.loads(record.body)
    for row in ledger["rows"]:
        next_try = row.get("next_try_at")
        yield {
            "source": ledger["source"],
            "target": row["target"],
            "day": date.fromisoformat(row["day"]),
            "state": row["state"],
            "claimed": row["claimed"],
            "walked": row["walked"],
            "posts": row["posts"],
            "reason": row["reason"] or None,
            "next_try_at": read_instant(next_try) if next_try else None,
            "observed_at": record.at.astimezone(SHANGHAI),
        }
