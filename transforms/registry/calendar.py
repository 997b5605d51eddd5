"""Days of lists: when a series was looked at, and which of these looks tell what is not there.

A list may be of part of the market (money funds left out, the codes of one's own watchlist): a code
that it does not have may well exist. Whether a list tells is judged for each group of codes apart,
by how many of the group it has beside what was known to exist then.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from transforms.registry.sighting import Kind, NameKind, Sighting

# Sources that list whole sorts of codes; what others leave out says nothing.
WHOLE = frozenset({"fundcode_search", "fund_basic", "exchange_list", "stock_list"})

# Of the codes of a group that a list before and one after it have, a whole list has nearly all.
_KEPT = 0.95
# Beside the whole list before it, which may be years older, it has most ...
_LEFT = 0.7
# ... and the first one a good part of what the next one has: funds doubled from 2020 to 2025.
_BEGUN = 0.3
# Fewer codes than so many are no group that could tell.
_FEWEST = 5
# A list tells of codes whose group nobody knows where it does of most other codes.
_MOST_OF_ALL = 0.8

Series = tuple[Kind, str, str, NameKind]
Span = tuple[date, date]
Group = tuple[Kind, NameKind, str]


@dataclass(frozen=True)
class Calendar:
    """By source the days of its lists, ascending, and by group the days of lists that tell."""

    days: Mapping[str, Sequence[date]]
    telling: Mapping[Group, Sequence[date]]

    def last_telling(self, group: Group, before: date) -> date | None:
        """The newest list before a day that tells of the group."""
        days = self.telling.get(group, ())
        place = bisect_left(days, before)
        return days[place - 1] if place else None

    def gone_on(self, group: Group, after: date) -> date | None:
        """The first of two telling lists after a day: what both leave out is gone."""
        days = self.telling.get(group, ())
        place = bisect_right(days, after)
        return days[place] if len(days) - place >= 2 else None

    def next_day(self, sources: Iterable[str], after: date) -> date | None:
        """The day of the next list of one of the sources."""
        following = (self._at(source, bisect_right(self.days[source], after)) for source in sources)
        return min((day for day in following if day), default=None)

    def last_day(self, sources: Iterable[str], before: date) -> date | None:
        """The day of the last list of one of the sources before a day."""
        earlier = (
            self._at(source, bisect_left(self.days[source], before) - 1) for source in sources
        )
        return max((day for day in earlier if day), default=None)

    def _at(self, source: str, place: int) -> date | None:
        days = self.days[source]
        return days[place] if 0 <= place < len(days) else None


def calendar_of(
    said: Mapping[Series, Sequence[Sighting]],
    groups: Mapping[Series, Group],
    list_days: Mapping[str, Iterable[date]],
) -> Calendar:
    """The calendar of these sightings; `list_days` has days of lists that brought nothing new."""
    days: dict[str, set[date]] = {source: set(given) for source, given in list_days.items()}
    spans: dict[tuple[str, Group], list[Collection[Span]]] = defaultdict(list)
    for series, sightings in said.items():
        for source, held in _held(sightings).items():
            days.setdefault(source, set()).update(day for span in held for day in span)
            if source in WHOLE:
                spans[source, groups[series]].append(held)
    ordered = {source: sorted(found) for source, found in days.items()}
    telling: dict[Group, set[date]] = defaultdict(set)
    for (source, group), held_by_code in spans.items():
        telling[group].update(_telling(ordered[source], held_by_code))
    _add_unknown(telling, spans)
    return Calendar(ordered, {group: sorted(found) for group, found in telling.items()})


def _held(sightings: Sequence[Sighting]) -> dict[str, list[Span]]:
    """By source the spans in which its lists had the code, in order, none touching another."""
    held: dict[str, list[Span]] = {}
    for one in sorted(sightings, key=lambda one: (one.seen_on, one.seen_until)):
        spans = held.setdefault(one.source, [])
        span = (one.seen_on, one.seen_until)
        if spans and span[0] <= spans[-1][1]:
            span = (spans[-1][0], max(span[1], spans.pop()[1]))
        spans.append(span)
    return held


def _telling(days: Sequence[date], held_by_code: Sequence[Collection[Span]]) -> list[date]:
    """The days on which the list had as many of the codes as a whole one has."""
    place = {day: n for n, day in enumerate(days)}
    held, alive = [0] * (len(days) + 1), [0] * (len(days) + 1)
    for spans in held_by_code:
        places = [(place[first], place[last]) for first, last in spans]
        for first, last in places:
            held[first] += 1
            held[last + 1] -= 1
        alive[places[0][0]] += 1
        alive[places[-1][1] + 1] -= 1
    return _whole(days, list(accumulate(held))[:-1], list(accumulate(alive)))


def _whole(days: Sequence[date], held: Sequence[int], alive: Sequence[int]) -> list[date]:
    found: list[date] = []
    before = 0
    for n, day in enumerate(days):
        following = held[n + 1] if n + 1 < len(days) else 0
        is_whole = held[n] >= _KEPT * alive[n] and held[n] >= (
            _LEFT * before if found else _BEGUN * following
        )
        if held[n] >= _FEWEST and is_whole:
            found.append(day)
            before = held[n]
    return found


def _add_unknown(
    telling: dict[Group, set[date]], spans: Mapping[tuple[str, Group], Sequence[object]]
) -> None:
    """Of codes without a group (no list tells their type) a day tells that does of most others."""
    n_codes: dict[Group, int] = defaultdict(int)
    for (_, group), held in spans.items():
        n_codes[group] = max(n_codes[group], len(held))
    for unknown in [group for group in n_codes if not group[2]]:
        others = [g for g in n_codes if g[:2] == unknown[:2] and g[2]]
        if sum(n_codes[g] for g in others) < n_codes[unknown]:
            continue  # too few to judge by: as a group of its own
        most = _MOST_OF_ALL * sum(n_codes[g] for g in others)
        days = {day for g in others for day in telling[g]}
        telling[unknown] = {
            day for day in days if sum(n_codes[g] for g in others if day in telling[g]) >= most
        }
