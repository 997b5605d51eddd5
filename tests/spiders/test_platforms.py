import json
import re
from datetime import datetime
from typing import Any, ClassVar

import pytest

from spiders import probe
from spiders.clock import SHANGHAI
from spiders.embedded import ChangedLayout
from spiders.lists import ListPage
from spiders.outcomes import Outcome
from spiders.plan import Target
from spiders.platforms.html import HtmlSource
from spiders.platforms.json import JsonSource, stated_instant
from spiders.visits import Visit

LIST = """<html><body><div class="list">
<article><h2><a href="/post/a1.html">早评 </a></h2>
<span class="date">2025-03-27 09:01</span></article>
<article><h2><a href="https://blog.example.com/post/b2.html?from=list">复盘</a></h2></article>
</div></body></html>"""


class Blog(HtmlSource):
    name = "blog"
    keys: ClassVar[dict[str, str]] = {"authors": "author"}
    site = "https://blog.example.com"
    list_path = "/u/{id}?page={number}"
    post_path = re.compile(r"/post/(\w+)\.html")
    rows = "article"
    link = "h2 a::attr(href)"
    title = "h2 a::text"
    time = "time::attr(datetime), .date::text"
    no_rows = ".list"


class Api(JsonSource):
    name = "api"
    keys: ClassVar[dict[str, str]] = {"authors": "author"}
    site = "https://api.example.com"
    list_path = "/u/{id}/{number}.json"
    post_format = "/p/{id}"
    post_path = re.compile(r"/p/(\d+)")
    rows_at = ("data", "items")


def page(source: type[HtmlSource], text: str) -> ListPage:
    spider = source(probe.no_plan("guba"))
    return probe.list_of(spider, answered(spider.site, text), "7")


def answered(url: str, text: str, status: int = 200) -> Any:
    return probe.answer(url, status, [("Content-Type", "text/html")], text.encode())


def test_an_html_list_gives_its_rows() -> None:
    first, second = page(Blog, LIST).rows
    assert (first.native_id, first.title, first.url) == (
        "a1",
        "早评",
        "https://blog.example.com/post/a1.html",
    )
    assert first.published_at == datetime(2025, 3, 27, 9, 1, tzinfo=SHANGHAI)
    assert (second.native_id, second.published_at, second.source) == ("b2", None, "blog")


def test_a_json_list_gives_its_rows() -> None:
    items = [{"id": 5, "title": "早评", "created_at": 1743080693000}, {"id": "6"}]
    first, second = page(Api, json.dumps({"data": {"items": items}})).rows
    assert (first.native_id, first.url) == ("5", "https://api.example.com/p/5")
    assert first.published_at == datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI)
    assert (second.native_id, second.title, second.published_at) == ("6", "", None)


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        (Blog, "<html><p>维护中</p></html>", "expected rows `article`"),
        (Blog, "<article><a>没有地址</a></article>", "expected a post's address in a row"),
        (Blog, '<article><h2><a href="/tag/1">x</a></h2></article>', "expected a post's address"),
        (Api, "no json", "expected JSON with data.items"),
        (Api, '{"data": {"items": {}}}', "expected an array of objects"),
        (Api, '{"data": {"items": [{"no": 1}]}}', "expected id in a row"),
        (Api, '{"data": {"items": [{"id": "../x"}]}}', "is no post's path"),
    ],
)
def test_a_changed_list_is_told(source: type[HtmlSource], text: str, words: str) -> None:
    with pytest.raises(ChangedLayout, match=words):
        page(source, text)


@pytest.mark.parametrize(
    ("kind", "text", "status", "outcome"),
    [
        ("list", LIST, 200, Outcome.LIST),
        ("list", "<div class=list></div>", 200, Outcome.EMPTY),
        ("list", "<p>维护中</p>", 200, Outcome.CHANGED_LAYOUT),
        ("list", LIST, 404, Outcome.FAILED),
        ("list", "<div class=list></div>", 404, Outcome.EMPTY),
        ("list", "<p>没有</p>", 404, Outcome.FAILED),
        ("post", "<p>今天大盘</p>", 200, Outcome.POST),
        ("post", "<p>没有</p>", 404, Outcome.DELETED),
        ("post", "<p>慢一点</p>", 418, Outcome.BLOCKED),
    ],
)
def test_an_answer_is_recognised(kind: str, text: str, status: int, outcome: Outcome) -> None:
    spider = Blog(probe.no_plan("guba"))
    visit = Visit("blog", kind, "nightly", "7", "a1")
    assert probe.outcome_of(spider, answered(spider.site, text, status), visit) is outcome


class Slip(Blog):
    name = "slip"


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("rows", "ul li[", "`ul li\\[` is no CSS"),
        ("time", "time::none", "`time::none` is no CSS"),
        ("post_path", re.compile(r"/post/\w+\.html"), "needs a group"),
    ],
)
def test_a_slip_of_its_author_is_told(
    attribute: str, value: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Slip, attribute, value)
    with pytest.raises(ChangedLayout, match=words):
        page(Slip, LIST)


def test_its_host_and_addresses_are_made_of_its_attributes() -> None:
    spider = Blog(probe.no_plan("guba"))
    assert Blog.hosts == {"blog.example.com"}
    assert spider.list_url(Target("author", "7"), 2) == "https://blog.example.com/u/7?page=2"
    assert Blog.native_id_of("https://blog.example.com/post/a1.html?x=1") == "a1"
    assert Blog.native_id_of("https://blog.example.com/tag/a1.html") is None


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (1743080693, datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI)),
        ("1743080693000", datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI)),
        ("2025-03-27 21:04:53", datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI)),
        ("昨天", None),
        (None, None),
        ("9" * 30, None),
    ],
)
def test_an_instant_is_read_as_text_or_number(value: Any, at: datetime | None) -> None:
    assert stated_instant(value) == at


def test_the_day_of_a_row_without_a_time_is_told_by_its_page() -> None:
    post = "<html><body><time itemprop=datePublished datetime='2025-03-27 09:01'></time>早评"
    told = Blog(probe.no_plan("guba")).published_in(answered(f"{Blog.site}/post/b2.html", post))
    assert told == datetime(2025, 3, 27, 9, 1, tzinfo=SHANGHAI)
