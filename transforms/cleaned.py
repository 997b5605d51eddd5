"""Cleaning of what stands outside of a run: a text, a piece of HTML, a page of any site."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from transforms.aligned import Aligned
from transforms.capture import PostCapture, Unreadable
from transforms.cleaning import CleanPost, clean
from transforms.flags import flags
from transforms.page import Page
from transforms.removal import Removal
from transforms.spans import without

_PAGE = re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE)
# Where a page begins, after a byte order mark, comments of an archive and the like.
_BEGINNING = 2_000
# A post has a time and an id; a text to clean needs neither.
_NEEDLESS = frozenset({"no_time", "no_id"})
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and what cleaning found in it; spans count characters of `text`.

    `body` is `text` less `removals`, restored exactly by them; `content` stays and is flagged.
    `flags` are those of the table posts.
    """

    text: str
    body: str
    removals: tuple[Removal, ...]
    content: tuple[Removal, ...]
    flags: dict[str, Any]


def clean_text(text: str, author: str | None = None) -> Cleaned:
    """A plain text cleaned as it is given: what is not taken out keeps each of its characters."""
    post = clean(_post(html.escape(text, quote=False), author))
    given = Aligned(text, post.text)
    removals = _moved(post.removals, given)
    body = without(text, [one.span for one in removals])
    return Cleaned(text, body, removals, _moved(post.content, given), flags(post))


def clean_html(markup: str, author: str | None = None, url: str = "") -> Cleaned:
    """The HTML of a post, or a whole page with a post on it, flattened and cleaned.

    A page's own author counts unless one is given. Unreadable for a page without a post.
    """
    if not _PAGE.search(markup[:_BEGINNING]):
        return _cleaned(clean(_post(markup, author)))
    found = _on_page(Page(url, markup))
    return _cleaned(clean(replace(found, author_name=author) if author else found))


def _moved(found: Iterable[Removal], given: Aligned) -> tuple[Removal, ...]:
    return tuple(replace(one, span=given.in_given(one.span)) for one in found)


def _on_page(page: Page) -> PostCapture:
    # A library that reads any page takes a second to load, which texts need not wait for.
    from transforms import generic, pages

    reader = pages.reader(pages.reader_of(page))
    try:
        return reader.read(page)
    except Unreadable as error:
        if error.reason not in _NEEDLESS:
            raise
    return _post(generic.article_html(page), None)


def _cleaned(post: CleanPost) -> Cleaned:
    return Cleaned(post.text, post.body, post.removals, post.content, flags(post))


def _post(body_html: str, author: str | None) -> PostCapture:
    """A post of which nothing else is known."""
    return PostCapture(
        source="",
        native_id="",
        url="",
        layout="",
        title=None,
        body_html=body_html,
        published_at=_UNKNOWN,
        published_precision="second",
        author_name=author,
    )
