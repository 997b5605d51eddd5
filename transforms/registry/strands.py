"""Strands: lists of one source in the order of their days, each kept as what it changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from transforms.registry.sighting import Sighting

# Of the rows of the list before, what a list must still have to stand behind it.
_SHARED = 0.5
# What is said is the same whatever the day.
_NO_DAY = date.min


class Change(NamedTuple):
    """What a list says that the one before it did not, and what it says no longer; without days."""

    seen_on: date
    new: Collection[Sighting]
    gone: Collection[Sighting]


def undated(sightings: Iterable[Sighting]) -> set[Sighting]:
    """What is said, whatever the day."""
    return {one._replace(seen_on=_NO_DAY, last_seen=None) for one in sightings}


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


def _from_to(one: Sighting, first: date, last: date) -> Sighting:
    return one._replace(seen_on=first, last_seen=last if last > first else None)
