"""Rehearsals: the addresses of the real sites, answered by a server on this machine."""

from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.outcomes import Outcome


class NoOrigin(IgnoreRequest):
    """Raised in a rehearsal for a host without a stand-in: a rehearsal never leaves loopback."""

    outcome = Outcome.FAILED


class RehearsalHandler(HTTP11DownloadHandler):
    """Sends each request to its host's origin; everything above still sees the real address."""

    async def download_request(self, request: Request) -> Response:
        """The stand-in's answer, under the address that was asked for."""
        parts = urlsplit(request.url)
        origins: dict[str, str] = cast(Any, self._crawler.spider).plan.origins
        base = origins.get(parts.hostname or "")
        if base is None:
            raise NoOrigin(f"no origin for {parts.hostname}: name one under [origins]")
        query = f"?{parts.query}" if parts.query else ""
        sent = request.replace(url=f"{base.rstrip('/')}{parts.path}{query}")
        sent.headers["Host"] = parts.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta.get("download_latency")
        return response.replace(url=request.url)
