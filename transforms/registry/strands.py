"""Strands: lists of one source in the order of their days, each kept as what it changes."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from transforms.registry.sighting import Sighting

# Of the rows of the list before, what a list must still have to stand behind it.
_SHARED = 0.5
# What is said is the same whatever the day.
_NO_DAY = date.min


# By what is said: its sightings, each with the days of all lists of its strand.
_Held = defaultdict[Sighting, list[tuple[Sighting, Sequence[date]]]]


class Change(NamedTuple):
    """What a list says that the one before it did not, and what it says no longer; without days."""

    seen_on: date
    new: Collection[Sighting]
    gone: Collection[Sighting]


def undated(sightings: Iterable[Sighting]) -> set[Sighting]:
    """What is said, whatever the day."""
    return set(map(_undated, sightings))


def _undated(one: Sighting) -> Sighting:
    return one._replace(seen_on=_NO_DAY, last_seen=None)


def said_last(strand: Iterable[Change]) -> set[Sighting]:
    """All that the last list of a strand says."""
    said: set[Sighting] = set()
    for change in strand:
        said = (said - set(change.gone)) | set(change.new)
    return said


def is_behind(said: Collection[Sighting], before: Collection[Sighting]) -> bool:
    """Whether a list says enough of what another did to be kept as what it changes."""
    return len(set(said) & set(before)) >= _SHARED * max(len(before), 1)


def spans(strand: Sequence[Change]) -> Iterator[Sighting]:
    """The strand's sightings, each from the first list that said so to the last one in a row."""
    began: dict[Sighting, date] = {}
    last = _NO_DAY
    for change in strand:
        for one in change.gone:
            yield _from_to(one, began.pop(one), last)
        began.update(dict.fromkeys(change.new, change.seen_on))
        last = change.seen_on
    for one, first in began.items():
        yield _from_to(one, first, last)


def spans_of_room(strands: Sequence[Sequence[Change]]) -> Iterator[Sighting]:
    """The sightings of several strands of one source, in whatever order their lists came.

    Each lasts as long as every list of any of them said so: a list that came late, and so began a
    strand of its own, has a say in the days between two others.
    """
    if len(strands) == 1:
        yield from spans(strands[0])
        return
    said = [list(spans(strand)) for strand in strands]
    days = [sorted({change.seen_on for change in strand}) for strand in strands]
    all_days = sorted({day for own in days for day in own})
    held: _Held = defaultdict(list)
    for own_days, own in zip(days, said, strict=True):
        for one in own:
            held[_undated(one)].append((one, own_days))
    for own_days, own in zip(days, said, strict=True):
        foreign = sorted(set(all_days) - set(own_days))
        for one in own:
            yield from _cut(one, own_days, _without(one, foreign, held))


def _without(one: Sighting, foreign: Sequence[date], held: _Held) -> list[date]:
    """The days of other strands' lists within a sighting that did not say so."""
    within = foreign[bisect_right(foreign, one.seen_on) : bisect_left(foreign, one.seen_until)]
    if not within:
        return []
    same = held[_undated(one)]
    return [
        day
        for day in within
        if not any(other.seen_on <= day <= other.seen_until and day in days for other, days in same)
    ]


def _cut(one: Sighting, days: Sequence[date], cuts: Iterable[date]) -> Iterator[Sighting]:
    """The pieces of a sighting between days on which it was not said."""
    first = one.seen_on
    for cut in cuts:
        following = bisect_left(days, cut)
        if days[following - 1] >= first:
            yield _from_to(one, first, days[following - 1])
            first = days[following]
    yield _from_to(one, first, one.seen_until)


def _from_to(one: Sighting, first: date, last: date) -> Sighting:
    return one._replace(seen_on=first, last_seen=last if last > first else None)
