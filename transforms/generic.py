"""Pages of any site: the reader of every source that has none of its own, `feed` first."""

import re
from hashlib import sha256
from urllib.parse import urldefrag, urljoin

from bs4 import Tag

from transforms.article import Article, article_of
from transforms.body import flatten_tag
from transforms.bylines import author_of
from transforms.capture import PostCapture, Unreadable
from transforms.dated import edited_of, published_of
from transforms.fold import fold
from transforms.html5 import rebuilt
from transforms.metadata import metadata_of
from transforms.opening import take_opening
from transforms.page import Page
from transforms.stated import Piece, heading_of, page_title, pieces_above, title_of, topics_of
from transforms.tree import attribute

SOURCE = "feed"
# The library's time grows faster than a page's elements: 5 s for so many, over a minute for thrice
# as many. Of 108 real pages the longest has 0.9 million characters, the fullest 6,500 tags.
_LONGEST_PAGE = 4_000_000
_MOST_TAGS = 50_000
_ID_DIGITS = 16
# Less is a shell, a notice or a menu.
_SHORTEST_BODY = 20
# 某某 2025-03-27 21:04 来自上海. One is the article's own, a second that of an edit or a quotation.
_HEAD = re.compile(
    r"[^，。！？；]{0,30}20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}[^，。！？；]{0,20}"
)
_MOST_HEADS = 2


def recognises(page: Page) -> bool:
    """A page of markup; whether there is an article on it, `read` says."""
    return bool(
        re.search(r"<(?:html|head|body|article|div|p)\b", page.text[:100_000], re.IGNORECASE)
    )


def has_article(page: Page) -> bool:
    """Whether `read` finds a text to read; the tree of the page is not touched."""
    try:
        _Reading(page)
    except Unreadable:
        return False
    return True


def read(page: Page) -> PostCapture:
    """The article of the page; Unreadable `no_body`, `no_time` or `no_id` where it has none."""
    native_id, reading = page.native_id or _address_id(page), _Reading(page)
    page, said, article = reading.page, reading.said, reading.article
    head = pieces_above(article.tag)
    above = "\n".join(piece.text for piece in head)
    published = published_of(page, said, above, flatten_tag(article.tag))
    if published is None:
        raise Unreadable("no_time", f"{page.url or 'the page'} does not tell when it was published")
    body_html, opening = reading.cut()
    return PostCapture(
        source=page.source or SOURCE,
        native_id=native_id,
        url=page.url,
        layout="generic",
        title=reading.title,
        body_html=body_html,
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited_of(page, said, published.at),
        author_name=author_of(page.soup, said, [*head, *opening]),
        topics=topics_of(page.soup),
    )


def article_html(page: Page) -> str:
    """The article alone, of a page that need not tell its time; Unreadable where it has none."""
    body_html, _ = _Reading(page).cut()
    return body_html


class _Reading:
    """A page rebuilt, what it says of itself, and where its article stands."""

    def __init__(self, page: Page) -> None:
        self.page = _rebuilt(page)
        self.said = metadata_of(self.page.soup)
        self.heading = heading_of(self.page.soup, self.said)
        self.title = title_of(self.page.soup, self.said, self.heading)
        self.article = _article(self.page, self.heading)

    def cut(self) -> tuple[str, list[Piece]]:
        """The article without its sides, title and byline, and these; the tree is changed."""
        article = self.article.tag
        # Where the title stands above the article, one in its first line is its author's.
        is_above = self.heading is not None and article not in self.heading.parents
        _drop_title(self.article.prune(), self.title)
        opening = take_opening(article, None if is_above else self.title)
        return article.decode_contents(), opening


def _rebuilt(page: Page) -> Page:
    if len(page.text) > _LONGEST_PAGE or page.text.count("<") > _MOST_TAGS:
        raise Unreadable("too_large", f"{len(page.text)} characters: no article is so long")
    return rebuilt(page)


def _article(page: Page, heading: Tag | None) -> Article:
    article = article_of(page.soup, page.text, heading)
    body = flatten_tag(article.tag) if article is not None else ""
    is_untitled = page_title(page.soup) is None and page.soup.h1 is None
    is_text = len(body) >= _SHORTEST_BODY and not _is_thread(body)
    if article is None or is_untitled or not is_text or _is_list(article.tag):
        raise Unreadable("no_body", f"no article on {page.url or 'the page'}: {body[:40]!r}")
    return article


def _address_id(page: Page) -> str:
    """A stable id out of the address that the page gives itself, else that of the visit."""
    link = page.first("link[rel=canonical]")
    own = urljoin(page.url, attribute(link, "href"))
    address = urldefrag(own or page.url).url
    if "://" not in address:
        raise Unreadable("no_id", "no address: neither given nor on the page")
    return sha256(address.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


def _is_list(article: Tag) -> bool:
    """Whether most of the text is links: a list of articles, not one of them."""
    linked = sum(len(link.get_text(strip=True)) for link in article.find_all("a"))
    return linked * 2 > len(article.get_text(strip=True))


def _is_thread(body: str) -> bool:
    """Whether lines of name and time stand between the others: comments, or a list of articles."""
    return sum(bool(_HEAD.fullmatch(line)) for line in body.split("\n")) > _MOST_HEADS


def _drop_title(article: Tag, title: str | None) -> None:
    """The headings that only repeat the article's title are no part of its text."""
    for heading in article.find_all(["h1", "h2", "h3"]):
        if title and fold(" ".join(heading.get_text(" ").split())) == fold(title):
            heading.decompose()
