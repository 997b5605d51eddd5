"""Reading WARC and WACZ files that other programs wrote (wget, Heritrix, Browsertrix, ...)."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import brotli
from warcio.bufferedreaders import ChunkedDataReader

from spiders.imports.saved import ImportFailed, Saved
from spiders.warcfile import stable_id
from spiders.warcread import Archived, read_warc

# More than this in one page is no page; it is what a crawl of ours unpacks at most.
MAX_PAGE_BYTES = 32 * 1024**2


def warc_pages(path: Path) -> Iterator[Saved]:
    """Every HTTP response of a WARC, chunking and Brotli undone; other records are passed over."""
    for record in read_warc(path):
        if record.kind == "response" and record.status:
            yield _plain(_saved(record))


def wacz_pages(path: Path) -> Iterator[Saved]:
    """The same of all archives in a WACZ; ImportFailed where it is no such file."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith((".warc", ".warc.gz"))]
            for name in sorted(names):
                with packed.open(name) as member, tempfile.NamedTemporaryFile() as copy:
                    shutil.copyfileobj(member, copy)
                    copy.flush()
                    yield from warc_pages(Path(copy.name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ImportFailed(f"{path}: no WACZ that can be read ({error})") from error


def _saved(record: Archived) -> Saved:
    return Saved(
        record_id=record.record_id or stable_id(record.url, record.at),
        url=record.url,
        at=record.at,
        body=record.body,
        status=record.status,
        fields=record.fields,
        visit=record.visit,
    )


def _plain(page: Saved) -> Saved:
    """The page as our own archive keeps one: not in chunks, and nothing but gzip or deflate."""
    body, undone = page.body, set()
    if page.header("transfer-encoding") == "chunked":
        body, undone = dechunked(body), {"transfer-encoding", "content-length"}
    if page.header("content-encoding") == "br":
        body, undone = unbrotlied(body), undone | {"content-encoding", "content-length"}
    fields = tuple((name, value) for name, value in page.fields if name.lower() not in undone)
    return replace(page, body=body, fields=fields)


def dechunked(body: bytes) -> bytes:
    """The body without its chunk marks; as it is where it has none, as many writers leave it."""
    plain: bytes = ChunkedDataReader(BytesIO(body)).read()
    return plain


def unbrotlied(body: bytes) -> bytes:
    """The body without Brotli, cut near MAX_PAGE_BYTES; as it is where it is none."""
    undo = brotli.Decompressor()
    try:
        plain: bytes = undo.process(body, output_buffer_limit=MAX_PAGE_BYTES)
    except brotli.error:
        return body
    return plain
