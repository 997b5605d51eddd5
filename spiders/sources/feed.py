"""Any blog by its feed (RSS, Atom, JSON) or sitemap: each entry's page is a post.

Caveats: entries on other hosts than the feeds' own (with and without `www.`) are not visited,
unless the watchlist lists the host; they count as moved. An entry that says only when it was
changed, or nothing, is visited until its page is known, and its page tells its day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.blogpages import asked_for, published_on, recognise_page
from spiders.blogurls import host_of, page_id, with_twins
from spiders.clock import day_of
from spiders.feedrows import LONG_AGO, in_order
from spiders.feeds import Feed, read_feed
from spiders.lists import ListPage, ListRow
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Plan, Target
from spiders.visits import Visit


class FeedSpider(SourceSpider):
    """Reads a feed's pages, or those of a site's maps that have changed since."""

    name = "feed"
    # Targets of kind host are not walked: entries may lie there too.
    keys: ClassVar[Mapping[str, str]] = {"feeds": "feed", "hosts": "host"}
    keeps_urls = True
    is_any_post = True
    unwalked = frozenset({"host"})
    hosts: frozenset[str] = frozenset()

    def __init__(self, plan: Plan) -> None:
        feeds = tuple(one for one in plan.targets if one.kind == "feed")
        listed = (one.id for one in plan.targets if one.kind == "host")
        self.hosts = with_twins([*listed, *(host_of(one.id) for one in feeds)])
        known = tuple(one for one in plan.posts if host_of(one.url or "") in self.hosts)
        # By target the addresses of its pages as far as known, and those read.
        self.pages: dict[str, list[str]] = {one.id: [one.id] for one in feeds}
        self.read: dict[str, set[str]] = defaultdict(set)
        super().__init__(replace(plan, targets=feeds, posts=known))

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """16 hexadecimal digits of the address, the same with and without https, www. and `/`."""
        return page_id(url)

    @classmethod
    def refuses(cls, target: Target) -> str | None:
        """A feed is an address, a host is a name."""
        is_host = host_of(f"https://{target.id}") == target.id.lower()
        if is_host if target.kind == "host" else host_of(target.id):
            return None
        return f"{target.id!r} is no {target.kind}: say it as in https://a.example/feed"

    def list_url(self, target: Target, number: int) -> str:
        """The feed, then the pages that it leads to."""
        pages = self.pages[target.id]
        return pages[min(number, len(pages)) - 1]

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The entries, newest first; pages that they lead to are noted."""
        feed = read_feed(response.body, response.url)
        pages = self.pages.setdefault(target_id, [target_id])
        further = [url for url in self._further(feed) if url not in pages]
        pages += [url for url in further if host_of(url) in self.hosts]
        self.read[target_id].add(asked_for(response))
        is_last = len(self.read[target_id]) >= len(pages)
        return ListPage(
            rows=() if feed.is_index else in_order(self.name, feed.entries),
            claimed=None if feed.entries else 0,
            is_last=is_last,
            is_cut=is_last and not feed.is_whole,
            is_part=not is_last and feed.is_whole,
        )

    def take_row(self, row: ListRow, target: Target) -> None:
        """Want a post of one of our hosts; note that there is one elsewhere."""
        if host_of(row.url) in self.hosts:
            super().take_row(row, target)
        elif self.ledger.claim(target.id, row.native_id, row.published_at, row.no_later_than):
            self.ledger.settle(row.native_id, Outcome.MOVED)

    def post_url(self, post: KnownPost) -> str:
        """The address that was remembered: an id does not tell it."""
        return post.url or ""

    def published_in(self, response: TextResponse) -> datetime | None:
        """By the notes that blogs leave for search engines."""
        return published_on(response)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """Lists by their format, posts by having words."""
        if visit.kind == "post":
            return recognise_page(response)
        if response.status != 200:
            return Outcome.FAILED
        return Outcome.LIST if read_feed(response.body, response.url).entries else Outcome.EMPTY

    def _further(self, feed: Feed) -> Iterator[str]:
        """Where the list goes on: the page of older entries, or the maps changed since, or one."""
        if feed.next_url:
            yield feed.next_url
        if feed.is_index:
            maps = sorted(feed.entries, key=lambda one: one.updated_at or LONG_AGO, reverse=True)
            since = self.plan.since
            due = [one for one in maps if not one.updated_at or day_of(one.updated_at) >= since]
            yield from (one.url for one in due or maps[:1])
