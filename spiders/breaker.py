"""Leaving a host alone: after the first refusal nothing more is sent to it in this run.

It also slows a host down that says Retry-After; AutoThrottle only ever measures latency.
"""

import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.outcomes import STOPPING, Outcome

if TYPE_CHECKING:
    from spiders.base import SourceSpider

log = logging.getLogger(__name__)

# A site that wants a longer pause than this has to do without us tonight.
LONGEST_WAIT_S = 300.0


# Without an answer about robots.txt nothing is allowed (RFC 9309, 2.3.1.4); Scrapy would go on.
UNREACHABLE = frozenset({Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.FAILED})


class HostStopped(IgnoreRequest):
    """Raised for a request to a host that is left alone; it is never sent."""

    outcome = Outcome.NOT_ATTEMPTED

    def __init__(self, reason: str, is_refusal: bool) -> None:
        super().__init__(reason)
        self.is_refusal = is_refusal


class BreakerMiddleware:
    """Refuses every request to a host after its first block, or without its robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider = cast("SourceSpider", crawler.spider)
        self.stopped: dict[str, HostStopped] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A breaker with no host stopped."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to a stopped host."""
        if stopped := self.stopped.get(host_of(request)):
            raise HostStopped(str(stopped), stopped.is_refusal)

    def process_response(self, request: Request, response: Response) -> Response:
        """Stop the host on a refusal; wait when it says how long."""
        outcome = request.meta["outcome"]
        wait_s = retry_after_s(response, datetime.now(UTC))
        if outcome in STOPPING:
            self._stop(request, f"{outcome} (HTTP {response.status}) at {request.url}")
        elif wait_s > LONGEST_WAIT_S:
            self._stop(request, f"Retry-After {wait_s:.0f} s at {request.url}")
        elif wait_s > 0:
            self._slow_down(request, wait_s)
        self._mind_robots(request, f"HTTP {response.status}")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Stop the host when its robots.txt cannot be had."""
        self._mind_robots(request, str(exception))

    def _mind_robots(self, request: Request, why: str) -> None:
        is_robots = self.spider.visit_of(request).kind == "robots"
        n_tries = self.crawler.settings.getint("RETRY_TIMES")
        is_last = request.meta.get("retry_times", 0) >= n_tries
        if is_robots and is_last and request.meta["outcome"] in UNREACHABLE:
            self._stop(request, f"{request.url} cannot be had: {why}", is_refusal=False)

    def _stop(self, request: Request, reason: str, is_refusal: bool = True) -> None:
        host = host_of(request)
        if host not in self.stopped:
            self.stopped[host] = HostStopped(reason, is_refusal)
            log.warning("%s: no more requests in this run: %s", host, reason)

    def _slow_down(self, request: Request, wait_s: float) -> None:
        if self.spider.plan.replay:
            return
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            # A slot counts its delay from the sending of a request, the site from its answer.
            slot.delay = max(slot.delay, time.monotonic() - slot.lastseen + wait_s)


def host_of(request: Request) -> str:
    """The host a request goes to."""
    return urlparse_cached(request).hostname or ""


def retry_after_s(response: Response, now: datetime) -> float:
    """Seconds that the site asks us to wait, 0 when it does not say."""
    text = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
