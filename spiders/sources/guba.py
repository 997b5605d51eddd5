"""股吧, Eastmoney's bars: one bar a stock or listed fund, whose posts live on guba itself."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.clock import read_instant
from spiders.lists import ListPage, read_bar_list
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Target
from spiders.visits import Visit

SITE = "https://guba.eastmoney.com"

POST_PATH = re.compile(r"/news,[^,]+,(\d+)(?:_\d+)?\.html")

# In the page's data; a post that was handed on may come without it.
PUBLISHED = re.compile(r'"post_publish_time":"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"')

# A post that is gone redirects to /error?type=N.
ERROR_TYPES = {"type=1": Outcome.NEVER_EXISTED, "type=2": Outcome.DELETED}


class GubaSpider(SourceSpider):
    """Walks bars by time of posting; rows of type 20 are caifuhao's and are handed on."""

    name = "guba"
    # Funds are bars of listed funds, such as sh513100.
    keys: ClassVar[Mapping[str, str]] = {"bars": "bar", "funds": "bar"}
    hosts = frozenset({"guba.eastmoney.com"})
    hands_on_to = frozenset({"caifuhao"})

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """The number at the end of `/news,<bar>,<number>.html`."""
        found = POST_PATH.fullmatch(urlsplit(url).path)
        return found[1] if found else None

    def list_url(self, target: Target, number: int) -> str:
        """Order 最新发帖 (`,f`): the plain list is ordered by last comment."""
        page = "f" if number == 1 else f"f_{number}"
        return f"{SITE}/list,{target.id},{page}.html"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The rows of a bar's page."""
        return read_bar_list(response.text, target_id)

    def post_url(self, post: KnownPost) -> str:
        """A post lives under its own bar, often not the one whose list shows it."""
        return f"{SITE}/news,{post.bar or post.target},{post.native_id}.html"

    def published_in(self, response: TextResponse) -> datetime | None:
        """The page's own data says when."""
        found = PUBLISHED.search(response.text)
        return read_instant(found[1]) if found else None

    def recognise_redirect(self, url: str) -> Outcome:
        """A way to the error page is the answer already; the page itself says nothing more."""
        parts = urlsplit(url)
        is_here = parts.hostname in self.hosts
        if is_here and parts.path == "/error" and parts.query in ERROR_TYPES:
            return ERROR_TYPES[parts.query]
        return super().recognise_redirect(url)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """The error page by its address, lists and posts by their data."""
        parts = urlsplit(response.url)
        if parts.path == "/error":
            return ERROR_TYPES.get(parts.query, Outcome.CHANGED_LAYOUT)
        if response.status != 200:
            return Outcome.FAILED
        if visit.kind == "list":
            page = self.read_list(response, str(visit.target))
            return Outcome.LIST if page.rows else Outcome.EMPTY
        return recognise_post(response.text)


def recognise_post(text: str) -> Outcome:
    """A post by its data or its body element."""
    if "var post_article" in text or 'class="newstext' in text:
        return Outcome.POST
    if "error404_page" in text:
        # The error page without a redirect does not say whether the post ever was.
        return Outcome.NEVER_EXISTED
    is_html = "<html" in text[:2000].lower() or "<body" in text.lower()
    return Outcome.CHANGED_LAYOUT if is_html else Outcome.NOT_A_POST
