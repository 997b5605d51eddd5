"""The way out: no request leaves before its turn, whichever run it belongs to."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.breaker import HostStopped, host_of
from spiders.clock import night_at
from spiders.heads import bounded
from spiders.hostnotes import HostNotes, night_end
from spiders.hosts import HostFile, HostFileError, Turn, beside
from spiders.stops import Cause, Stop

if TYPE_CHECKING:
    from spiders.base import SourceSpider

# A run that keeps the turn for longer than this hangs, or more runs wait than a night has room for.
TURN_LIMIT_S = 600.0
POLL_S = 0.05


class PoliteHandler(HTTP11DownloadHandler):
    """Sends one request at a time to a host over all runs, and only while its budget lasts.

    The download timeout and the latency that AutoThrottle sees begin with the sending.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # A kept connection that the site closes meanwhile fails, or Twisted sends again, unseen by
        # us; at seconds between requests a new one each costs nothing.
        self._pool.persistent = False
        self._pool._factory = bounded(self._pool._factory)
        self.turns = Turns(crawler)

    async def download_request(self, request: Request) -> Response:
        """The answer; HostStopped for a request that was not sent."""
        async with self.turns.turn(host_of(request)):
            return await self.send(request)

    async def send(self, request: Request) -> Response:
        """The answer of the host itself."""
        return await super().download_request(request)


class Turns:
    """A run's turns at the hosts that it shares with all other runs of the data folder."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.plan = cast("SourceSpider", crawler.spider).plan
        self.folder = beside(self.plan.raw)
        # When our last turn at a host ended, by time.monotonic().
        self.ended: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """The host is ours inside, for one request, which is counted; HostStopped if it may not be.

        The delay is counted from the end of the last answer: so no two requests can reach the
        site closer than that, however long each was on its way.
        """
        try:
            file = HostFile(self.folder, host)
            with closing(await self._taken(file)):
                await self._moment(file)
                file.change(lambda notes: notes.asked(datetime.now(UTC), self.plan.manners.budget))
                try:
                    yield
                finally:
                    file.change(lambda notes: notes.heard(datetime.now(UTC)))
                    self.ended[host] = time.monotonic()
        except HostFileError as error:
            # Without its file nobody knows when the host may be asked.
            raise HostStopped(Stop(Cause.NO_TURN, str(error))) from error

    async def _taken(self, file: HostFile) -> Turn:
        # Who had the last turn would find it free first, and others would never get it.
        since_ours_s = time.monotonic() - self.ended.get(file.host, -math.inf)
        if (rest_s := min(2 * POLL_S, self.plan.manners.delay_s) - since_ours_s) > 0:
            await self._sleep(rest_s)
        give_up_at = time.monotonic() + TURN_LIMIT_S
        while (held := file.take_turn()) is None:
            if time.monotonic() > give_up_at:
                why = f"other runs have kept the turn at {file.host} for {TURN_LIMIT_S:.0f} s"
                raise HostStopped(Stop(Cause.NO_TURN, why))
            await self._sleep(POLL_S)
        return held

    async def _moment(self, file: HostFile) -> None:
        """Wait until the host may be asked; others may note a pause meanwhile."""
        while wait_s := self._wait_s(file):
            await self._sleep(min(wait_s, 10 * POLL_S))

    def _wait_s(self, file: HostFile) -> float:
        now, tonight = datetime.now(UTC), self.plan.now()
        notes = file.change(lambda notes: notes.read_at(now, tonight))
        if stop := why_not(notes, tonight, self.plan.manners.budget):
            raise HostStopped(stop)
        return notes.wait_s(now, self.plan.manners.delay_s)

    async def _sleep(self, seconds: float) -> None:
        if not self.crawler.crawling:
            raise HostStopped(Stop(Cause.ENDING, "the run was told to end"))
        await asyncio.sleep(seconds)


def why_not(notes: HostNotes, tonight: datetime, budget: int) -> Stop | None:
    """What forbids another request for longer than a delay."""
    if notes.is_left_alone(tonight):
        return Stop(Cause.LEFT_ALONE, notes.pause, notes.left_alone_until)
    if notes.n_requests < budget:
        return None
    night = night_at(tonight)
    why = f"the {budget} requests to {notes.host} of the night {night} are spent"
    return Stop(Cause.BUDGET_SPENT, why, night_end(night))
