"""新浪博客, blog.sina.com.cn: article pages of both templates seen (sites.md §7.1).

Caveats: what stands beside title, time and body is told from one crawler's notes and the site's
long-standing markup, no saved page could be had; a page does not say whether it was edited.
"""

import re

from transforms.body import tidy_line
from transforms.capture import PostCapture, Unreadable
from transforms.page import Page
from transforms.times import Printed, printed_time
from transforms.tree import words

_TITLE = ("div.articalTitle h2", "h2.titName", "h1.h1_tit")
_BODY = ("#sina_keyword_ad_area2", "#articlebody div.articalContent", "div.articalContent")
_TIME = ("div.articalTitle span.time", "span.time.SG_txtc", "#pub_date")
_TAGS = "td.blog_tag h3 a, td.blog_tag h3:not(:has(a)), td.blog_class a"
_ARTICLE_URL = re.compile(r"/s/blog_(?P<number>[0-9a-z]{8,24})\.html")
_AUTHOR_URL = re.compile(r"/u/(?P<uid>\d{5,12})|uid[\"']?\s*[:=]\s*[\"'](?P<said>\d{5,12})")
_WHOLE_TITLE = re.compile(r"(?P<title>.*)_(?P<author>[^_]+)_新浪博客")


def recognises(page: Page) -> bool:
    """An article page has its time and its body; a list of articles has neither."""
    return page.first(*_BODY) is not None and page.first(*_TIME) is not None


def read(page: Page) -> PostCapture:
    """The article of one page."""
    body = page.first(*_BODY)
    if body is None:
        raise Unreadable("no_body", f"no {' or '.join(_BODY)} on the page")
    published = _published(page)
    whole = _WHOLE_TITLE.fullmatch(page.words("title") or "")
    return PostCapture(
        source="sina_blog",
        native_id=_number(page),
        url=page.url,
        layout="sina_blog",
        title=page.words(*_TITLE) or (whole["title"] if whole else None),
        body_html=body.inner_html or "",
        published_at=published.at,
        published_precision=published.precision,
        author_id=_author_id(page),
        author_name=page.words("#ownernick") or (whole["author"] if whole else None),
        topics=_topics(page),
    )


def _number(page: Page) -> str:
    match = _ARTICLE_URL.search(page.url)
    number = match["number"] if match else page.native_id
    if not number:
        raise Unreadable("no_id", f"{page.url or 'the page'} does not tell the article's number")
    return number


def _published(page: Page) -> Printed:
    shown = page.words(*_TIME)
    published = printed_time(shown)
    if published is None:
        raise Unreadable("no_time", f"no time in {shown!r}")
    return published


def _author_id(page: Page) -> str | None:
    match = _AUTHOR_URL.search(page.text)
    return match["uid"] or match["said"] if match else None


def _topics(page: Page) -> tuple[str, ...]:
    """标签 and 分类, each once."""
    names = (tidy_line(words(tag)) for tag in page.tree.css(_TAGS))
    return tuple(dict.fromkeys(name for name in names if name))
