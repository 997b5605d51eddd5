"""集思录, jisilu.cn: question pages; the question is the post, its answers are not read.

Caveats: selectors are those of sites.md §7.2, no saved page could be had. The question's box of
text comes first on the page, each answer has one of its own below.
"""

import re

from selectolax.lexbor import LexborNode

from transforms.body import tidy_line
from transforms.capture import PostCapture, Unreadable
from transforms.counts import printed_count
from transforms.page import Page
from transforms.times import Printed, printed_time
from transforms.tree import attribute, words

_TITLE = ("div.aw-mod-head h1", "h1")
_BODY = ("div.aw-question-detail-txt", "div.aw-question-detail div.markitup-box")
_META = (".aw-question-detail-meta",)
_QUESTION_URL = re.compile(r"/question/(?P<number>\d+)")
_PUBLISHED = re.compile(r"发表时间|发布时间")
_EDITED = re.compile(r"(?:最后)?(?:修改|编辑)(?:时间|于)")
_REGION = re.compile(r"来自\s*(?P<region>[一-鿿]{2,8})")
_ANSWERS = re.compile(r"(?P<count>\d+)\s*个回(?:复|答)")


def recognises(page: Page) -> bool:
    """A question page has its head, its text and its line of times."""
    return _body(page) is not None and page.first(*_META) is not None


def read(page: Page) -> PostCapture:
    """The question of one page."""
    body = _body(page)
    if body is None:
        raise Unreadable("no_body", "no box of text above the answers")
    meta = page.words(*_META) or ""
    published, edited = _times(meta)
    region = _REGION.search(meta)
    answers = _ANSWERS.search(page.words("div.aw-mod-head h2", "h2") or "")
    author = page.first("div.aw-question-detail a.aw-user-name", "div.aw-side-bar a.aw-user-name")
    return PostCapture(
        source="jisilu",
        native_id=_number(page),
        url=page.url,
        layout="jisilu",
        title=page.words(*_TITLE),
        body_html=body.inner_html or "",
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited.at if edited else None,
        author_id=_author_id(author),
        author_name=tidy_line(words(author)) if author is not None else None,
        ip_region=region["region"] if region else None,
        comment_count=printed_count(answers["count"]) if answers else None,
        topics=_topics(page),
    )


def _body(page: Page) -> LexborNode | None:
    found = page.first(*_BODY, "div.markitup-box")
    is_answer = found is not None and found.css_matches("[id^=answer_list_] *")
    return None if is_answer else found


def _number(page: Page) -> str:
    match = _QUESTION_URL.search(page.url)
    number = match["number"] if match else page.native_id
    if not number:
        raise Unreadable("no_id", f"{page.url or 'the page'} does not tell the question's number")
    return number


def _times(meta: str) -> tuple[Printed, Printed | None]:
    """(published, edited): each is the time behind its own word."""
    said, changed = _PUBLISHED.search(meta), _EDITED.search(meta)
    published = printed_time(meta[said.end() :] if said else None)
    if published is None:
        raise Unreadable("no_time", f"no 发表时间 in {meta[:60]!r}")
    return published, printed_time(meta[changed.end() :] if changed else None)


def _author_id(author: LexborNode | None) -> str | None:
    """The last part of the address of the author's page."""
    return attribute(author, "href").rstrip("/").rpartition("/")[2] or None


def _topics(page: Page) -> tuple[str, ...]:
    tags = page.tree.css("div.aw-mod-head .aw-topic-name, div.aw-topic-editor .aw-topic-name")
    names = (tidy_line(words(tag)) for tag in tags)
    return tuple(dict.fromkeys(name for name in names if name))
