"""集思录, Jisilu: a forum on funds and bonds whose questions are long posts.

Caveats: a row says 发起 with the time of posting only until somebody answers, then 回复 with the
time of the last answer (seen in 2026 by two crawlers). The list's order is by time of posting, so
such a row is no later than it says: that is enough to know when the days are passed, and its own
day is read from its page. Rows of sites.md §7.2; the texts of GONE are guessed.
"""

import re
from collections.abc import Mapping
from datetime import datetime
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

SITE = "https://www.jisilu.cn"

QUESTION_PATH = re.compile(r"/question/(\d+)/?")
ROW_TIME = re.compile(r"(发起|发布|回复)?\s*[•·]\s*(\d{4}-\d\d-\d\d \d\d:\d\d)")
PUBLISHED = re.compile(r"发表时间\s*(?:<[^>]*>|[:：\s])*(\d{4}-\d\d-\d\d \d\d:\d\d)")
LOGIN_PATH = re.compile(r"(?:/account)?/login(?:/|$)")

# Only on a page without a question: a question may quote any of them.
GONE = ("问题不存在", "已被删除", "页面不存在")


class JisiluSpider(SourceSpider):
    """Walks a category (4 is bonds) by time of posting; answers are left out."""

    name = "jisilu"
    keys: ClassVar[Mapping[str, str]] = {"categories": "category"}
    hosts = frozenset({"www.jisilu.cn"})

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """The number of `/question/<number>`."""
        found = QUESTION_PATH.fullmatch(urlsplit(url).path)
        return found[1] if found else None

    def list_url(self, target: Target, number: int) -> str:
        """Order 按发表时间 (`add_time`): the plain list is ordered by last answer."""
        page = f"category-{target.id}__day-0__page-{number}"
        return f"{SITE}/home/explore/sort_type-add_time__{page}"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The rows of a category's page."""
        rows = response.css("div.aw-question-list div.aw-item")
        if not rows and not response.css("div.aw-question-list"):
            raise ChangedLayout("expected `div.aw-question-list` in the page")
        return ListPage(rows=tuple(read_row(row) for row in rows))

    def post_url(self, post: KnownPost) -> str:
        """The question's page."""
        return f"{SITE}/question/{post.native_id}"

    def published_in(self, response: TextResponse) -> datetime | None:
        """After 发表时间, to the minute."""
        found = PUBLISHED.search(response.text)
        return read_instant(found[1]) if found else None

    def recognise_redirect(self, url: str) -> Outcome:
        """A way to the login page is the answer already."""
        is_login = LOGIN_PATH.match(urlsplit(url).path) is not None
        return Outcome.LOGIN_WALL if is_login else super().recognise_redirect(url)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """Lists by their rows, questions by title and text; a login form alone is a wall."""
        if response.status in (404, 410):
            return Outcome.DELETED
        if response.status != 200:
            return Outcome.FAILED
        if visit.kind == "post" and response.css(
            "div.aw-mod-head h1, .aw-question-detail-title h1"
        ):
            return Outcome.POST if response.css(".markitup-box") else Outcome.CHANGED_LAYOUT
        is_list = bool(response.css("div.aw-question-list"))
        if response.css("form[action*=login] input[type=password]") and not is_list:
            return Outcome.LOGIN_WALL
        if visit.kind == "list":
            return Outcome.LIST if self.read_list(response, "").rows else Outcome.EMPTY
        is_gone = any(mark in response.text for mark in GONE)
        return Outcome.DELETED if is_gone else Outcome.CHANGED_LAYOUT


def read_row(item: Selector) -> ListRow:
    """The question of a list's row: with its time where nobody has answered yet."""
    link = item.css("h4 a[href*='/question/']")
    native_id = JisiluSpider.native_id_of(link.attrib.get("href", ""))
    said = " ".join(item.css(".aw-text-color-999 ::text, .aw-text-color-999::text").getall())
    found = ROW_TIME.search(said)
    if native_id is None or found is None:
        raise ChangedLayout(f"expected a row with question and time, not {said.strip()[:80]!r}")
    at, is_fresh = read_instant(found[2]), found[1] in ("发起", "发布")
    return ListRow(
        native_id=native_id,
        title="".join(link.css("::text").getall()).strip(),
        url=f"{SITE}/question/{native_id}",
        source=JisiluSpider.name,
        published_at=at if is_fresh else None,
        last_active_at=at,
    )
