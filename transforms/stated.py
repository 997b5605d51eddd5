"""What a page of any layout states about its article: title, topics, and the words above it."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from transforms.body import tidy_line
from transforms.fold import fold
from transforms.metadata import Metadata

_SITE_BEHIND = re.compile(r"\s*(?:[_|｜–—]|\s-\s|(?<=[一-鿿！？。])-)(?P<site>[^_|｜–—]*)$")
_SITE_ALONE = re.compile(r"\s*[-_|–—]")
_LONGEST_TOPIC = 30
# How far above the article a line of author and time is looked for, in characters.
_HEAD = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the page between two tags, spaces folded, with the element it stands in."""

    text: str
    tag: Tag


def page_title(soup: BeautifulSoup) -> str | None:
    """What <title> says, the site's name with it."""
    return tidy_line(soup.title.get_text(" ")) if soup.title is not None else None


def heading_of(soup: BeautifulSoup, said: Metadata) -> Tag | None:
    """The heading that the page's title, or what it calls its article, repeats."""
    repeated = plain(page_title(soup) or _named(said) or "")
    headings = [(tag, plain(tag.get_text())) for tag in soup.find_all(_is_heading)]
    for tag, words in headings:
        if len(words) > 3 and words in repeated:
            return tag
    first = next(((tag, words) for tag, words in headings if tag.name == "h1"), None)
    return first[0] if first and first[1] and repeated.startswith(first[1]) else None


def title_of(soup: BeautifulSoup, said: Metadata, heading: Tag | None) -> str | None:
    """The article's heading, else the title without the site's name."""
    if heading is not None:
        return _words(heading)
    whole = _named(said) or page_title(soup) or ""
    first = _words(soup.h1) if soup.h1 is not None else None
    return _without_site(whole) or first or whole or None


def site_names(soup: BeautifulSoup, said: Metadata) -> set[str]:
    """What the page calls its site, plainly: in its meta tags, and behind its title."""
    behind = re.split(r"[_|｜–—-]", page_title(soup) or "")[1:]
    names = [said.meta("og:site_name"), said.meta("application-name"), *behind]
    return {site for name in names if (site := plain(name or ""))}


def topics_of(soup: BeautifulSoup) -> tuple[str, ...]:
    """The topics that the page files the article under, each once, in the page's order."""
    tags = [tag.get("content") for tag in soup.find_all("meta", property="article:tag")]
    tags += [tag.get_text(" ") for tag in soup.find_all("a", rel="tag")]
    named = (tidy_line(str(tag or "").lstrip("#")) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in named if tag and len(tag) <= _LONGEST_TOPIC))


def pieces_above(article: Tag) -> list[Piece]:
    """The last texts that the page shows before an element, in its order."""
    pieces: list[Piece] = []
    n_characters = 0
    for string in article.find_all_previous(string=True):
        if string.parent is None or string.parent.name in ("script", "style", "title"):
            continue
        if text := " ".join(string.split()):
            pieces.append(Piece(text, string.parent))
            n_characters += len(text)
        if n_characters > _HEAD:
            break
    return pieces[::-1]


def plain(text: str) -> str:
    """Letters and digits alone, folded: what two writings of one name share."""
    return re.sub(r"\W+", "", fold(text)).lower()


def names_of(tag: Tag) -> str:
    """The id and the classes of an element, as one text."""
    return " ".join([*map(str, tag.get_attribute_list("class")), str(tag.get("id") or "")])


def _is_heading(tag: Tag) -> bool:
    if tag.name in ("h1", "h2", "h3"):
        return True
    return "title" in names_of(tag) and tag.name not in ("body", "html")


def _named(said: Metadata) -> str | None:
    return said.meta("og:title") or said.text("headline")


def _words(tag: Tag) -> str | None:
    return tidy_line(tag.get_text(" "))


def _without_site(title: str) -> str:
    """The title less the names behind it, of the site and its channels; empty where it is all."""
    while match := _SITE_BEHIND.search(title):
        if len(match["site"]) > 2 * match.start():
            break
        title = title[: match.start()]
    return "" if _SITE_ALONE.match(title) else title.strip()
