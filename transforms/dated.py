"""When a page of any layout says that its article was published, and when it was edited.

What is said for machines (JSON-LD, meta, `<time>`) is asked first, then what is printed.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from htmldate import find_date

from transforms.metadata import Metadata
from transforms.page import Page
from transforms.times import SHANGHAI, Printed, printed_time, printed_times

_PUBLISHED = (
    "article:published_time og:published_time og:release_date publishdate pubdate publish_time"
    " publication_date datepublished dc.date.issued dcterms.created weibo:article:create_at"
).split()
_EDITED = ("article:modified_time", "og:updated_time", "datemodified", "weibo:article:update_at")
_OTHER_DATE = re.compile(r"(?<!\d)(20\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_GLUED_CLOCK = re.compile(r"(?<=[月\d]\d日)(?=\d{1,2}:\d\d)")
_EDIT = re.compile(
    r"(?:最后(?:更新|修改|编辑)|(?:修改|编辑|更新)于)(?:时间|于)?\s*[:：]?\s*(?=20\d\d)"
)
_LABELLED = re.compile(r"(?:发布|发表|刊发|时间|日期)[^\d\n]{0,6}(?=20\d\d)")
# Before it there was no blog: 1970 and 0001 are zeros of a machine.
_FIRST_YEAR = 1995
_OPENING = 200


def published_of(page: Page, said: Metadata, above: str, body: str) -> Printed | None:
    """When it was published: a time that is not after the visit; None where none is told."""
    machine = [time for time in _machine_times(page, said) if _is_possible(time.at, page)]
    shown = [time for time in _shown_times(above, body) if _is_possible(time.at, page)]
    stated = next(iter([*machine, *shown]), None) or _by_library(page)
    if stated is None:
        return None
    same_day = [time for time in [*shown, *machine] if time.at.date() == stated.at.date()]
    if stated.precision == "day":
        return _with_clock([*same_day, *_labelled_times(page, stated)]) or stated
    # Sites state when their system took the article in, and print when it was published.
    printed = _with_clock(time for time in shown if time.at.date() == stated.at.date())
    is_same_minute = printed is not None and printed.at.replace(second=0) == stated.at.replace(
        second=0, microsecond=0
    )
    return printed if printed and printed.at < stated.at and not is_same_minute else stated


def edited_of(page: Page, said: Metadata, published: datetime) -> datetime | None:
    """When it was edited, None where the page tells of no time after its publication."""
    texts = [said.text("dateModified"), said.meta(*_EDITED), *said.stamps("datemodified")]
    for time in _instants(texts):
        if _is_possible(time.at, page) and time.precision != "day" and time.at > published:
            return time.at
    return None


def _is_possible(at: datetime, page: Page) -> bool:
    return at.year >= _FIRST_YEAR and (page.seen_at is None or at <= page.seen_at)


def _with_clock(times: Iterable[Printed]) -> Printed | None:
    return next((time for time in times if time.precision != "day"), None)


def _machine_times(page: Page, said: Metadata) -> Iterator[Printed]:
    texts = [said.text("datePublished"), said.meta(*_PUBLISHED), *said.stamps("datepublished")]
    first = page.soup.find("time", datetime=True)
    return _instants([*texts, str(first["datetime"]) if first is not None else None])


def _instants(texts: Iterable[str | None]) -> Iterator[Printed]:
    return (time for text in texts if (time := _instant(text)) is not None)


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
    return [time for time in [*near, *printed_times(_dashed(body[:_OPENING]))] if not time.is_edit]


def _labelled_times(page: Page, day: Printed) -> Iterator[Printed]:
    """The times of a day that stand behind a word for publication, anywhere on the page."""
    text = _dashed(page.soup.get_text("\n"))
    for label in _LABELLED.finditer(text):
        time = printed_time(text[label.end() : label.end() + 30])
        if time is not None and time.at.date() == day.at.date() and _is_possible(time.at, page):
            yield time


def _dashed(text: str) -> str:
    """2025/3/27, 2025.03.27, 27日08:07 and 最后更新: as the reader of printed times knows them."""
    dashed = _OTHER_DATE.sub(r"\1-\2-\3", text)
    return _EDIT.sub("修改于", _GLUED_CLOCK.sub(" ", dashed))


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
