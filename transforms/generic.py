"""Pages of any site: the reader of every source that has none of its own, `feed` first."""

import re
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urldefrag, urljoin

from bs4 import Tag

from transforms.article import Article, article_of
from transforms.body import flatten_tag
from transforms.capture import PostCapture, Unreadable
from transforms.fold import fold
from transforms.page import Page
from transforms.stated import (
    author_of,
    edited_of,
    published_of,
    text_above,
    title_of,
    topics_of,
)

SOURCE = "feed"
# The library's time grows faster than a page's elements: 5 s for so many, over a minute for thrice
# as many. Of 108 real pages the longest has 0.9 million characters, the fullest 6,500 tags.
_LONGEST_PAGE = 4_000_000
_MOST_TAGS = 50_000
_ID_DIGITS = 16
# Less is a shell, a notice or a menu.
_SHORTEST_BODY = 20


def recognises(page: Page) -> bool:
    """A page of markup; whether there is an article on it, `read` says."""
    return bool(re.search(r"<(?:html|body|article|div|p)\b", page.text[:100_000], re.IGNORECASE))


def has_article(page: Page) -> bool:
    """Whether `read` finds a text to read; the tree of the page is not touched."""
    try:
        _article(replace(page))
    except Unreadable:
        return False
    return True


def read(page: Page) -> PostCapture:
    """The article of the page; Unreadable `no_body`, `no_time` or `no_id` where it has none."""
    article = _article(page)
    native_id, title = page.native_id or _address_id(page), title_of(page)
    above, opening = text_above(page, article.tag), flatten_tag(article.tag)
    published = published_of(page, above, opening)
    if published is None:
        raise Unreadable("no_time", f"{page.url or 'the page'} does not tell when it was published")
    return PostCapture(
        source=page.source or SOURCE,
        native_id=native_id,
        url=page.url,
        layout="generic",
        title=title,
        body_html=_without_title(article.prune(), title).decode_contents(),
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited_of(page, published.at),
        author_name=author_of(page, above),
        topics=topics_of(page),
    )


def _article(page: Page) -> Article:
    if len(page.text) > _LONGEST_PAGE or page.text.count("<") > _MOST_TAGS:
        raise Unreadable("too_large", f"{len(page.text)} characters: no article is so long")
    article = article_of(page.soup, page.text)
    body = flatten_tag(article.tag) if article is not None else ""
    is_untitled = page.first("title", "h1") is None
    if article is None or is_untitled or len(body) < _SHORTEST_BODY or _is_list(article.tag):
        raise Unreadable("no_body", f"no article on {page.url or 'the page'}: {body[:40]!r}")
    return article


def _address_id(page: Page) -> str:
    """A stable id out of the address that the page gives itself, else that of the visit."""
    link = page.first("link[rel=canonical]")
    own = urljoin(page.url, str(link.get("href") or "")) if link is not None else page.url
    address = urldefrag(own or page.url).url
    if "://" not in address:
        raise Unreadable("no_id", "no address: neither given nor on the page")
    return sha256(address.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


def _is_list(article: Tag) -> bool:
    """Whether most of the text is links: a list of articles, not one of them."""
    linked = sum(len(link.get_text(strip=True)) for link in article.find_all("a"))
    return linked * 2 > len(article.get_text(strip=True))


def _without_title(article: Tag, title: str | None) -> Tag:
    """The article less the heading that only repeats its title."""
    for heading in article.find_all(["h1", "h2", "h3"]):
        if title and fold(" ".join(heading.get_text(" ").split())) == fold(title):
            heading.decompose()
    return article
