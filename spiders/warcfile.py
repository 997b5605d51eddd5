"""One append-only WARC/1.1 file: a gzip member per record, each written in one go.

Caveats: warcio percent-encodes header values that are not ASCII; Scrapy gives no reason phrase and
has undone chunking (never content-encoding), so those two are not as they came.
"""

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.clock import day_of, warc_instant
from spiders.plan import Plan
from spiders.visits import VISIT_HEADER, Visit

# Losing power may cost this many records; a crash of the program alone costs none.
RECORDS_BETWEEN_SYNCS = 50


class ArchiveError(Exception):
    """Raised when a record could not be written whole, for example on a full disk."""


def live_path(plan: Plan, at: datetime) -> Path:
    """A new name under the day on which the run began."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    name = f"{plan.source}-{stamp}-{uuid4().hex[:8]}.warc.gz"
    return plan.raw / f"date={day_of(at)}" / name


def replay_path(plan: Plan, capture_day: date) -> Path:
    """The one name that a replay of this file for this night always has."""
    if plan.replay is None:
        raise ValueError("not a replay")
    digest = sha256(plan.replay.read_bytes()).hexdigest()[:8]
    name = f"{plan.source}-{plan.date}-replay-{digest}.warc.gz"
    return plan.raw / f"date={capture_day}" / name


def stable_id(*parts: object) -> str:
    """A record id that depends on its parts only, for what a replay writes anew."""
    return str(uuid5(NAMESPACE_URL, " ".join(map(str, parts))))


class WarcFile:
    """An open segment; its final name appears when it is closed."""

    def __init__(self, path: Path, unfinished: str = ".open") -> None:
        self.path = path
        self.n_records = 0
        self._open_path = path.with_name(path.name + unfinished)
        self._open_path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._fd = os.open(self._open_path, flags, 0o666)
        self._builder = WARCWriter(BytesIO(), gzip=True, warc_version="1.1")

    def info(self, fields: dict[str, str], at: datetime, record_id: str) -> None:
        """Write the warcinfo record that says which program made this file, and how."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
        headers = {**_headers(at, record_id), "WARC-Filename": self.path.name}
        self._write(self._record("", "warcinfo", lines, headers))

    def response(
        self,
        url: str,
        status: int,
        fields: Sequence[tuple[str, str]],
        body: bytes,
        visit: Visit,
        at: datetime,
        record_id: str,
        protocol: str = "HTTP/1.1",
    ) -> None:
        """Write one HTTP response; the body is kept byte for byte."""
        http = StatusAndHeaders(f"{status} {_phrase(status)}".strip(), list(fields), protocol)
        headers = {**_headers(at, record_id), VISIT_HEADER: visit.to_json()}
        self._write(self._record(url, "response", body, headers, http))

    def metadata(
        self, url: str, body: dict[str, Any], visit: Visit | None, at: datetime, record_id: str
    ) -> None:
        """Write JSON about a request that got no response, or about the whole run."""
        headers = {**_headers(at, record_id), "Content-Type": "application/json"}
        if visit is not None:
            headers[VISIT_HEADER] = visit.to_json()
        content = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
        self._write(self._record(url, "metadata", content, headers))

    def copy(self, member: bytes) -> None:
        """Write a record of another segment as the bytes that it has there."""
        self._append(member)

    def close(self) -> Path:
        """Make everything durable, give the file its final name and return that."""
        os.fsync(self._fd)
        os.close(self._fd)
        self._open_path.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        return self.path

    def _record(
        self,
        url: str,
        kind: str,
        body: bytes,
        headers: dict[str, str],
        http: StatusAndHeaders | None = None,
    ) -> ArcWarcRecord:
        return self._builder.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict=headers,
            http_headers=http,
        )

    def _write(self, record: ArcWarcRecord) -> None:
        member = BytesIO()
        WARCWriter(member, gzip=True, warc_version="1.1").write_record(record)
        self._append(member.getvalue())

    def _append(self, content: bytes) -> None:
        end = os.fstat(self._fd).st_size
        try:
            n_written = os.write(self._fd, content)
        except OSError as error:
            raise ArchiveError(f"{self._open_path}: cannot be written: {error}") from error
        if n_written != len(content):
            # Half a record would hide every later one from readers.
            os.ftruncate(self._fd, end)
            raise ArchiveError(f"{self._open_path}: no room for a record: is the disk full?")
        self.n_records += 1
        if self.n_records % RECORDS_BETWEEN_SYNCS == 0:
            os.fsync(self._fd)


def _headers(at: datetime, record_id: str) -> dict[str, str]:
    return {"WARC-Record-ID": f"<urn:uuid:{record_id}>", "WARC-Date": warc_instant(at)}


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
