"""Pages of the sample night, multiplied: as many posts as a measurement wants."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from flows.folder import SAMPLE
from transforms.capture import Capture

FIRST_NUMBER = 1_600_000_000


def sample(day: date) -> list[Capture]:
    """The guba posts of the sample night that were published on the day, unpacked and in UTF-8."""
    with (SAMPLE / "night.warc.gz").open("rb") as file:
        found = [_capture(record) for record in ArchiveIterator(file) if record.http_headers]
    stamp = f'"post_publish_time":"{day}'.encode()
    return [
        capture
        for capture in found
        if b"var post_article=" in capture.body and stamp in capture.body
    ]


def multiplied(captures: Sequence[Capture]) -> Iterator[Capture]:
    """The same pages over and over, each under a post number of its own."""
    for number, capture in enumerate(cycle(captures), start=FIRST_NUMBER):
        own = str(capture.native_id)
        yield replace(
            capture,
            capture_id=str(number),
            native_id=str(number),
            url=capture.url.replace(own, str(number)),
            body=capture.body.replace(own.encode(), str(number).encode()),
        )


def _capture(record: Any) -> Capture:
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Capture(
        capture_id=url,
        url=url,
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        status=200,
        headers={},
        body=record.content_stream().read(),
        source="guba",
        outcome="post",
        native_id=url.rpartition(",")[2].removesuffix(".html"),
    )
