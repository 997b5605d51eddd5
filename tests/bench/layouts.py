"""Pages that look like those of the sites, made from an article: several layouts of one text.

The names of elements are those of the sites' pages; texts, names and numbers are ours.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import Any

from tests.bench import furniture as page
from tests.bench.articles import Article

GUBA = "https://guba.eastmoney.com/news,cjpl,{id}.html"
CAIFUHAO = "https://caifuhao.eastmoney.com/news/{at:%Y%m%d%H%M%S}0{id:.8}"
WAP = (
    "https://gbapi.eastmoney.com/content/api/Post/ArticleContent?postid={id}"
    "&newsid={at:%Y%m%d%H%M%S}0{id:.8}&plat=wap"
)
# Longer articles have an advertisement in their middle.
_LONG = 7


@dataclass(frozen=True)
class Layout:
    """One way to show an article: who visits such a page and what its bytes are."""

    name: str
    source: str
    url: str
    html: Callable[[Article, str], str]
    encoding: str = "utf-8"
    content_type: str = "text/html"


def guba_2022(article: Article, more: str) -> str:
    """Guba's page: the post as JSON in a script, and again in the page."""
    said = json.dumps(_post(article), ensure_ascii=False, separators=(",", ":"))
    body = (
        '<div id="newscontent"><h1 class="newstitle">{title}</h1><div class="newsauthor">'
        '<a class="author_name" href="//i.eastmoney.com/7001">{author}</a><div class="time">{time}'
        ' 来自上海</div></div><div class="newsinter">{bar}</div><div class="newstext">{text}</div>'
        "{declare}{more}</div><script>var post_article={said};</script>{footer}"
    ).format(**_parts(article, more), said=said)
    return page.whole(f"{article.title}_财经评论(cjpl)股吧_东方财富网股吧", body)


def caifuhao(article: Article, more: str) -> str:
    """A column's article on the desktop."""
    body = (
        '<div class="article page-article"><div class="article-head"><h1 class="article-title">'
        '{title}</h1><div class="article-meta"><span class="txt">{long_time}</span> <span '
        'class="txt"><a class="author_name" href="https://caifuhao.eastmoney.com/cfh/7001">{author}'
        '</a></span></div></div><div class="article-body"><div class="xeditor_content">{text}</div>'
        '</div><div class="article-foot">{bar}</div><div class="article-declare">{declare}</div>'
        "{more}</div>{footer}"
    ).format(**_parts(article, more))
    return page.whole(f"{article.title}_财富号_东方财富网", body)


def wap_json(article: Article, more: str) -> str:
    """The same column as phones are told it."""
    post = _post(article) | {"post_type": 20, "post_source_id": "", "reply_list": [more]}
    return json.dumps({"rc": 1, "me": "操作成功", "post": post}, ensure_ascii=False)


def unknown(article: Article, more: str) -> str:
    """A redesign nobody knows: no name of an element says what it holds."""
    body = (
        '<main class="r-x1"><section class="r-a7"><h1>{title}</h1><p class="r-b2">{author} · {time}'
        '</p>{bar}<div class="r-c9">{text}</div>{declare}</section>{more}</main>{footer}'
    ).format(**_parts(article, more))
    return page.whole(f"{article.title} - 某某社区", body)


def div_soup(article: Article, more: str) -> str:
    """Divs for paragraphs, the site's notices among them in divs of the same kind."""
    lines = "".join(f"<div>{escape(line)}</div>" for line in (*article.paragraphs, *article.tail))
    body = (
        "<div><div><div>{title}</div><div>作者：{author} 时间：{time}</div><div>{lines}"
        "<div>{notice}</div></div></div>{more}</div>{footer}"
    ).format(**_parts(article, more), lines=lines, notice=page.DISCLAIMER)
    return page.whole(f"{article.title}_某财经论坛", body)


def table(article: Article, more: str) -> str:
    """A page of the old days: tables, lines by <br>, GBK."""
    lines = "<br><br>".join(f"　　{escape(line)}" for line in (*article.paragraphs, *article.tail))
    body = (
        '<table width="980"><tr><td width="700"><b>{title}</b><br><font color="gray">{author} '
        "发表于 {time}</font><hr>{lines}<br><hr>{bar}</td><td>{more}</td></tr></table>{footer}"
    ).format(**_parts(article, more), lines=lines)
    return page.whole(f"{article.title}_某某博客", body, "gbk")


LAYOUTS = (
    Layout("guba", "guba", GUBA, guba_2022),
    Layout("caifuhao", "caifuhao", CAIFUHAO, caifuhao),
    Layout("wap", "caifuhao", WAP, wap_json, content_type="application/json"),
    Layout("unknown", "feed", "https://bbs.example.com/t/{id}", unknown),
    Layout("div-soup", "feed", "https://luntan.example.com/{id}.html", div_soup),
    Layout("table-gbk", "feed", "http://blog.example.com/s/{id}.html", table, "gbk"),
)


def number_of(article: Article) -> int:
    """The number under which a site keeps the article."""
    return 1530000000 + article.published_at.day * 1000 + article.published_at.minute


def _parts(article: Article, more: str) -> dict[str, str]:
    lines = list(map(escape, article.paragraphs))
    if len(lines) > _LONG:
        lines.insert(len(lines) // 2, page.INLINE_AD)
    return {
        "title": escape(article.title),
        "author": escape(article.author),
        "time": f"{article.published_at:%Y-%m-%d %H:%M:%S}",
        "long_time": f"{article.published_at:%Y年%m月%d日 %H:%M}",
        "text": "".join(f"<p>{line}</p>" for line in [*lines, " ".join(article.tail)] if line),
        "bar": page.SHARE_BAR,
        "declare": f"<p>{page.DISCLAIMER}</p>",
        "more": more,
        "footer": page.FOOTER,
    }


def _post(article: Article) -> dict[str, Any]:
    return {
        "post_id": number_of(article),
        "post_title": article.title,
        "post_content": f'<div class="xeditor_content">{_parts(article, "")["text"]}</div>',
        "post_publish_time": f"{article.published_at:%Y-%m-%d %H:%M:%S}",
        "post_last_time": f"{article.published_at + timedelta(hours=2):%Y-%m-%d %H:%M:%S}",
        "post_type": 0,
        "post_state": 0,
        "post_user": {"user_id": "7001", "user_nickname": article.author},
        "post_guba": {"stockbar_code": "cjpl", "stockbar_name": "财经评论吧"},
        "post_like_count": 3,
        "post_comment_count": 4,
        "post_click_count": 2871,
    }
