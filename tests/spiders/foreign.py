"""Files as other programs leave them: WARCs with chunks and Brotli, WACZ, mirrors, saved pages."""

import gzip
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import brotli
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Answer = tuple[str, int, bytes, dict[str, str]]
AT = "2025-03-27T17:30:01Z"


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = [part for part in (body[:half], body[half:]) if part]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def packed(body: bytes, how: str) -> bytes:
    plain: bytes = {"br": brotli.compress, "gzip": gzip.compress, "": bytes}[how](body)
    return plain


def write_warc(path: Path, answers: Sequence[Answer]) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "other/1.0"}))
        for url, status, body, headers in answers:
            http = StatusAndHeaders(f"{status} OK", list(headers.items()), "HTTP/1.1")
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                length=len(body),
                warc_headers_dict={"WARC-Date": AT},
                http_headers=http,
            )
            writer.write_record(record)
    return path


def write_wacz(path: Path, *warcs: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed_up:
        packed_up.writestr("datapackage.json", "{}")
        for warc in warcs:
            packed_up.write(warc, f"archive/{warc.name}")
    return path
