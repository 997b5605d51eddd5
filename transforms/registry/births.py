"""Births: the first day on which a code may have been one; before it nothing bore its names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from transforms.registry.calendar import Calendar, Group, Series
from transforms.registry.sighting import Kind, NameKind, Sighting

Code = tuple[Kind, str, str]  # kind, market, code

_DAY = timedelta(days=1)
# How long before the day that lists tell a code is known: a fund's is that of its offer, a stock's
# the first of trading, and its code stands in the prospectus two to four weeks earlier. What lists
# tell of indexes is no birth: they are reckoned, and named, before they are published.
_EARLIER = {Kind.FUND: timedelta(0), Kind.STOCK: timedelta(days=30)}


def code_of(series: Series) -> Code:
    """What bears the series' names; of a fund, on and off an exchange, one thing."""
    kind, market, code, _ = series
    return kind, "" if kind is Kind.FUND else market, code


def births(
    said: Mapping[Series, Sequence[Sighting]], groups: Mapping[Series, Group], calendar: Calendar
) -> dict[Code, date]:
    """By code the first day on which it may have been one, where anything is known of it.

    The later of the day that lists tell and of that after the last whole list of all funds without
    it, never after the first list that had it.
    """
    of_code: dict[Code, list[Series]] = defaultdict(list)
    for series in said:
        if series[0] in _EARLIER:
            of_code[code_of(series)].append(series)
    born: dict[Code, date] = {}
    for code, own in of_code.items():
        first = min(one.seen_on for series in own for one in said[series])
        told = _told(code[0], (one for series in own for one in said[series]), first)
        days = [day for day in (told, _listed(own, groups, calendar, first)) if day]
        if days:
            born[code] = max(days)
    return born


def _told(kind: Kind, sightings: Iterable[Sighting], first: date) -> date | None:
    """The earliest day that lists tell; None where a list had the code before it."""
    days = [one.listed_on for one in sightings if one.listed_on]
    born = min(days) - _EARLIER[kind] if days else None
    return born if born and born <= first else None


def _listed(
    own: Iterable[Series], groups: Mapping[Series, Group], calendar: Calendar, first: date
) -> date | None:
    """The day after the last whole list of all funds, before any that had the code."""
    official = (s for s in own if s[0] is Kind.FUND and s[3] is NameKind.OFFICIAL)
    without = [calendar.last_telling(groups[series], first) for series in official]
    return max((day + _DAY for day in without if day), default=None)
