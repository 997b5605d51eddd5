"""HTTP answers as the servers give them: status, headers and the body's bytes."""

import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from data.sample.stage.shapes import Json

ROBOTS = "User-agent: *\nDisallow: /private\nAllow: /\n"


@dataclass(frozen=True)
class Answer:
    """One response: the status line after the protocol, headers in order, the body as sent."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def html(
    text: str, encoding: str = "utf-8", charset: str = "utf-8", packed: bool = False
) -> Answer:
    """Return a page; charset is what the header claims, which need not be the truth."""
    kind = f"text/html; charset={charset}" if charset else "text/html"
    return _ok(text.encode(encoding), kind, packed)


def data(value: Json, packed: bool = False) -> Answer:
    """Return a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return _ok(body, "application/json; charset=utf-8", packed)


def robots() -> Answer:
    """Return a robots.txt that allows everything but /private."""
    return _ok(ROBOTS.encode(), "text/plain", packed=False)


def redirect(location: str) -> Answer:
    """Return a 302 to another page."""
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Location", location))
    return Answer("302 Found", headers, f"Found. Redirecting to {location}".encode())


def http_headers(answer: Answer, at: datetime) -> list[tuple[str, str]]:
    """Return the full header list of an answer sent at that instant."""
    return [
        ("Server", "nginx"),
        ("Date", format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)),
        *answer.headers,
        ("Content-Length", str(len(answer.body))),
        ("Connection", "keep-alive"),
    ]


def _ok(body: bytes, kind: str, packed: bool) -> Answer:
    headers = (("Content-Type", kind), ("Vary", "Accept-Encoding"))
    if not packed:
        return Answer("200 OK", headers, body)
    return Answer("200 OK", (*headers, ("Content-Encoding", "gzip")), gzip_stored(body))


def gzip_stored(body: bytes) -> bytes:
    """Return valid gzip of stored blocks: the same bytes with every build of zlib."""
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    starts = range(0, max(len(body), 1), 0xFFFF)
    blocks = b"".join(_stored_block(body, start) for start in starts)
    return head + blocks + zlib.crc32(body).to_bytes(4, "little") + len(body).to_bytes(4, "little")


def _stored_block(body: bytes, start: int) -> bytes:
    part = body[start : start + 0xFFFF]
    is_last = start + 0xFFFF >= len(body)
    size = len(part)
    return (
        bytes([is_last]) + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + part
    )
