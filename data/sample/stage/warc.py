"""WARC/1.1 records of a night, the same bytes every time."""

import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data.sample.stage.answers import http_headers
from data.sample.stage.visits import Response

_INFO = b"software: guandian data/sample/make.py\r\nformat: WARC File Format 1.1\r\n"


def records(nights: Iterable[list[Response]]) -> Iterator[bytes]:
    """Yield the records of all nights, unpacked: the warcinfo first, then one a response."""
    responses = [response for night in nights for response in night]
    yield _record("urn:guandian:sample", responses[0].at, "warcinfo", _INFO, None)
    for response in responses:
        status = StatusAndHeaders(
            response.answer.status, http_headers(response.answer, response.at), "HTTP/1.1"
        )
        yield _record(response.url, response.at, "response", response.answer.body, status)


def pack(unpacked: Iterable[bytes]) -> bytes:
    """Return the file: one gzip member a record, without times of its own."""
    return b"".join(gzip.compress(record, 9, mtime=0) for record in unpacked)


def _record(url: str, at: datetime, kind: str, body: bytes, http: StatusAndHeaders | None) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    writer.write_record(
        writer.create_warc_record(
            url if http else "",
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {stamp} {url}')}>",
                "WARC-Date": stamp,
            },
        )
    )
    return out.getvalue()
