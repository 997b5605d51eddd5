"""Leaving a host alone: after the first refusal nothing more is sent to it, by this run or others.

It also slows a host down that says Retry-After; AutoThrottle only ever measures latency.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, cast

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.decode import plain
from spiders.hostnotes import HostNotes
from spiders.hosts import HostFile, HostFileError, beside
from spiders.outcomes import STOPPING, Outcome
from spiders.stops import BLOCK_PAUSE, Cause, Stop

if TYPE_CHECKING:
    from spiders.base import SourceSpider

log = logging.getLogger(__name__)

# A site that wants a longer pause than this has to do without us tonight.
LONGEST_WAIT_S = 300.0

# Whoever says more has a broken clock or counts in other units.
LONGEST_PAUSE = timedelta(days=30)

# Without an answer about robots.txt nothing is allowed (RFC 9309, 2.3.1.4); Scrapy would go on.
UNREACHABLE = frozenset({Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.FAILED})
# Not asked for again: a robots.txt beyond all size, or one that leads us away.
UNREADABLE = frozenset({Outcome.TOO_LARGE, Outcome.MOVED})


class HostStopped(IgnoreRequest):
    """Raised for a request to a host that is left alone; it is never sent."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.reason)
        self.stop = stop
        self.outcome = stop.outcome


class BreakerMiddleware:
    """Refuses every request to a host after its first block, or without its robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider = cast("SourceSpider", crawler.spider)
        self.stopped: dict[str, Stop] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A breaker with no host stopped."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to a stopped host."""
        if stop := self.stopped.get(host_of(request)):
            raise HostStopped(stop)

    def process_response(self, request: Request, response: Response) -> Response:
        """Stop the host on a refusal; wait when it says how long."""
        outcome, at = request.meta["outcome"], request.meta["captured_at"]
        wait_s = retry_after_s(response, at)
        if outcome in STOPPING:
            self._refused(request, f"{outcome} (HTTP {response.status})", wait_s)
        elif wait_s > LONGEST_WAIT_S:
            self._refused(request, f"Retry-After {wait_s:.0f} s", wait_s)
        elif wait_s > 0:
            # Delays go by the machine's clock, also in a rehearsal.
            until = datetime.now(UTC) + timedelta(seconds=wait_s)
            self._note(host_of(request), lambda notes: notes.slowed(until))
        self._mind_robots(request, f"HTTP {response.status}")
        if self.spider.visit_of(request).kind == "robots" and response.status == 200:
            delay_s = self._crawl_delay_s(plain(response).text)
            self._note(host_of(request), lambda notes: replace(notes, crawl_delay_s=delay_s))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Remember what held a request back; stop the host when its robots.txt cannot be had."""
        if isinstance(exception, HostStopped):
            self._stop(request, exception.stop)
        else:
            self._mind_robots(request, str(exception))

    def _mind_robots(self, request: Request, why: str) -> None:
        is_robots = self.spider.visit_of(request).kind == "robots"
        n_tries = self.crawler.settings.getint("RETRY_TIMES")
        is_last = request.meta.get("retry_times", 0) >= n_tries
        hopeless = UNREACHABLE | UNREADABLE if is_last else UNREADABLE
        if is_robots and request.meta["outcome"] in hopeless:
            reason = f"{request.url} cannot be had: {why}"
            self._stop(request, Stop(Cause.NO_ROBOTS, reason))

    def _crawl_delay_s(self, robots: str) -> float:
        """What a robots.txt asks of us between two requests, 0 where nothing."""
        asked = Protego.parse(robots).crawl_delay(self.crawler.settings["USER_AGENT"]) or 0.0
        return min(max(0.0, asked), LONGEST_WAIT_S)

    def _refused(self, request: Request, what: str, wait_s: float) -> None:
        """Stop the host for this run and, until the pause is over, for all others."""
        # By the capture's instant, so that a replay of the night says the same.
        since: datetime = request.meta["captured_at"]
        until, reason = since + pause_for(wait_s), f"{what} at {request.url}"
        self._stop(request, Stop(Cause.REFUSED, reason, until))
        self._note(host_of(request), lambda notes: notes.left_alone(since, until, reason))

    def _stop(self, request: Request, stop: Stop) -> None:
        host = host_of(request)
        if host not in self.stopped:
            self.stopped[host] = stop
            log.warning("%s: no more requests in this run: %s", host, stop.reason)
        self.spider.ledger.hold_back(self.spider.visit_of(request), stop)

    def _note(self, host: str, how: Callable[[HostNotes], HostNotes]) -> None:
        plan = self.spider.plan
        if plan.replay:
            return
        try:
            HostFile(beside(plan.raw), host).change(how)
        except HostFileError as error:
            log.error("%s: other runs are not told: %s", host, error)


def pause_for(wait_s: float) -> timedelta:
    """How long a host that refused us is left alone; `wait_s` is what it asked for, if anything."""
    wait = timedelta(seconds=min(wait_s, LONGEST_PAUSE.total_seconds()))
    return max(BLOCK_PAUSE, wait)


def host_of(request: Request) -> str:
    """The host a request goes to."""
    return urlparse_cached(request).hostname or ""


def retry_after_s(response: Response, now: datetime) -> float:
    """Seconds that the site asks us to wait, 0 when it does not say."""
    text = (response.headers.get(b"Retry-After") or b"").decode("ascii", "replace").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
