"""Where articles stand on pages that make it hard; the pages are made up after real ones."""

from typing import Any

import pytest

from tests.transforms.captures import NIGHT, capture
from transforms import generic
from transforms.body import flatten
from transforms.page import Page
from transforms.reading import read_post

LINES = [
    "红利歇了两天，有人开始慌，我倒觉得是好事。",
    "三月末要交账，涨得多的先卖一点，不奇怪。",
    "等四月的年报出完再看，仓位不动。",
]
SHORT = "".join(f"<p>{line}</p>" for line in LINES)
LONG = SHORT + "".join(
    f"<p>第{n}家公司的年报里，现金流比利润好看，分红也没有少，这一点比增速要紧得多。</p>"
    for n in range(1, 12)
)
MENU = "".join(f'<li><a href="/{n}">{n}号频道</a></li>' for n in range(30))
LOGIN = (
    "<div><p>登录后可以评论、收藏和查看历史，没有账号的请先注册。</p><p>验证码已发送。</p></div>"
)
HOT = "".join(
    f'<li><a href="/hot/{n}">第{n}条热帖，标题写得很长，里面也有逗号，看着像正文一样</a></li>'
    for n in range(20)
)
COMMENTS = "".join(
    f"<div><b>网友{n}</b><p>说得对，我也是这么想的，先拿着不动，等分红。</p></div>"
    for n in range(20)
)
SPAM = "".join(
    f"<p>代开账户，佣金最低，第{n}次联系有礼，名额不多，先到先得。</p>" for n in range(200)
)


def page(body: str) -> str:
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>红利歇了_南窗</title></head>"
        f"<body><ul class='nav'>{MENU}</ul><h1>红利歇了</h1><div>2025-03-27 21:35</div>{body}"
        "</body></html>"
    )


def read(text: str, **changes: Any) -> list[str]:
    known: dict[str, Any] = {"source": "feed", "seen_at": NIGHT} | changes
    post = generic.read(Page("https://blog.example/p/1", text, **known))
    return flatten(post.body_html).split("\n")


def lines(body: str) -> list[str]:
    return flatten(body).split("\n")


PAGES = {
    "a short post among much else": (
        page(f"<div class='a1'>{SHORT}</div>{LOGIN}<ul class='hot'>{HOT}</ul>"
             f"<div id='comments'>{COMMENTS}</div>"),
        SHORT,
    ),
    "a post of one paragraph beside teasers": (
        page(f"<div class='c'><p>{''.join(LINES)}</p></div>"
             + "".join(f"<div><h4><a href='/{n}'>第{n}篇</a></h4><p>{LINES[n % 3]}…</p></div>"
                       for n in range(6))),
        f"<p>{''.join(LINES)}</p>",
    ),
    "a veil that a script lifts": (
        page(f"<div id='js_content' style='visibility: hidden; opacity: 0;'>{LONG}</div>"),
        LONG,
    ),
    "sentences for search engines, not shown": (
        page(f"<div style='display:none'>{SPAM}</div><div>{LONG}</div>"
             f"<div style='position:absolute;left:-9999px'>{SPAM}</div>"),
        LONG,
    ),
    "sentences for search engines under a veil": (
        page(f"<div style='visibility:hidden'>{SPAM[:700]}</div><div>{LONG}</div>"),
        LONG,
    ),
    "an article behind the end of the page": (
        page("").replace("</body></html>", f"</body></html><div class='t'>{LONG}</div>"),
        LONG,
    ),
    "a head that never ends": (
        page(f"<div class='t'>{LONG}</div>").replace("</head><body>", "<div><p><center>"),
        LONG,
    ),
    "paragraphs and cells left open": (
        page(f"<table><tr><td><ul>{MENU}</ul><td>{LONG.replace('</p>', '')}</table>"),
        LONG,
    ),
    "a comment that holds markup": (
        page(f"<div><!--data <id>1</id><d>2025</d> /data-->{LONG}</div>"),
        LONG,
    ),
    "lines broken, not wrapped": (
        page(f"<div>{LONG.replace('<p>', '').replace('</p>', '<br><br>')}</div>"),
        LONG,
    ),
    "an article in the middle of adverts": (
        page(f"<div class='text'>{SHORT}<div class='ad-box'><a href='/x'>开户，点这里。</a></div>"
             f"{LONG}</div><div class='recommend'>{HOT}</div>"),
        SHORT + LONG,
    ),
    "a player above the text": (
        page("<div><div class='h5-player'><i>正在切换清晰度，请稍候</i><b>倍速</b></div>"
             f"{LONG}</div>"),
        LONG,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_the_article_is_found_and_nothing_else(case: str) -> None:
    text, expected = PAGES[case]
    assert read(text) == lines(expected)


@pytest.mark.parametrize("said", ["text/html", "text/html; charset=utf-8", "text/html; charset=x"])
@pytest.mark.parametrize("meta", ["", "<meta charset='utf-8'>", "<meta charset='gb2312'>"])
def test_a_gbk_page_is_read_whatever_it_says_of_itself(said: str, meta: str) -> None:
    text = page(f"<div>{LONG}</div>").replace("<meta charset='utf-8'>", meta)
    visit = capture(
        text.encode("gb18030"),
        source="feed",
        url="https://blog.example/p/1",
        headers={"content-type": said},
    )
    assert lines(read_post(visit).body_html) == lines(LONG)
