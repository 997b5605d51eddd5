"""Pages of any site: what is told of the article, and what is none."""

import socket
from datetime import datetime
from typing import Any

import pytest

from tests.transforms.captures import NIGHT
from transforms import generic, pages
from transforms.body import flatten
from transforms.capture import PostCapture, Unreadable
from transforms.cleaning import clean
from transforms.page import Page

BODY = "<p>今天缩量，指数没跌，个股跌得不少。</p><p>仓位不动，还是五成，等量能回来再说。</p>"
LINES = "今天缩量，指数没跌，个股跌得不少。\n仓位不动，还是五成，等量能回来再说。"
ADDRESS = "https://blog.example/p/1"


def html(
    body: str = BODY,
    head: str = "",
    above: str = "<p>2025-03-27 21:35</p>",
    title: str = "周四 - 南窗",
) -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><div class='top'>"
        f"<a href='/'>首页</a><a href='/rss'>订阅</a></div><h1>周四</h1>{above}"
        f"<div class='text'>{body}</div></body></html>"
    )


def read(text: str, url: str = ADDRESS, **changes: Any) -> PostCapture:
    known: dict[str, Any] = {"source": "feed", "seen_at": NIGHT} | changes
    return generic.read(Page(url, text, **known))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_article_is_read_with_its_title_and_time() -> None:
    post = read(html())
    assert (post.source, post.title, flatten(post.body_html)) == ("feed", "周四", LINES)
    assert (post.published_at, post.published_precision) == (
        at("2025-03-27T21:35:00+08:00"),
        "minute",
    )


def ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


TIMES = {
    "JSON-LD with a zone": (
        ld('{"@type":"Article","datePublished":"2025-03-27T12:00:05Z"}'),
        "2025-03-27T20:00:05+08:00",
        "second",
    ),
    "meta without a zone": (
        '<meta property="article:published_time" content="2025-03-27T19:30:00">',
        "2025-03-27T19:30:00+08:00",
        "second",
    ),
    "a day only, with its clock where it is printed": (
        '<meta name="publishdate" content="2025-03-27">',
        "2025-03-27T21:35:00+08:00",
        "minute",
    ),
    "a time after the visit is passed over": (
        '<meta property="article:published_time" content="2025-04-27T19:30:00">',
        "2025-03-27T21:35:00+08:00",
        "minute",
    ),
    "a machine's zero is passed over": (
        '<meta property="article:published_time" content="1970-01-01T00:00:00Z">',
        "2025-03-27T21:35:00+08:00",
        "minute",
    ),
    "broken data": (
        ld('{"datePublished": ') + ld('["x", 1]') + ld("[" * 50_000),
        "2025-03-27T21:35:00+08:00",
        "minute",
    ),
}


@pytest.mark.parametrize("case", TIMES)
def test_the_time_of_publication(case: str) -> None:
    head, published, precision = TIMES[case]
    post = read(html(head=head))
    assert (post.published_at, post.published_precision) == (at(published), precision)


def test_a_slash_date_and_a_byline_are_read() -> None:
    post = read(html(above="<p>作者：南窗 发布时间：2025/3/27 21:35 浏览：88</p>"))
    assert (post.author_name, post.published_at) == ("南窗", at("2025-03-27T21:35:00+08:00"))
    assert flatten(post.body_html) == LINES


def test_an_edit_is_told_where_it_is_later() -> None:
    published = '"datePublished":"2025-03-27T20:00:00+08:00"'
    for modified, expected in (("21:00", at("2025-03-27T21:00:00+08:00")), ("20:00", None)):
        said = f'{{{published},"dateModified":"2025-03-27T{modified}:00+08:00"}}'
        assert read(html(head=ld(said))).edited_at == expected


def test_lines_of_tags_and_links_stay() -> None:
    tags = (
        "<div><a href='/t/1'>#创新药#</a><a href='/t/2'>#算力#</a></div><div>$某(SH513100)$</div>"
    )
    post = read(html(body=BODY.replace("缩量", "<a href='/k'>缩量</a>") + tags))
    assert flatten(post.body_html) == f"{LINES}\n#创新药##算力#\n$某(SH513100)$"
    assert clean(post).body == LINES


def test_a_title_and_a_byline_within_the_text_are_told_and_no_text() -> None:
    said = f"<b>周四</b><br>慢牛老张 发表于 2025-03-27 21:35:08<hr>{BODY}"
    post = read(html(body=said, above="").replace("<h1>周四</h1>", ""))
    assert (post.title, post.author_name) == ("周四", "慢牛老张")
    assert post.published_at == at("2025-03-27T21:35:08+08:00")
    assert flatten(post.body_html) == LINES


def test_a_title_above_the_text_may_be_repeated_in_it() -> None:
    assert flatten(read(html(body=f"<p>周四</p>{BODY}")).body_html) == f"周四\n{LINES}"


def test_legal_notices_in_the_text_are_left_to_the_rules() -> None:
    notice = "<div class='art_copyright'>南窗原创内容，未经授权不得转载，违者必究。</div>"
    found = clean(read(html(body=BODY + notice)))
    assert (found.body, [removal.kind for removal in found.removals]) == (LINES, ["copyright"])


def test_a_page_that_begins_with_its_head_is_recognised() -> None:
    scripts = "<script>var state = 1;</script>" * 4000
    page = Page(ADDRESS, f"<head><title>周四 - 南窗</title>{scripts}</head><p>缩量。</p>")
    assert generic.recognises(page)
    assert not generic.recognises(Page(ADDRESS, '{"rc": 1, "me": "操作成功"}'))


def test_side_blocks_are_left_out() -> None:
    sides = "<div class='related-posts'><p>你可能喜欢：昨天写的。</p></div><footer>© 南窗</footer>"
    comments = "<ul id='comments'><li>同意，先看看。</li></ul>"
    assert flatten(read(html(body=BODY + sides + comments)).body_html) == LINES


NO_ARTICLE = {
    "a shell": (
        "<html><title>身份核实</title><body><div id='root'></div></body></html>",
        "no_body",
    ),
    "a notice": (
        "<html><title>404</title><body><p>页面不存在，请返回。</p></body></html>",
        "no_body",
    ),
    "a list": (
        html(body="".join(f"<p><a href='/{n}'>{n}月的账，写在月底。</a></p>" for n in range(40))),
        "no_body",
    ),
    "no time": (html(above=""), "no_time"),
    "a year in the text only": (
        html(above="", body=BODY + "<p>2023年也是这样，说过很多次。</p>"),
        "no_time",
    ),
    "too long": (html(body="缩量，等方向。" * 600_000), "too_large"),
    "too many tags": (html(body="<p>缩量，等方向。</p>" * 40_000), "too_large"),
}


@pytest.mark.parametrize("case", NO_ARTICLE)
def test_a_page_that_is_no_article_is_unreadable(case: str) -> None:
    text, reason = NO_ARTICLE[case]
    with pytest.raises(Unreadable) as raised:
        read(text)
    assert raised.value.reason == reason


def test_the_id_is_the_visits_else_of_the_pages_own_address() -> None:
    canonical = f'<link rel="canonical" href="{ADDRESS}">'
    own = read(html(head=canonical), url=f"{ADDRESS}?utm_source=rss#top").native_id
    assert own == read(html()).native_id
    assert len(own) == 16
    assert own != read(html(), url=f"{ADDRESS}0").native_id
    assert read(html(), native_id="abc").native_id == "abc"
    with pytest.raises(Unreadable, match="no_id"):
        read(html(), url="")


def test_an_unknown_page_with_an_article_is_read_as_one_of_any_site() -> None:
    page = Page(ADDRESS, html())
    assert pages.reader_of(page) == "feed"
    assert flatten(pages.reader("feed").read(page).body_html) == LINES
    with pytest.raises(Unreadable, match="unknown_page"):
        pages.reader_of(Page(ADDRESS, NO_ARTICLE["a list"][0]))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="https://blog.example/"><link rel="amphtml" href="/amp">'
    assert read(html(head=head)).title == "周四"
