"""The downloader middleware nearest the network: every response and every failure is archived.

It runs before decompression, retries, redirects and the robots check see a response, so the
archive has what came, attempt by attempt.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, cast
from uuid import uuid4

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from spiders.decode import header_fields, plain
from spiders.heads import is_too_long
from spiders.outcomes import STOPPING, Outcome
from spiders.visits import LEDGER_URL
from spiders.warcfile import ArchiveError, WarcFile, live_path, replay_path, stable_id

if TYPE_CHECKING:
    from spiders.base import SourceSpider

__all__ = ["ArchiveMiddleware", "WarcFile"]

log = logging.getLogger(__name__)


class ArchiveMiddleware:
    """Writes the run's WARC and puts outcome, capture_id and captured_at into request.meta."""

    def __init__(self, crawler: Crawler) -> None:
        self.spider = cast("SourceSpider", crawler.spider)
        self.plan = self.spider.plan
        self.outcomes: Counter[str] = Counter()
        # Of a replay only: there several requests may be answered by one record.
        self.written: set[str] = set()
        self.newest_at = self.plan.now()
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the segment when the spider opens, seal it when the spider closes."""
        archive = cls(crawler)
        crawler.signals.connect(archive.spider_opened, signals.spider_opened)
        crawler.signals.connect(archive.spider_closed, signals.spider_closed)
        return archive

    def spider_opened(self) -> None:
        """Begin the segment with a warcinfo record."""
        if self.plan.replay:
            self.newest_at = self.plan.night[0].astimezone(UTC)
            path = replay_path(self.plan, self.plan.night[1].date())
        else:
            path = live_path(self.plan, self.newest_at)
        self.warc = WarcFile(path)
        agent = self.crawler.settings["USER_AGENT"]
        fields = {"software": "guandian", "http-header-user-agent": agent, "robots": "obey"}
        self.warc.info(fields | self._origin_notes(), self._now(), self._record_id("warcinfo"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Recognise and archive a response; a redirect that is an answer is not followed."""
        outcome = self.spider.outcome_of(plain(response), request)
        own = (str(uuid4()), self.plan.now())
        record_id, at = request.meta.pop("replayed", own)
        self.newest_at = max(self.newest_at, at)
        self._keep(request, response, outcome, record_id, at)
        request.meta.update(outcome=outcome, capture_id=record_id, captured_at=at, failed=False)
        if 300 <= response.status < 400 and outcome is not Outcome.OTHER:
            request.meta["dont_redirect"] = True
        if outcome in STOPPING:
            # Also a challenge that comes as a server's error.
            request.meta["dont_retry"] = True
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Archive a request that got no response, with a named outcome."""
        outcome = name_failure(exception)
        visit = self.spider.visit_of(request).ended(outcome)
        record_id = self._record_id(request.url, visit.native_id, self.warc.n_records)
        note = {"error": f"{type(exception).__name__}: {exception}"}
        self._put(self.warc.metadata, request.url, note, visit, self._now(), record_id)
        self.outcomes[outcome] += 1
        request.meta.update(outcome=outcome, capture_id=record_id, failed=True)

    def spider_closed(self, reason: str) -> None:
        """Write the ledger as the last record, seal the file and leave the result behind."""
        now = self._now()
        books = self.spider.ledger.as_json()
        books |= {"outcomes": dict(sorted(self.outcomes.items())), "finish_reason": reason}
        books |= {"source": self.plan.source, "date": str(self.plan.date)}
        books |= {"since": str(self.plan.since)}
        ledger_id = stable_id(self.plan.source, self.plan.date, now)
        record_id = ledger_id if self.plan.replay else str(uuid4())
        url = f"{LEDGER_URL}{self.plan.source}"
        self.warc.metadata(url, books, None, now, record_id)
        self.spider.result = {**books, "segment": self.warc.close().name}

    def _keep(
        self, request: Request, response: Response, outcome: Outcome, record_id: str, at: datetime
    ) -> None:
        if record_id in self.written:
            return
        visit = self.spider.visit_of(request).ended(outcome)
        answer = (response.status, header_fields(response), response.body)
        protocol = response.protocol or "HTTP/1.1"
        self._put(self.warc.response, request.url, *answer, visit, at, record_id, protocol)
        if self.plan.replay:
            self.written.add(record_id)
        self.outcomes[outcome] += 1

    def _put(self, write: Callable[..., None], *arguments: object) -> None:
        try:
            write(*arguments)
        except ArchiveError as error:
            # A page that cannot be kept must not be asked for; what is kept so far is sealed.
            log.error("%s", error)
            closing = self.crawler.engine.close_spider_async(reason="archive_failed")
            self._closing = asyncio.ensure_future(closing)
            raise

    def _now(self) -> datetime:
        return self.newest_at if self.plan.replay else self.plan.now()

    def _record_id(self, *parts: object) -> str:
        if not self.plan.replay:
            return str(uuid4())
        return stable_id(self.plan.source, self.plan.date, self.newest_at, *parts)

    def _origin_notes(self) -> dict[str, str]:
        notes = ", ".join(f"{host}={base}" for host, base in self.plan.origins.items())
        return {"rehearsal": notes} if notes else {}


def name_failure(exception: Exception) -> Outcome:
    """The outcome of a request that got no response; ours carry their own."""
    if isinstance(own := getattr(exception, "outcome", None), Outcome):
        return own
    if isinstance(exception, DownloadTimeoutError):
        return Outcome.TIMEOUT
    if isinstance(exception, DownloadCancelledError) or is_too_long(exception):
        return Outcome.TOO_LARGE
    # Before the network only the robots check refuses requests without an outcome of its own.
    return Outcome.ROBOTS_DENIED if isinstance(exception, IgnoreRequest) else Outcome.FAILED
