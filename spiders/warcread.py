"""Reading a WARC back: only records that are whole, checked by their digests."""

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from spiders.visits import VISIT_HEADER, Visit

log = logging.getLogger(__name__)

# What reading a record that was cut short, or is no record, ends in.
TORN = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError)


@dataclass(frozen=True)
class Archived:
    """One record: its id, instant (UTC), address, visit, HTTP status and headers, and body."""

    record_id: str
    kind: str
    at: datetime
    url: str
    visit: Visit | None
    status: int
    fields: tuple[tuple[str, str], ...]
    body: bytes
    protocol: str
    offset: int


def read_warc(path: Path, offset: int = 0) -> Iterator[Archived]:
    """Every whole record from `offset` on; damaged ones are left out with a warning."""
    with path.open("rb") as file:
        file.seek(offset)
        records = ArchiveIterator(file, check_digests=True)
        while (record := _next(path, records)) is not None:
            body = record.raw_stream.read()
            if _is_whole(record, body):
                yield _archived(record, body, records.get_record_offset())
            else:
                log.warning("%s: left out a damaged record of %s", path, _url(record))


def _next(path: Path, records: Any) -> Any:
    try:
        return next(records, None)
    except TORN as error:
        log.warning("%s: torn at the end (%.80s): kept what is whole before it", path, error)
        return None


def _is_whole(record: Any, body: bytes) -> bool:
    expected = record.payload_length if record.http_headers else record.length
    return len(body) == expected and record.digest_checker.passed is not False


def _archived(record: Any, body: bytes, offset: int) -> Archived:
    http, header = record.http_headers, record.rec_headers.get_header
    return Archived(
        record_id=header("WARC-Record-ID").removeprefix("<urn:uuid:").removesuffix(">"),
        kind=record.rec_type,
        at=datetime.fromisoformat(header("WARC-Date")).astimezone(UTC),
        url=_url(record),
        visit=_visit(record),
        status=_status(http),
        fields=tuple(http.headers) if http else (),
        body=body,
        protocol=http.protocol if http else "",
        offset=offset,
    )


def _status(http: Any) -> int:
    """The status of an answer; 0 for a request, whose first line has none, and for no HTTP."""
    code = http.get_statuscode() if http else ""
    return int(code) if code.isdigit() else 0


def _visit(record: Any) -> Visit | None:
    """The visit noted on a record; none where there is no note, or one that is not ours."""
    note = record.rec_headers.get_header(VISIT_HEADER)
    try:
        return Visit.from_json(note) if note else None
    except (ValueError, TypeError, KeyError) as error:
        log.warning("%s: its visit note cannot be read (%s)", _url(record), error)
        return None


def _url(record: Any) -> str:
    return record.rec_headers.get_header("WARC-Target-URI") or ""
