"""财富号, Eastmoney's columns: long articles, found through authors or handed on by guba."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from spiders.base import SourceSpider
from spiders.lists import CAIFUHAO_TYPE, ListPage, read_rows
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Target
from spiders.visits import Visit
from spiders.wap import (
    BRIEF,
    answer,
    brief_url,
    content_url,
    recognise_brief,
    recognise_content,
)

AUTHORS = "https://i.eastmoney.com/api/guba/postCenterList"

# Only on a page without an article: an article may quote any of them.
GONE = (
    "文章不存在",
    "内容不存在",
    "该文章已删除",
    "该内容已删除",
    "页面不存在",
    "<pre>Not Found</pre>",
)
ARTICLE_PATH = re.compile(r"/news/(\d{20,23})/?")
ARTICLE = re.compile(r'class="[^"]*\barticle-body\b|var\s+articleTxt\b')


class CaifuhaoSpider(SourceSpider):
    """Visits articles' pages; one it does not understand is asked for by the phones' route."""

    name = "caifuhao"
    keys: ClassVar[Mapping[str, str]] = {"authors": "author"}
    hosts = frozenset({"caifuhao.eastmoney.com", "i.eastmoney.com", "gbapi.eastmoney.com"})

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """The 23 digits of an article's address (old ones have 20)."""
        found = ARTICLE_PATH.fullmatch(urlsplit(url).path)
        return found[1] if found else None

    def list_url(self, target: Target, number: int) -> str:
        """An author's long articles (filterType 1)."""
        page = f"pagenum={number}&pagesize=10&type=1&filterType=1&onlyYt=0"
        return f"{AUTHORS}?uid={target.id}&{page}"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The rows of an author's page; here the nested schema does not mean a hot row."""
        rows = read_rows(answer(response).get("result"), {"post_type": CAIFUHAO_TYPE})
        return ListPage(rows=tuple(replace(row, is_hot=False) for row in rows))

    def post_url(self, post: KnownPost) -> str:
        """The article's desktop page."""
        return f"https://caifuhao.eastmoney.com/news/{post.native_id}"

    def recognise_redirect(self, url: str) -> Outcome:
        """A road show has an article's address but is none."""
        is_show = urlsplit(url).hostname == "roadshow.eastmoney.com"
        return Outcome.NOT_A_POST if is_show else super().recognise_redirect(url)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """By address: the desktop page, an author's list, or one of the phones' two answers."""
        path = urlsplit(response.url).path
        if path.startswith("/news/"):
            return recognise_article(response)
        if response.status != 200:
            return Outcome.FAILED
        said = answer(response)
        if visit.kind == "list":
            if said.get("re") is False:
                return Outcome.LOGIN_WALL
            return Outcome.LIST if self.read_list(response, "").rows else Outcome.EMPTY
        return recognise_brief(said) if path == BRIEF else recognise_content(said)

    def second_try(self, response: Response, visit: Visit) -> str | None:
        """Page not understood → the article's guba id → its content."""
        path, outcome = urlsplit(response.url).path, response.meta["outcome"]
        if path.startswith("/news/") and outcome is Outcome.CHANGED_LAYOUT:
            return brief_url(str(visit.native_id))
        if path == BRIEF and outcome is Outcome.OTHER and isinstance(response, TextResponse):
            return content_url(response, str(visit.native_id))
        return None


def recognise_article(response: TextResponse) -> Outcome:
    """An article by its body; a page without one may say that it is gone."""
    if response.status == 200 and ARTICLE.search(response.text):
        return Outcome.POST
    if any(mark in response.text for mark in GONE):
        return Outcome.DELETED
    return Outcome.CHANGED_LAYOUT if response.status == 200 else Outcome.FAILED
