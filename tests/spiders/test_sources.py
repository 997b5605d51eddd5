import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.breaker import retry_after_s
from spiders.challenges import is_challenge
from spiders.decode import plain
from spiders.discover import source_names, sources
from spiders.outcomes import Outcome
from spiders.pages import SourcePages
from spiders.visits import Visit
from tests.spiders.crawl import plan_for
from tests.spiders.site import (
    CHALLENGE,
    ERROR_PAGE,
    article_row,
    gzipped,
    list_page,
    post_page,
    row,
)

PAGES = Path(__file__).parents[3] / "shared/data/pages/guba"
GUBA = "https://guba.eastmoney.com"
CFH = "https://caifuhao.eastmoney.com"
API = "https://gbapi.eastmoney.com"
BRIEF = f"{API}/abstract/api/PostShort/ArticleBriefInfo?postid=2"
CONTENT = f"{API}/content/api/Post/ArticleContent?postid=2"
AUTHORS = "https://i.eastmoney.com/api/guba/postCenterList?uid=1"
ARTICLE = '<html><body><div class="article-body cl"><p>该文章已删除的传闻</p></div></body></html>'


def test_every_file_in_sources_is_a_source_of_its_name() -> None:
    found = sources()
    assert list(found) == source_names()
    assert {"caifuhao", "feed", "fund", "guba", "jisilu", "sina_blog"} <= set(found)
    for name, spider in found.items():
        assert issubclass(spider, SourceSpider)
        # A feed may be anywhere: its hosts are those of its plan's targets.
        assert (spider.name, bool(spider.hosts), bool(spider.keys)) == (name, name != "feed", True)


def outcome(
    source: str, kind: str, url: str, text: str, status: int = 200, location: str = ""
) -> Outcome:
    spider: SourcePages = sources()[source](plan_for(Path("x"), None, source, (), delay_s=3.0))
    visit = Visit(source, kind, "nightly", "600519", "2")
    headers = {"Location": location} if location else {}
    response = TextResponse(url, status, headers=headers, body=text.encode())
    return spider.outcome_of(response, Request(url, meta={"visit": visit}))


def cases() -> Iterator[tuple[str, str, str, str, int, str, str]]:
    news, listed = f"{GUBA}/news,600519,2.html", f"{GUBA}/list,600519,f.html"
    for kind, url in (("post", news), ("list", listed), ("robots", f"{GUBA}/robots.txt")):
        yield "guba", kind, url, CHALLENGE, 200, "", "blocked"
        yield "guba", kind, url, "", 403, "", "blocked"
        yield "guba", kind, url, "", 418, "", "blocked"
        yield "guba", kind, url, "", 429, "", "blocked"
        yield "guba", kind, url, "", 503, "", "server_error"
    yield "guba", "robots", f"{GUBA}/robots.txt", "gone", 404, "", "other"
    yield "guba", "post", news, post_page(2), 200, "", "post"
    yield "guba", "post", news, '<div class="newstext">x</div>', 200, "", "post"
    yield "guba", "post", news, "<html><body>new design</body>", 200, "", "changed_layout"
    yield "guba", "post", news, '{"rc":0}', 200, "", "not_a_post"
    yield "guba", "post", news, ERROR_PAGE, 200, "", "never_existed"
    yield "guba", "post", news, "gone", 404, "", "failed"
    yield "guba", "post", news, "", 302, "/error?type=2", "deleted"
    yield "guba", "post", news, "", 302, "/error?type=1", "never_existed"
    yield "guba", "post", news, "", 302, "/news,cjpl,2.html", "other"
    # Another post must not pass for this one.
    yield "guba", "post", news, "", 302, "/news,600519,3.html", "moved"
    yield "guba", "post", news, "", 302, "//passport.example/login", "moved"
    yield "guba", "post", f"{GUBA}/error?type=2", ERROR_PAGE, 200, "", "deleted"
    yield "guba", "post", f"{GUBA}/error?type=1", ERROR_PAGE, 200, "", "never_existed"
    yield "guba", "post", f"{GUBA}/error?type=9", ERROR_PAGE, 200, "", "changed_layout"
    yield "guba", "list", listed, list_page([row(1, "03-27 20:00:00")]), 200, "", "list"
    yield "guba", "list", listed, list_page([]), 200, "", "empty"
    yield "guba", "list", listed, "<html><body>new design</body>", 200, "", "changed_layout"
    article = f"{CFH}/news/20250327210453000020070"
    yield "caifuhao", "post", article, ARTICLE, 200, "", "post"
    yield "caifuhao", "post", article, 'var articleTxt = "x"', 200, "", "post"
    yield "caifuhao", "post", article, "<p>该文章已删除</p>", 200, "", "deleted"
    yield "caifuhao", "post", article, "<pre>Not Found</pre>", 404, "", "deleted"
    yield "caifuhao", "post", article, "404 in an id", 404, "", "failed"
    yield "caifuhao", "post", article, "<html>new", 200, "", "changed_layout"
    yield "caifuhao", "post", article, CHALLENGE, 200, "", "blocked"
    show = "https://roadshow.eastmoney.com/luyan/1"
    yield "caifuhao", "post", article, "", 302, show, "not_a_post"
    yield "caifuhao", "post", article, "", 302, "https://www.eastmoney.com/", "moved"
    yield "caifuhao", "post", BRIEF, '{"re":[{"post_id":7}]}', 200, "", "other"
    yield "caifuhao", "post", BRIEF, '{"re":[],"me":"文章不存在"}', 200, "", "deleted"
    yield "caifuhao", "post", BRIEF, '{"re":[]}', 200, "", "changed_layout"
    yield "caifuhao", "post", BRIEF, "<html>", 200, "", "changed_layout"
    yield "caifuhao", "post", BRIEF, "[]", 200, "", "changed_layout"
    yield "caifuhao", "post", BRIEF, "{}", 404, "", "failed"
    yield "caifuhao", "post", CONTENT, '{"rc":1,"post":{"post_id":7}}', 200, "", "post"
    yield "caifuhao", "post", CONTENT, '{"rc":0,"me":"该内容已删除"}', 200, "", "deleted"
    yield "caifuhao", "post", CONTENT, '{"rc":0,"me":"系统繁忙"}', 200, "", "server_error"
    yield "caifuhao", "list", AUTHORS, '{"re":false}', 200, "", "login_wall"
    yield "caifuhao", "list", AUTHORS, '{"re":true,"result":[]}', 200, "", "empty"
    yield "caifuhao", "list", AUTHORS, '{"re":true,"result":[1]}', 200, "", "changed_layout"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case[2]} {case[4]} {case[6]}")
def test_what_an_answer_is(case: tuple[str, str, str, str, int, str, str]) -> None:
    source, kind, url, text, status, location, expected = case
    assert outcome(source, kind, url, text, status, location) == expected


@pytest.mark.skipif(not PAGES.exists(), reason="no recorded pages here")
@pytest.mark.parametrize(
    ("file", "kind", "url", "expected"),
    [
        ("guba_list_600519_2026-06-20.html", "list", f"{GUBA}/list,600519,f.html", "list"),
        ("validate_shell_reduced_2026-08.html", "list", f"{GUBA}/list,600519,f.html", "blocked"),
        ("error404_page_2023.html", "post", f"{GUBA}/error?type=2", "deleted"),
    ],
)
def test_what_a_real_page_is(file: str, kind: str, url: str, expected: str) -> None:
    assert outcome("guba", kind, url, (PAGES / file).read_text("utf-8")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<title>身份核实</title>", True),
        ("<title> 安全验证 </title>", True),
        ("<title>验证茅台的底部_股吧</title>", False),
        ("<title>身份核实</title><script>var article_list={}", False),
        ("<script src='fd_guba_validate/x.js'>", True),
        ("<script src='em_capt.js'></script>", False),
    ],
)
def test_a_challenge_is_told_from_a_page_about_one(text: str, expected: bool) -> None:
    assert is_challenge("https://guba.eastmoney.com/x", text) is expected


NOW = datetime(2025, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        (b"\xb2", 0.0),
        (f"{NOW + timedelta(minutes=1):%a, %d %b %Y %H:%M:%S} GMT", 60.0),
        (f"{NOW - timedelta(minutes=1):%a, %d %b %Y %H:%M:%S} GMT", 0.0),
    ],
)
def test_how_long_a_site_wants_us_to_wait(value: str | bytes, seconds: float) -> None:
    response = TextResponse("https://x/", headers={"Retry-After": value})
    assert retry_after_s(response, NOW) == seconds


def test_packed_bodies_are_unpacked_on_a_copy() -> None:
    packed = gzipped("身份核实")
    assert isinstance(packed.body, bytes)
    response = TextResponse("https://x/", headers=packed.headers, body=packed.body)
    assert plain(response).text == "身份核实"
    assert response.body == packed.body


def test_an_author_s_rows_are_articles_and_none_is_hot() -> None:
    spider = sources()["caifuhao"](plan_for(Path("x"), None, "caifuhao", (), delay_s=3.0))
    one = article_row(7, "03-27 21:04:53")
    inner = {name: one[name] for name in ("post_id", "post_publish_time", "post_source_id")}
    body = json.dumps({"re": True, "result": [{**inner, "post_user": {"user_id": "5"}}]})
    page = spider.read_list(TextResponse(AUTHORS, body=body.encode()), "5")
    assert [(row.source, row.alias_id, row.is_hot) for row in page.rows] == [
        ("caifuhao", "guba:7", False)
    ]
