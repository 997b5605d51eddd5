"""新浪博客, Sina's blogs: an author's articles, found through the list of all of them.

Caveats: addresses, cells and times are those of sites.md §7.1; no saved page could be had. Guessed
are the texts of GONE, that a locked article asks for a password, and the pinned mark 顶.
"""

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.clock import read_instant
from spiders.embedded import ChangedLayout
from spiders.lists import ListPage, ListRow
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Target
from spiders.visits import Visit

SITE = "https://blog.sina.com.cn"

# The id is the author's number in hexadecimal and then base 36: letters beyond f occur.
POST_PATH = re.compile(r"/s/blog_([0-9a-z]{8,24})\.html")
TOTAL = re.compile(r"全部博文(?:\s|&nbsp;|<[^>]*>)*[(（](\d+)[)）]|共\s*(\d+)\s*篇")
PINNED = re.compile(r"\[顶\]|置顶")

# Only on a page without an article: an article may quote any of them.
GONE = ("页面不存在", "已被删除", "博文不存在", "文章不存在")


class SinaBlogSpider(SourceSpider):
    """Walks an author's list by time of posting; pages are static and need no login."""

    name = "sina_blog"
    keys: ClassVar[Mapping[str, str]] = {"authors": "author"}
    hosts = frozenset({"blog.sina.com.cn"})

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """What follows `blog_` in an article's address."""
        found = POST_PATH.fullmatch(urlsplit(url).path)
        return found[1] if found else None

    def list_url(self, target: Target, number: int) -> str:
        """All of an author's articles (category 0), 50 a page."""
        return f"{SITE}/s/articlelist_{target.id}_0_{number}.html"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The cells of an author's page; the last page has no way to a next one."""
        cells = response.css("div.articleCell")
        if not cells and not response.css("div.articleList"):
            raise ChangedLayout("expected `div.articleList` in the page")
        total = TOTAL.search(response.text)
        return ListPage(
            rows=tuple(read_cell(cell) for cell in cells),
            claimed=int(total[1] or total[2]) if total else None,
            is_last=bool(cells) and not response.css("li.SG_pgnext a"),
        )

    def post_url(self, post: KnownPost) -> str:
        """The article's page."""
        return f"{SITE}/s/blog_{post.native_id}.html"

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """Lists by their cells, articles by their body."""
        if response.status in (404, 410):
            return Outcome.DELETED
        if response.status != 200:
            return Outcome.FAILED
        if visit.kind == "post":
            return recognise_article(response)
        return Outcome.LIST if self.read_list(response, "").rows else Outcome.EMPTY


def read_cell(cell: Selector) -> ListRow:
    """The article of a list's cell; its time has no seconds."""
    address = cell.css(".atc_title a::attr(href)").get("")
    shown = cell.css(".atc_tm::text").get("").strip()
    native_id = SinaBlogSpider.native_id_of(address)
    if native_id is None:
        raise ChangedLayout(f"expected an article's address in a cell, not {address[:80]!r}")
    try:
        published_at = read_instant(shown)
    except ValueError as error:
        raise ChangedLayout(f"expected a time in a cell, not {shown[:80]!r}") from error
    return ListRow(
        native_id=native_id,
        title="".join(cell.css(".atc_title a ::text").getall()).strip(),
        url=f"{SITE}/s/blog_{native_id}.html",
        source=SinaBlogSpider.name,
        published_at=published_at,
        is_pinned=is_pinned(cell),
    )


def is_pinned(cell: Selector) -> bool:
    """Whether a mark beside the title, not a word in it, says that the article is pinned."""
    beside = cell.css(".atc_ic_f ::text, .atc_title::text, .atc_title > :not(a)::text")
    images = cell.css(".atc_ic_f [title]::attr(title), .atc_title img::attr(title)")
    return any(PINNED.search(mark) for mark in [*beside.getall(), *images.getall()])


def recognise_article(response: TextResponse) -> Outcome:
    """An article by its body; a page without one may be locked or say that it is gone."""
    body = response.css("#sina_keyword_ad_area2, #articlebody .articalContent, div.articalContent")
    if body:
        return Outcome.POST
    if response.css("input[type=password]"):
        # Its author shows it to friends only: there is nothing for us here, tonight or later.
        return Outcome.NOT_A_POST
    is_gone = any(mark in response.text for mark in GONE)
    return Outcome.DELETED if is_gone else Outcome.CHANGED_LAYOUT
