"""Rehearsals: the addresses of the real sites, answered by a server on this machine."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.breaker import host_of
from spiders.outcomes import Outcome
from spiders.polite import PoliteHandler


class NoOrigin(IgnoreRequest):
    """Raised in a rehearsal for a host without a stand-in: a rehearsal never leaves loopback."""

    outcome = Outcome.FAILED


class RehearsalHandler(PoliteHandler):
    """Sends each request to its host's origin; everything above still sees the real address."""

    async def download_request(self, request: Request) -> Response:
        """The stand-in's answer, under the address that was asked for."""
        host = host_of(request)
        if host not in self.turns.plan.origins:
            raise NoOrigin(f"no origin for {host}: name one under [origins]")
        return await super().download_request(request)

    async def send(self, request: Request) -> Response:
        """The answer of the stand-in itself."""
        parts = urlsplit(request.url)
        base = self.turns.plan.origins[host_of(request)]
        query = f"?{parts.query}" if parts.query else ""
        sent = request.replace(url=f"{base.rstrip('/')}{parts.path}{query}")
        sent.headers["Host"] = parts.netloc
        response = await super().send(sent)
        request.meta["download_latency"] = sent.meta.get("download_latency")
        return response.replace(url=request.url)
