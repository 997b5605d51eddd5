"""Leaving a host alone: after the first refusal nothing more is sent to it in this run.

It also slows a host down that says Retry-After; AutoThrottle only ever measures latency.
"""

import logging
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


class HostStopped(IgnoreRequest):
    """Raised for a request to a host that has sent us away; it is never sent."""

    outcome = Outcome.NOT_ATTEMPTED


class BreakerMiddleware:
    """Refuses every request to a host after its first block."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stopped: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A breaker with no host stopped."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to a stopped host."""
        host = host_of(request)
        if host in self.stopped:
            raise HostStopped(f"{host} stopped us before: {self.stopped[host]}")

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
        return response

    def _stop(self, request: Request, reason: str) -> None:
        host = host_of(request)
        self.stopped.setdefault(host, reason)
        log.warning("%s: no more requests in this run: %s", host, reason)

    def _slow_down(self, request: Request, wait_s: float) -> None:
        if cast("SourceSpider", self.crawler.spider).plan.replay:
            return
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = max(slot.delay, wait_s)


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
