"""What one saved page yields, without a run: for trying a page out."""

import datetime
import json
from pathlib import Path
from typing import Any

from flows.linkers import reference_linker
from spiders.blogurls import page_id
from spiders.clock import SHANGHAI
from spiders.imports.saved_pages import stated_url
from transforms import generic, pages
from transforms.capture import Capture, Unreadable
from transforms.day import build_day
from transforms.decode import inflate, page_text
from transforms.page import Page
from transforms.reading import capture_row

_GZIP = b"\x1f\x8b"
_SHOWN = ("tags", "fund_mentions", "instrument_mentions", "removals")


class ExtractError(Exception):
    """Raised for a file that yields no post; the message says why."""


def extract(path: Path, url: str = "", source: str | None = None) -> dict[str, Any]:
    """The post of a saved page (also gzipped), its tags, its mentions and its removals.

    `source` is told from the page where it is not given. Raises ExtractError.
    """
    body = _body(path)
    try:
        found = source or pages.reader_of(Page(url, page_text(body)))
    except Unreadable as error:
        raise ExtractError(f"{path}: {error}") from error
    return _rows(path, _capture(path, body, url or stated_url(body) or "", found))


def _body(path: Path) -> bytes:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ExtractError(f"{path}: {error.strerror}: name a saved page") from error
    if not body.startswith(_GZIP):
        return body
    try:
        return inflate(body)
    except Unreadable as error:
        raise ExtractError(f"{path}: {error}") from error


def _capture(path: Path, body: bytes, url: str, source: str) -> Capture:
    saved_at = datetime.datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI)
    return Capture(
        capture_id=path.name,
        url=url,
        fetched_at=saved_at,
        status=200,
        headers={},
        body=body,
        source=source,
        outcome="post",
        # A post of any blog has the id that a crawl would give it.
        native_id=page_id(url) if source == generic.SOURCE else None,
        acquisition="import",
    )


def _rows(path: Path, capture: Capture) -> dict[str, Any]:
    row = capture_row(capture)
    if row["outcome"] != "post":
        hint = "; give its address with --url" if row["reason"] == "no_id" else ""
        raise ExtractError(f"{path}: {row['detail']}{hint}")
    tables = build_day(row["published_date"], [row], [], reference_linker())
    for reject in tables["rejects"].to_pylist():
        raise ExtractError(f"{path}: {reject['reason']}: {reject['detail']}")
    rows = {name: tables[name].to_pylist() for name in _SHOWN}
    return {"post": tables["posts"].to_pylist()[0], **rows}


def to_json(rows: dict[str, Any]) -> str:
    """The rows as indented JSON, instants in ISO 8601."""
    return json.dumps(rows, ensure_ascii=False, indent=2, default=_text)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
