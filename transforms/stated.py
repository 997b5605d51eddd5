"""What a page of any layout states about its article: title, author, times, topics, address.

What is said for machines (JSON-LD, meta, `<time>`) is asked first, then what is printed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bs4 import Tag
from htmldate import find_date

from transforms.body import tidy_line
from transforms.fold import fold
from transforms.page import Page
from transforms.times import SHANGHAI, Printed, printed_time, printed_times

_PUBLISHED = (
    "article:published_time og:published_time og:release_date publishdate pubdate publish_time"
    " publication_date datepublished dc.date.issued dcterms.created weibo:article:create_at"
).split()
_EDITED = ("article:modified_time", "og:updated_time", "datemodified", "weibo:article:update_at")
_SITE_BEHIND = re.compile(r"\s*(?:[_|｜–—]|\s-\s|(?<=[一-鿿！？。])-)[^_|｜–—]*$")
_BYLINE = re.compile(r"(?:作者|文|撰文)\s*[:：/|丨]\s*(?P<name>[^\s:：|，,。]{2,20})")
_AUTHOR_PLACES = ("[rel=author]", "[itemprop=author]", ".author-name", ".author_name", ".author")
_OTHER_DATE = re.compile(r"(?<!\d)(20\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_LONGEST_NAME = 30
# Before it there was no blog: 1970 and 0001 are zeros of a machine.
_FIRST_YEAR = 1995
# How far above the article a line of author and time is looked for, in characters.
_HEAD = 600


def title_of(page: Page) -> str | None:
    """The heading that the page's own <title> repeats, else the title without the site's name."""
    whole = tidy_line(page.words("title"))
    named = _meta(page, ("og:title",)) or _from_data(page, "headline")
    for heading in page.soup.select("h1, h2, h3, [class*=title], [id*=title]"):
        words = tidy_line(heading.get_text(" "))
        if words and len(words) > 3 and _plain(words) in _plain(whole or named or ""):
            return words
    shown = named or whole
    return _SITE_BEHIND.sub("", shown) or shown if shown else page.words("h1")


def author_of(page: Page, above: str) -> str | None:
    """Who wrote it, by the data, the meta tags, the byline; None where nobody is named."""
    stated = _data_author(page) or _meta(page, ("author", "article:author"))
    shown = stated or page.words(*_AUTHOR_PLACES)
    if shown and len(shown) <= _LONGEST_NAME and "://" not in shown:
        return shown
    byline = _BYLINE.search(above)
    return byline["name"] if byline else None


def published_of(page: Page, above: str, body: str) -> Printed | None:
    """When it was published: a time that is not after the visit; None where none is told."""
    candidates = [*_machine_times(page, _PUBLISHED, "datePublished"), *_shown_times(above, body)]
    fit = [time for time in candidates if _is_possible(time.at, page)]
    stated = next(iter(fit), None) or _by_library(page)
    return _finer(stated, fit) if stated is not None else None


def edited_of(page: Page, published: datetime) -> datetime | None:
    """When it was edited, None where the page tells of no time after its publication."""
    for time in _machine_times(page, _EDITED, "dateModified"):
        if _is_possible(time.at, page) and time.precision != "day" and time.at > published:
            return time.at
    return None


def topics_of(page: Page) -> tuple[str, ...]:
    """The topics that the page files the article under, each once, in the page's order."""
    tags = [tag.get("content") for tag in page.soup.select('meta[property="article:tag"]')]
    tags += [tag.get_text(" ") for tag in page.soup.select('a[rel~="tag"]')]
    named = (tidy_line(str(tag or "").lstrip("#")) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in named if tag and len(tag) <= _LONGEST_NAME))


def text_above(page: Page, article: Tag) -> str:
    """The last words that the page shows before an element, spaces folded."""
    pieces: list[str] = []
    for string in article.find_all_previous(string=True):
        if string.parent is not None and string.parent.name not in ("script", "style", "title"):
            pieces.append(" ".join(string.split()))
        if sum(map(len, pieces)) > _HEAD:
            break
    return " ".join(piece for piece in reversed(pieces) if piece)


def _is_possible(at: datetime, page: Page) -> bool:
    return at.year >= _FIRST_YEAR and (page.seen_at is None or at <= page.seen_at)


def _machine_times(page: Page, names: Sequence[str], key: str) -> Iterator[Printed]:
    marked = page.soup.select(f"[itemprop={key}]")
    if key == "datePublished":
        marked += page.soup.select("time[datetime]")[:1]
    said = [_from_data(page, key), _meta(page, names)]
    said += [str(tag.get("datetime") or tag.get("content") or "") for tag in marked]
    for text in said:
        if (time := _instant(text)) is not None:
            yield time


def _instant(text: str | None) -> Printed | None:
    """An ISO instant with its zone, or a time as printed; without a zone it is Shanghai's."""
    shown = (text or "").strip()
    try:
        at = datetime.fromisoformat(shown)
        is_day = len(shown) <= len("2025-03-27")
        at = at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return printed_time(_dashed(shown).replace("T", " "))
    return Printed(at, "day" if is_day else "second")


def _shown_times(above: str, body: str) -> list[Printed]:
    """The times printed above the article, the nearest first, then those of its first lines."""
    near = [*printed_times(_dashed(above))][::-1]
    return [time for time in [*near, *printed_times(_dashed(body[:200]))] if not time.is_edit]


def _dashed(text: str) -> str:
    """2025/3/27 and 2025.03.27 as the reader of printed times knows them."""
    return _OTHER_DATE.sub(r"\1-\2-\3", text)


def _finer(stated: Printed, known: list[Printed]) -> Printed:
    """The same day with its clock, where only another place of the page tells that."""
    if stated.precision != "day":
        return stated
    same_day = (time for time in known if time.at.date() == stated.at.date())
    return next((time for time in same_day if time.precision != "day"), stated)


def _by_library(page: Page) -> Printed | None:
    latest = page.seen_at.replace(tzinfo=None) if page.seen_at else None
    # The extensive search makes a 1 January out of a year in the text: no date is better.
    found = find_date(
        page.text,
        extensive_search=False,
        original_date=True,
        url=page.url or None,
        max_date=latest,
    )
    return Printed(datetime.fromisoformat(found).replace(tzinfo=SHANGHAI), "day") if found else None


def _data_author(page: Page) -> str | None:
    author = _from_data(page, "author", whole=True)
    first = author[0] if isinstance(author, list) and author else author
    name = first.get("name") if isinstance(first, dict) else first
    return tidy_line(name) if isinstance(name, str) else None


def _from_data(page: Page, key: str, *, whole: bool = False) -> Any:
    """The value of a key in the page's JSON-LD, of the first object that has it."""
    for script in page.soup.select('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            value = item.get(key) if isinstance(item, dict) else None
            if value and (whole or isinstance(value, str)):
                return value
    return None


def _meta(page: Page, names: Sequence[str]) -> str | None:
    """The content of the first of the meta tags that says something."""
    said: dict[str, str] = {}
    for tag in page.soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        said.setdefault(name, str(tag.get("content") or ""))
    return next((shown for name in names if (shown := tidy_line(said.get(name)))), None)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", fold(text)).lower()
