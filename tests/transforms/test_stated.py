"""Title, author and time of pages that say them in many ways."""

from datetime import datetime
from typing import Any

import pytest

from tests.transforms.captures import NIGHT
from transforms import generic
from transforms.capture import PostCapture
from transforms.page import Page

BODY = "<p>今天缩量，指数没跌，个股跌得不少。</p><p>仓位不动，还是五成，等量能回来再说。</p>"
TIME = "<p>2025-03-27 21:35</p>"


def read(title: str = "缩量的一天_南窗网", head: str = "", above: str = TIME, below: str = "",
         heading: str = "<h1>缩量的一天</h1>") -> PostCapture:  # fmt: skip
    text = (
        f"<html><head><title>{title}</title>{head}</head><body>{heading}{above}"
        f"<div class='text'>{BODY}</div>{below}</body></html>"
    )
    return generic.read(Page("https://blog.example/p/1", text, source="feed", seen_at=NIGHT))


def ld(author: str) -> str:
    return f'<script type="application/ld+json">{{"author":{author}}}</script>'


NO_H1: dict[str, Any] = {"heading": ""}
TITLES: dict[str, tuple[dict[str, Any], str]] = {
    "the heading": ({}, "缩量的一天"),
    "a short heading": ({"title": "夜雨_南窗网", "heading": "<h1>夜雨</h1>"}, "夜雨"),
    "no heading": (NO_H1, "缩量的一天"),
    "site and channel behind": ({"title": "缩量的一天_股票频道_南窗网"} | NO_H1, "缩量的一天"),
    "a mark within": ({"title": "棱镜|缩量的一天，谁在卖"} | NO_H1, "棱镜|缩量的一天，谁在卖"),
    "the site alone, and a heading": ({"title": "-南窗网"}, "缩量的一天"),
    "a heading of the site": ({"heading": "<h1>南窗</h1>"}, "缩量的一天"),
    "what machines are told": (
        {"title": "南窗网", "head": '<meta property="og:title" content="缩量的一天">'} | NO_H1,
        "缩量的一天",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TITLES)
def test_the_title(case: str) -> None:
    said, title = TITLES[case]
    assert read(**said).title == title


def by(line: str) -> dict[str, str]:
    return {"above": f"<div>{line}</div>"}


AUTHORS: dict[str, tuple[dict[str, Any], str | None]] = {
    "JSON-LD": ({"head": ld('{"@type":"Person","name":"慢牛老张"}')}, "慢牛老张"),
    "a list in JSON-LD": ({"head": ld('[{"name":"慢牛老张"},{"name":"小满"}]')}, "慢牛老张"),
    "a meta tag": ({"head": '<meta name="author" content="慢牛老张">'}, "慢牛老张"),
    "a byline": (by("作者：慢牛老张 2025-03-27 21:35"), "慢牛老张"),
    "a marked link": (by("<a rel='author' href='/x'>慢牛老张</a> 2025-03-27 21:35"), "慢牛老张"),
    "a link to a person": (by("<a href='/u/77'>慢牛老张</a><i>2025-03-27 21:35</i>"), "慢牛老张"),
    "a nickname behind the time": (
        by("<i>2025-03-27 21:35</i><i class='nickname'>慢牛老张</i>"),
        "慢牛老张",
    ),
    "a line with a region": (by("慢牛老张 2025-03-27 21:35 来自上海"), "慢牛老张"),
    "a blog named after its author": (by("作者：南窗网 2025-03-27 21:35"), "南窗网"),
    "the site": ({"head": '<meta name="author" content="南窗">'}, None),
    "the site's number of an editor": ({"head": '<meta name="author" content="104363">'}, None),
    "an address": ({"head": '<meta name="author" content="name, a@b.example">'}, None),
    "a slogan": ({"head": '<meta name="author" content="成就每一位读者!">'}, None),
    "the editor": (
        {"head": '<meta name="author" content="王某某">', "below": "责任编辑：<b>王某某</b>"},
        None,
    ),
    "a word before the time": (by("正文 2025-03-27 21:35"), None),
    "a login before the time": (by("<a href='/user/in'>登录</a> 2025-03-27 21:35"), None),
}  # fmt: skip


@pytest.mark.parametrize("case", AUTHORS)
def test_the_author(case: str) -> None:
    said, author = AUTHORS[case]
    assert read(**said).author_name == author


def stated(at: str) -> dict[str, str]:
    return {"head": f'<meta property="article:published_time" content="{at}">'}


TIMES: dict[str, tuple[dict[str, Any], str, str]] = {
    "glued to its day": (by("2025年03月27日21:35 来源：某某网"), "21:35:00", "minute"),
    "printed before the system took it in": (
        stated("2025-03-27T21:40:42+08:00") | by("2025年03月27日 21:35"),
        "21:35:00",
        "minute",
    ),
    "the same minute, to the second": (
        stated("2025-03-27T21:35:42+08:00") | by("2025-03-27 21:35"),
        "21:35:42",
        "second",
    ),
    "printed after": (stated("2025-03-27T21:30:00+08:00"), "21:30:00", "second"),
    "an edit beside it": (
        by("2025-03-27 21:35</div><div>最后更新：2025-03-27 21:50"),
        "21:35:00",
        "minute",
    ),
    "below the text": (
        stated("2025-03-27") | {"above": "", "below": "<p>发布日期：2025-03-27 21:35:08</p>"},
        "21:35:08",
        "second",
    ),
    "another's, below the text": (
        stated("2025-03-27") | {"above": "", "below": "<p>小满 2025-03-27 22:01</p>"},
        "00:00:00",
        "day",
    ),
}


@pytest.mark.parametrize("case", TIMES)
def test_the_time(case: str) -> None:
    said, clock, precision = TIMES[case]
    post = read(**said)
    assert post.published_at == datetime.fromisoformat(f"2025-03-27T{clock}+08:00")
    assert post.published_precision == precision
