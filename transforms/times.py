"""Instants as the sites print them, all in Asia/Shanghai."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
Precision = Literal["second", "minute", "day", "id"]

_CLOCK = r"\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_PRINTED = re.compile(
    r"(?P<edited>修改于)?\s*"
    r"(?<!\d)(?P<year>\d{4})(?:年|-)(?P<month>\d{1,2})(?:月|-)(?P<day>\d{1,2})(?:日)?(?!\d)"
    rf"(?:{_CLOCK})?"
)
_ARTICLE_ID = re.compile(r"(?P<stamp>20\d{12})\d{6,9}")


def night_of(at: datetime) -> date:
    """The day that the night of an instant follows; nights go from noon to noon."""
    return (at.astimezone(SHANGHAI) - timedelta(hours=12)).date()


@dataclass(frozen=True, slots=True)
class Printed:
    """An instant as printed: aware, with the precision that the print has."""

    at: datetime
    precision: Precision
    is_edit: bool = False


def printed_times(text: str) -> Iterator[Printed]:
    """Every time printed as `2025-03-27 21:04:53` or `2025年03月27日 08:07`, in order.

    `修改于` before one marks it as the time of an edit (seen on caifuhao; sites.md §1.2).
    A date that no calendar has (2025-13-40) is passed over.
    """
    for match in _PRINTED.finditer(text):
        at = _instant(match)
        if at is not None:
            yield Printed(at, _precision(match), is_edit=match["edited"] is not None)


def printed_time(text: str | None) -> Printed | None:
    """The first printed time of a text, None where there is none."""
    return next(printed_times(text or ""), None)


def article_id_time(native_id: str) -> Printed | None:
    """The instant in a caifuhao id of 23 digits: a last resort, right within 3 s for 56 of 60."""
    match = _ARTICLE_ID.fullmatch(native_id)
    if match is None:
        return None
    try:
        at = datetime.strptime(match["stamp"], "%Y%m%d%H%M%S").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    return Printed(at, "id")


def _instant(match: re.Match[str]) -> datetime | None:
    parts = [match[name] for name in ("year", "month", "day", "hour", "minute", "second")]
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        return None


def _precision(match: re.Match[str]) -> Precision:
    if match["second"]:
        return "second"
    return "minute" if match["hour"] else "day"
