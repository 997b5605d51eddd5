"""Whose post a saved page is, told from its address, and what its answer came to."""

from dataclasses import replace

from spiders import probe
from spiders.base import SourceSpider
from spiders.blogurls import host_of
from spiders.discover import source_names
from spiders.imports import xueqiu_export
from spiders.imports.saved import ImportFailed, Saved
from spiders.visits import Visit

KIND = "import"


class Attribution:
    """Asks each source whether an address is a post of its own."""

    def __init__(self, source: str | None = None) -> None:
        known = source_names()
        if source is not None and source not in known:
            raise ImportFailed(f"there is no source {source!r}: choose one of {', '.join(known)}")
        self.asked = {name: probe.asked(name) for name in ([source] if source else known)}
        self.is_given = source is not None
        # A name from a file becomes one of ours: it must be known.
        self.noted = frozenset({*known, xueqiu_export.SOURCE})

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of all sources that are asked."""
        return frozenset().union(*(spider.hosts for spider in self.asked.values()))

    def visit_of(self, page: Saved) -> Visit | None:
        """The visit that would have got this page; None where it is no post of theirs.

        A note of our own archive in the page is believed where it names a source that there is; a
        source with hosts of its own answers
        for these only, one without (a feed may be anywhere) only where it is asked for by name.
        """
        if page.visit is not None and page.visit.source in self.noted:
            is_post = page.visit.kind == "post" and page.visit.native_id
            return replace(page.visit, acquisition=KIND) if is_post else None
        for name, spider in self.asked.items():
            native_id = self._native_id(spider, page.url)
            if native_id is not None:
                visit = Visit(name, "post", KIND, None, native_id)
                answer = probe.answer(str(page.url), page.status, page.fields, page.body)
                return visit.ended(probe.outcome_of(spider, answer, visit))
        return None

    def _native_id(self, spider: SourceSpider, url: str | None) -> str | None:
        if url is None or not (self.is_given or host_of(url) in spider.hosts):
            return None
        if spider.hosts and host_of(url) not in spider.hosts:
            return None
        return spider.native_id_of(url)
