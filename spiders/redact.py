"""Rewriting a segment of the archive: some records in other words, all others byte for byte."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from scrapy.http import Headers

from spiders.decode import charset, unpack
from spiders.outcomes import Outcome
from spiders.warcfile import WarcFile
from spiders.warcread import Archived, read_warc

# Beside its segment until it is whole; no reader takes it for one.
UNFINISHED = ".redacting"
MARK = "X-Guandian-Redacted"

Edit = Callable[[Archived], Archived | None]

# A damaged span is looked into so far.
MAX_DAMAGED_BYTES = 32 * 1024**2


def rewrite(segment: Path, edit: Edit, drop: Callable[[bytes], bool]) -> int:
    """Put the records that `edit` gives in the place of those it was given; how many differ.

    Damaged spans are copied unless `drop` says so. The segment is replaced at once, whole, and
    only where something differs.
    """
    if not any(_is_other(record, member, edit, drop) for record, member in members(segment)):
        return 0
    fresh, n_other = WarcFile(segment, UNFINISHED), 0
    for record, member in members(segment):
        edited = edit(record) if record else None
        is_dropped = record is None and drop(member)
        if edited:
            _write(fresh, edited)
        elif not is_dropped:
            fresh.copy(member)
        n_other += bool(edited) or is_dropped
    fresh.close()
    return n_other


def members(segment: Path) -> Iterator[tuple[Archived | None, bytes]]:
    """Every record with its bytes in the file; None with the bytes of a damaged span."""
    with segment.open("rb") as file:
        whole = chain([None], read_warc(segment), [None])
        for record, following in pairwise(whole):
            file.seek(record.offset if record else 0)
            span = file.read(following.offset - file.tell() if following else -1)
            member = _member(span) if record else b""
            if record:
                yield record, member
            if damaged := span[len(member) :]:
                yield None, damaged


def page_of(record: Archived) -> tuple[str, str] | None:
    """A response's body as text and the charset that gives its bytes back; None if it has none."""
    if record.kind != "response" or not record.body:
        return None
    body, _ = unpack(record.body, _field(record, "content-encoding"))
    used = charset(body, Headers({"Content-Type": _field(record, "content-type")}))
    return body.decode(used, "surrogateescape"), used


def with_page(record: Archived, text: str, used: str, mark: str) -> Archived:
    """The record with another page in charset `used`, packed as it was.

    `mark` tells in its headers since when it is not as it came.
    """
    plain, encoding = text.encode(used, "surrogateescape"), _field(record, "content-encoding")
    if encoding in ("gzip", "x-gzip"):
        body = gzip.compress(plain, mtime=0)
    else:
        body = zlib.compress(plain) if encoding == "deflate" else plain
    fields = [(n, v) for n, v in record.fields if n.lower() not in ("content-length", MARK.lower())]
    return replace(record, body=body, fields=(*fields, (MARK, mark)))


def with_tombstone(record: Archived, note: dict[str, Any], outcome: Outcome | None) -> Archived:
    """The record with a note in place of its page, and `outcome` in place of its own."""
    body = json.dumps(note, ensure_ascii=True, sort_keys=True).encode()
    fields = (("Content-Type", "application/json"), (MARK, str(note["redacted_at"])))
    visit = record.visit.ended(outcome) if record.visit and outcome else record.visit
    return replace(record, body=body, fields=fields, visit=visit)


def is_wiped(record: Archived) -> bool:
    """Whether a note stands in place of its page."""
    is_marked = any(name == MARK for name, _ in record.fields)
    return is_marked and record.body.startswith(b'{"') and b'"redacted_at": "' in record.body


def damaged_text(span: bytes) -> str:
    """What can still be read in a damaged span."""
    plain, rest = bytearray(), span
    while rest:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            plain += stream.decompress(rest, MAX_DAMAGED_BYTES)
        except zlib.error:
            break
        rest = stream.unused_data
    return (bytes(plain) + span).decode("utf-8", "replace")


def _member(span: bytes) -> bytes:
    """The first gzip member of a span."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    stream.decompress(span)
    return span[: len(span) - len(stream.unused_data)]


def _is_other(
    record: Archived | None, member: bytes, edit: Edit, drop: Callable[[bytes], bool]
) -> bool:
    return drop(member) if record is None else edit(record) is not None


def _write(fresh: WarcFile, record: Archived) -> None:
    if record.visit is None:
        raise ValueError(f"record {record.record_id} holds no visit")
    fresh.response(
        record.url,
        record.status,
        record.fields,
        record.body,
        record.visit,
        record.at,
        record.record_id,
        record.protocol,
    )


def _field(record: Archived, wanted: str) -> str:
    named = (value for name, value in record.fields if name.lower() == wanted)
    return next(named, "").strip().lower()
