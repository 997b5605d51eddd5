"""Whose post a saved page is, told from its address, and what its answer came to."""

import datetime
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from spiders.base import SourceSpider
from spiders.decode import plain
from spiders.discover import sources
from spiders.imports.saved import ImportFailed, Saved
from spiders.outcomes import Outcome
from spiders.plan import Plan
from spiders.visits import Visit

KIND = "import"


class Attribution:
    """Asks each source whether an address is a post of its own."""

    def __init__(self, source: str | None = None) -> None:
        known = sources()
        if source is not None and source not in known:
            raise ImportFailed(f"there is no source {source!r}: choose one of {', '.join(known)}")
        wanted = {name: known[name] for name in ([source] if source else known)}
        self.asked = {name: spider(_no_plan(name)) for name, spider in wanted.items()}
        self.is_given = source is not None

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of all sources that are asked."""
        return frozenset().union(*(spider.hosts for spider in self.asked.values()))

    def visit_of(self, page: Saved) -> Visit | None:
        """The visit that would have got this page; None where it is no post of theirs.

        A note of our own archive in the page is believed; a source with hosts of its own answers
        for these only, one without (a feed may be anywhere) only where it is asked for by name.
        """
        if page.visit is not None:
            is_post = page.visit.kind == "post" and page.visit.native_id
            return replace(page.visit, acquisition=KIND) if is_post else None
        for name, spider in self.asked.items():
            native_id = self._native_id(spider, page.url)
            if native_id is not None:
                visit = Visit(name, "post", KIND, None, native_id)
                return visit.ended(_outcome(spider, page, visit))
        return None

    def _native_id(self, spider: SourceSpider, url: str | None) -> str | None:
        if url is None or not (self.is_given or host_of(url) in spider.hosts):
            return None
        if spider.hosts and host_of(url) not in spider.hosts:
            return None
        return spider.native_id_of(url)


def host_of(url: str) -> str:
    """The host of an address; empty where it has none or is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _outcome(spider: SourceSpider, page: Saved, visit: Visit) -> Outcome:
    request = Request(str(page.url), meta={"visit": visit})
    headers = Headers()
    for name, value in page.fields:
        headers.appendlist(name, value.encode("latin-1", "replace"))
    kind = responsetypes.from_args(headers=headers, url=request.url, body=page.body)
    answer = kind(request.url, page.status, headers=headers, body=page.body)
    return spider.outcome_of(plain(answer), request)


def _no_plan(source: str) -> Plan:
    """A plan that visits nothing: enough to ask a source about addresses."""
    never = datetime.date(2000, 1, 1)
    return Plan(source, never, never, Path(), replay=Path())
