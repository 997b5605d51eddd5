"""A night again without the network: a download handler that answers from a WARC."""

import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from spiders.outcomes import Outcome
from spiders.plan import Plan
from spiders.warcread import Archived, read_warc

NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
)


class MissingFromArchive(IgnoreRequest):
    """Raised for an address that the archive does not hold for this night."""

    outcome = Outcome.MISSING


class NetworkForbidden(RuntimeError):
    """Raised when anything tries to reach the network during a replay."""


class ReplayHandler(BaseDownloadHandler):
    """Serves for each address the record that the night of the plan's date captured."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        plan = cast(Any, crawler.spider).plan
        self.path: Path = plan.replay
        self.index = index_night(plan)

    async def download_request(self, request: Request) -> Response:
        """The archived response, its record id and instant in request.meta["replayed"]."""
        visit = request.meta.get("visit")
        native_id = visit.native_id if visit else None
        newest_of_all = self.index.get((request.url, None))
        offset = self.index.get((request.url, native_id), newest_of_all)
        if offset is None:
            raise MissingFromArchive(f"{self.path.name} has no {request.url} of this night")
        record = next(read_warc(self.path, offset))
        request.meta["replayed"] = (record.record_id, record.at)
        return as_response(record)


def index_night(plan: Plan) -> dict[tuple[str, str | None], int]:
    """Where the night's newest response to each address begins, by address and native id.

    Under native id None stands the newest of all: several posts may end at one address, such as
    the error page, and a record made by hand may say no native id.
    """
    opens_at, closes_at = plan.night
    newest: dict[tuple[str, str | None], tuple[datetime, int]] = defaultdict(lambda: (opens_at, -1))
    for record in read_warc(cast(Path, plan.replay)):
        if record.kind != "response" or not opens_at <= record.at < closes_at:
            continue
        native_id = record.visit.native_id if record.visit else None
        for key in {(record.url, native_id), (record.url, None)}:
            newest[key] = max(newest[key], (record.at, record.offset))
    return {key: offset for key, (_, offset) in newest.items()}


def as_response(record: Archived) -> Response:
    """The archived response as if it had just come."""
    headers = Headers()
    for name, value in record.fields:
        headers.appendlist(name, value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=record.url, body=record.body)
    return kind(
        url=record.url,
        status=record.status,
        headers=headers,
        body=record.body,
        protocol=record.protocol,
    )


def forbid_network() -> None:
    """From here on this process cannot connect to, or look up, anything."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in NETWORK_EVENTS:
        raise NetworkForbidden(f"a replay never uses the network: {event} {arguments[1:]}")
