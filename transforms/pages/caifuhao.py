"""caifuhao.eastmoney.com: article pages of the desktop, and the answers of the WAP JSON route.

Caveats: the desktop page shows minutes only, and after an edit `修改于` with the time of the edit
in place of the time of publication; the time in the article's id then stands in (sites.md §1.1).
"""

import re

from transforms import eastmoney
from transforms.body import tidy_line
from transforms.capture import PostCapture, Unreadable
from transforms.counts import printed_count
from transforms.embedded import first_object
from transforms.furniture import disclaimer_below, footer_below
from transforms.page import Page
from transforms.times import Printed, article_id_time, printed_time, printed_times
from transforms.tree import attribute, first, words, words_of

_BODY = ("div.article-body", "div.articleContent", "div#ContentBody")
_META = "div.article-meta"
_TITLE_SUFFIX = re.compile(r"_财富号_东方财富网$")
# 23 digits in all real ids seen; copies with a shorter number behind the instant are read too.
_ARTICLE_URL = re.compile(r"/news/(?P<number>20\d{18,21})|newsid=(?P<newsid>20\d{18,21})")
_AUTHOR_URL = re.compile(r"i\.eastmoney\.com/(\d+)")
_COLUMN = re.compile(r"^来自专栏\s*")
_REGION = re.compile(r"[一-鿿]{2,8}")


def recognises(page: Page) -> bool:
    """An article page has its meta line and body; a WAP answer is a JSON object with a `post`."""
    if page.text.lstrip().startswith("{"):
        return '"post_content"' in page.text
    return page.first(_META) is not None and page.first(*_BODY) is not None


def read(page: Page) -> PostCapture:
    """The article of one desktop page or one WAP answer."""
    text = page.text.strip()
    return _read_answer(page, text) if text.startswith("{") else _read_desktop(page)


def _read_answer(page: Page, text: str) -> PostCapture:
    answer = first_object(text, "the WAP answer")
    post = answer.get("post")
    if not isinstance(post, dict):
        raise Unreadable("no_post", f"the WAP answer says {answer.get('me')!r}")
    number = _number(page)
    article = {**post, "post_type": eastmoney.ARTICLE_TYPE, "post_source_id": number}
    return eastmoney.read_post(article, url=page.url, layout="caifuhao-wap")


def _read_desktop(page: Page) -> PostCapture:
    body = page.first(*_BODY)
    if body is None:
        raise Unreadable("no_body", f"no {' or '.join(_BODY)} on the page")
    number = _number(page)
    published, edited = _times(page, number)
    return PostCapture(
        source="caifuhao",
        native_id=number,
        url=page.url,
        layout="caifuhao-desktop",
        title=_title(page),
        body_html=body.inner_html or "",
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited.at if edited else None,
        author_id=_author_id(page),
        author_name=_author_name(page),
        ip_region=_region(page),
        like_count=printed_count(page.words("span.zancout")),
        read_count=printed_count(page.words("#readcount")),
        disclaimer=disclaimer_below(page),
        footer=footer_below(page),
    )


def _number(page: Page) -> str:
    match = _ARTICLE_URL.search(page.url)
    number = (match["number"] or match["newsid"]) if match else page.native_id
    if not number:
        raise Unreadable("no_id", f"{page.url or 'the page'} does not tell the article's 23 digits")
    return number


def _title(page: Page) -> str | None:
    shown = page.words("h1.article-title", "div.article-title", "h1")
    return shown or tidy_line(_TITLE_SUFFIX.sub("", page.words("title") or ""))


def _times(page: Page, number: str) -> tuple[Printed, Printed | None]:
    """(published, edited): an edit's time is never taken for the time of publication."""
    shown = list(printed_times(page.words(_META) or ""))
    edited = next((time for time in shown if time.is_edit), None)
    published = next((time for time in shown if not time.is_edit), None)
    published = published or article_id_time(number)
    if published is None:
        raise Unreadable("no_time", f"no time in {page.words(_META)!r} nor in the id {number}")
    return published, edited


def _author_name(page: Page) -> str | None:
    linked = words_of(first(page.first(_META), "a.author_name", "a"))
    if linked:
        return tidy_line(_COLUMN.sub("", linked))
    name = words_of(first(page.first(_META), "span")) or ""
    is_name = printed_time(name) is None and not name.startswith("来自")
    return tidy_line(name) if is_name else None


def _author_id(page: Page) -> str | None:
    link = first(page.first(_META), "a[href*='i.eastmoney.com/']")
    found = _AUTHOR_URL.search(attribute(link, "href"))
    return found[1] if found else None


def _region(page: Page) -> str | None:
    meta = page.first(_META)
    spans = meta.css("span") if meta is not None else []
    shown = (words(span).removeprefix("来自").strip() for span in spans[1:])
    return next((word for word in shown if _REGION.fullmatch(word)), None)
