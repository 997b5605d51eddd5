"""Blogs and forums whose lists are HTML: rows with a link and a time, found by CSS."""

import re
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from cssselect import SelectorError
from parsel import Selector, SelectorList
from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.blogpages import published_on, recognise_page
from spiders.embedded import ChangedLayout
from spiders.feeddates import first_date
from spiders.lists import ListPage, ListRow
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Target
from spiders.visits import Visit


class HtmlSource(SourceSpider):
    """A source told by its own attributes; its posts are read by the reader of any article.

    A row without a time is a row whose day its own page must tell; without a link it is an error.
    """

    keeps_urls = True

    # `https://blog.example.com`, its only host.
    site: ClassVar[str]
    # Path of a target's list, newest first, with {id} and {number} (from 1).
    list_path: ClassVar[str]
    # A post's path; group 1 is its id.
    post_path: ClassVar[re.Pattern[str]]
    # CSS of a list's rows, then inside a row: the link, the title, the time.
    rows: ClassVar[str]
    link: ClassVar[str] = "a::attr(href)"
    title: ClassVar[str] = "a::text"
    time: ClassVar[str] = "time::attr(datetime)"
    # CSS of what a list without rows still has; a page with neither has changed.
    no_rows: ClassVar[str] = ""

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if "site" in vars(cls):
            cls.hosts = frozenset({urlsplit(cls.site).hostname or ""})

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """Group 1 of the post's path."""
        if not cls.post_path.groups:
            raise ChangedLayout("post_path needs a group ( ) around the post's id")
        found = cls.post_path.fullmatch(urlsplit(url).path)
        return found[1] if found else None

    def list_url(self, target: Target, number: int) -> str:
        """The list's path on the site."""
        return self.site + self.list_path.format(id=target.id, number=number)

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """A row a post, in the page's order."""
        rows = select(response.selector, self.rows)
        if not rows and not self._says_no_rows(response):
            raise ChangedLayout(f"expected rows `{self.rows}` in the page")
        return ListPage(rows=tuple(self._row(row, response.url) for row in rows))

    def post_url(self, post: KnownPost) -> str:
        """The address that the list gave: an id does not tell it."""
        return post.url or ""

    def published_in(self, response: TextResponse) -> datetime | None:
        """By the notes that pages leave for search engines."""
        return published_on(response)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """Lists by their rows, posts by having words."""
        if visit.kind == "post":
            return recognise_page(response)
        if response.status == 404 and self._says_no_rows(response):
            # So do many answer past the last page; a bare 404 proves no list to have ended.
            return Outcome.FAILED if select(response.selector, self.rows) else Outcome.EMPTY
        if response.status != 200:
            return Outcome.FAILED
        return Outcome.LIST if self.read_list(response, "").rows else Outcome.EMPTY

    def _says_no_rows(self, response: TextResponse) -> bool:
        return bool(self.no_rows and select(response.selector, self.no_rows))

    def _row(self, row: Selector, page: str) -> ListRow:
        url = urljoin(page, select(row, self.link).get("").strip())
        native_id = self.native_id_of(url)
        if native_id is None:
            raise ChangedLayout(f"expected a post's address in a row, not {url[:80]!r}")
        return ListRow(
            native_id=native_id,
            title=" ".join(select(row, self.title).getall()).strip(),
            url=url,
            source=self.name,
            published_at=first_date(select(row, self.time).getall()),
        )


def select(node: Selector, css: str) -> SelectorList[Selector]:
    """What the CSS finds in a node; ChangedLayout for what is no CSS."""
    try:
        return node.css(css)
    except SelectorError as error:
        raise ChangedLayout(f"`{css}` is no CSS: {error}") from error
