"""guba.eastmoney.com: post pages of the 2022 template (fd_guba_web2022).

The embedded `post_article` object is read first; the visible HTML is the second way, for pages
whose object is missing or broken. The site's disclaimer and footer come from the HTML either way.
"""

import re

from transforms import eastmoney
from transforms.capture import PostCapture, Unreadable
from transforms.counts import printed_count
from transforms.embedded import embedded_object
from transforms.furniture import disclaimer_below, footer_below
from transforms.page import Page
from transforms.times import Printed, printed_times
from transforms.tree import attribute, first, words, words_of

_BODY = ("div.newstext", "div.newsContent", "#newscontent", "#post_content")
_HEAD = "div.newsauthor"
_REGION = re.compile(r"来自\s*(?P<region>[一-鿿]{2,12})")
_POST_URL = re.compile(r"/news,(?P<bar>\w+),(?P<number>\d+)(?:_\d+)?\.html")
_AUTHOR_URL = re.compile(r"i\.eastmoney\.com/(\d+)")
_TITLE = re.compile(r"(?P<title>.*)_(?P<bar>[^_]*吧?)[(（](?P<code>\w+)[)）]股吧_东方财富网股吧")


def recognises(page: Page) -> bool:
    """A post page carries `post_article`, or the 2022 template's author line and body."""
    if "var post_article" in page.text:
        return True
    return page.first(_HEAD) is not None and page.first(*_BODY) is not None


def read(page: Page) -> PostCapture:
    """The post of one page, by its object or else by its HTML."""
    try:
        post = embedded_object(page.text, "post_article")
    except Unreadable:
        if not page.is_whole:
            raise
        post = None
    if post is None:
        return _read_html(page)
    return eastmoney.read_post(
        post,
        url=page.url,
        layout="guba-2022",
        disclaimer=disclaimer_below(page),
        footer=footer_below(page),
    )


def _read_html(page: Page) -> PostCapture:
    body = page.first(*_BODY)
    if body is None:
        raise Unreadable("no_body", f"no {' or '.join(_BODY)} on the page")
    number, bar_code = _address(page)
    title, bar_name = _title(page)
    head = words_of(first(page.first(_HEAD), ".time")) or page.words(_HEAD) or ""
    published, edited = _times(head)
    likes, comments = _counts(page)
    region = _REGION.search(head)
    return PostCapture(
        source="guba",
        native_id=number,
        url=page.url,
        layout="guba-2022-html",
        title=title,
        body_html=body.inner_html or "",
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited.at if edited else None,
        bar_code=bar_code,
        bar_name=bar_name,
        author_id=_author_id(page),
        author_name=words_of(first(page.first(_HEAD), "a.author_name", "a")),
        ip_region=region["region"] if region else None,
        like_count=likes,
        comment_count=comments,
        disclaimer=disclaimer_below(page),
        footer=footer_below(page),
    )


def _address(page: Page) -> tuple[str, str | None]:
    match = _POST_URL.search(page.url)
    if match:
        return match["number"], match["bar"]
    if page.native_id:
        return page.native_id, None
    raise Unreadable("no_id", f"{page.url or 'the page'} does not tell the post's number")


def _title(page: Page) -> tuple[str | None, str | None]:
    whole = _TITLE.fullmatch(page.words("title") or "")
    shown = page.first("div.newstitle", "h1.newstitle", "h1.title")
    bar_name = f"{whole['bar'].removesuffix('吧')}吧" if whole and whole["bar"] else None
    if shown is not None:  # an empty one is a post without a title, not a page without one
        return page.words("div.newstitle", "h1.newstitle", "h1.title"), bar_name
    return (whole["title"] or None if whole else None), bar_name


def _times(head: str) -> tuple[Printed, Printed | None]:
    shown = list(printed_times(head))
    published = next((time for time in shown if not time.is_edit), None)
    if published is None:
        raise Unreadable("no_time", f"no time in the author line {head[:60]!r}")
    return published, next((time for time in shown if time.is_edit), None)


def _author_id(page: Page) -> str | None:
    link = first(page.first(_HEAD), "a[href*='i.eastmoney.com/']")
    found = _AUTHOR_URL.search(attribute(link, "href"))
    return found[1] if found else None


def _counts(page: Page) -> tuple[int | None, int | None]:
    """Likes and comments, in this order; a bare 点赞 or 评论 is a zero."""
    marks = page.tree.css("div.newsinter span:not(:has(span))")
    shown = [words(mark) for mark in marks]
    counts = [*map(printed_count, shown[:2]), None, None]
    return counts[0], counts[1]
