"""Reading RSS 0.9 to 2.0, Atom, JSON Feed, sitemaps and their indexes: addresses and times only.

Caveat: read with lxml (no network, no entities, broken XML mended), not with feedparser, which
knows neither JSON Feed nor sitemaps and takes a time without a zone for UTC.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.etree import (  # type: ignore[import-untyped]
    XMLParser,
    XMLSyntaxError,
    fromstring,
)

from spiders.blogurls import address
from spiders.embedded import ChangedLayout
from spiders.feeddates import first_date
from spiders.feedtext import text_of

# No feed needs entities of its own; documents that declare some are attacks.
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)

# The names of one thing in the formats, the best first.
LINK = ("link", "loc", "guid")
PUBLISHED = ("pubdate", "published", "issued", "date", "publication_date", "created")
UPDATED = ("updated", "modified", "lastmod")


@dataclass(frozen=True)
class Entry:
    """One post, or one child of a sitemap index; instants are aware, None where not stated."""

    url: str
    title: str
    published_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True)
class Feed:
    """What a document lists; of an index the entries are other documents.

    `is_whole` where it lists a whole site, `next_url` where it names the page of its older entries.
    """

    entries: tuple[Entry, ...]
    is_index: bool = False
    is_whole: bool = False
    next_url: str | None = None


def read_feed(body: bytes, base: str) -> Feed:
    """The entries of a feed or sitemap, gzipped or not; ChangedLayout where it is neither."""
    text = text_of(body)
    if text.startswith("{"):
        return read_json(text, base)
    if ENTITY.search(text):
        raise ChangedLayout("expected a feed that declares no entities")
    root = tree_of(text)
    reader = READERS.get(name_of(root))
    if reader is None:
        raise ChangedLayout(f"expected a feed or a sitemap, not <{name_of(root)}>")
    return reader(root, base)


def tree_of(text: str) -> Any:
    """The root of an XML document, broken ones mended; None where there is none."""
    parser = XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True)
    try:
        return fromstring(text.encode("utf-8", "replace"), parser)
    except XMLSyntaxError:
        return None


def read_json(text: str, base: str) -> Feed:
    """A JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        found = json.loads(text)
        items = [json_fields(item) for item in found["items"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ChangedLayout(f"expected a JSON Feed with items: {error!r}") from error
    following = address(str(found.get("next_url") or ""), base)
    return Feed(entries_of(items, base), next_url=following)


def read_items(root: Any, base: str) -> Feed:
    """RSS and Atom, and their way to older entries (RFC 5005)."""
    items = (dict(texts_in(one)) for one in root.iter() if name_of(one) in ("item", "entry"))
    ways = (one for one in root.iter() if name_of(one) == "link" and one.get("rel") == "next")
    following = next((address(way.get("href", ""), base) for way in ways), None)
    return Feed(entries_of(items, base), next_url=following)


def read_sitemap(root: Any, base: str) -> Feed:
    """A sitemap; one of news lists two days only."""
    items = (dict(texts_in(item)) for item in root if name_of(item) == "url")
    is_news = any(name_of(one) == "publication_date" for one in root.iter())
    return Feed(entries_of(items, base), is_whole=not is_news)


def read_index(root: Any, base: str) -> Feed:
    """A sitemap of sitemaps."""
    items = (dict(texts_in(item)) for item in root if name_of(item) == "sitemap")
    return Feed(entries_of(items, base), is_index=True, is_whole=True)


READERS: dict[str, Callable[[Any, str], Feed]] = {
    "rss": read_items,
    "rdf": read_items,
    "feed": read_items,
    "urlset": read_sitemap,
    "sitemapindex": read_index,
}


def name_of(element: Any) -> str:
    """An element's name in small letters and without its namespace."""
    tag = getattr(element, "tag", None)
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def texts_in(item: Any) -> Iterator[tuple[str, str]]:
    """Names and texts of an item's children and of its news; of one name the first comes last."""
    for child in reversed(item):
        name, text = name_of(child), (child.text or "").strip()
        if name == "news":
            yield from texts_in(child)
        elif name == "link" and not text and child.get("rel", "alternate") == "alternate":
            yield name, child.get("href", "")
        elif text and not (name == "guid" and child.get("isPermaLink", "").lower() == "false"):
            yield name, text


def json_fields(item: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a JSON Feed's item by the names of the other formats."""
    given = {
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
    }
    return {name: value for name, value in given.items() if isinstance(value, str)}


def entries_of(items: Iterable[Mapping[str, str]], base: str) -> tuple[Entry, ...]:
    """An entry of each item that leads to a page."""
    entries = []
    for fields in items:
        link = next((fields[name] for name in LINK if fields.get(name)), "")
        if url := address(link, base):
            published_at = first_date(fields.get(name) for name in PUBLISHED)
            updated_at = first_date(fields.get(name) for name in UPDATED)
            entries.append(Entry(url, fields.get("title", ""), published_at, updated_at))
    return tuple(entries)
