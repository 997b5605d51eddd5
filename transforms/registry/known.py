"""What was known of lists by a day: no list seen later, and nothing of one."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from transforms.registry.sighting import Sighting

Days = Mapping[str, Iterable[date]]


def known_by(
    sightings: Iterable[Sighting], list_days: Days, day: date | None
) -> tuple[tuple[Sighting, ...], dict[str, tuple[date, ...]]]:
    """The sightings and days of lists up to a day, all where there is none.

    What was said on lists before and after the day is known to have been said on the last list
    before it.
    """
    said = tuple(sightings)
    if day is None:
        return said, {source: tuple(days) for source, days in list_days.items()}
    kept = {source: tuple(one for one in days if one <= day) for source, days in list_days.items()}
    return tuple(_known(said, _days(said, list_days), day)), kept


def names_alone(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """The sightings without facts: a list that looks back tells of its own day's."""
    for one in sightings:
        yield one._replace(
            fund_type=None, tracked_index=None, company=None, listed_on=None, delisted_on=None
        )


def _days(said: Iterable[Sighting], list_days: Days) -> dict[str, list[date]]:
    days = {source: set(given) for source, given in list_days.items()}
    for one in said:
        days.setdefault(one.source, set()).update((one.seen_on, one.seen_until))
    return {source: sorted(found) for source, found in days.items()}


def _known(
    said: Iterable[Sighting], days: Mapping[str, list[date]], day: date
) -> Iterator[Sighting]:
    for one in said:
        if one.seen_on > day:
            continue
        if one.seen_until <= day:
            yield one
        else:
            of_source = days[one.source]
            yield one._replace(last_seen=of_source[bisect_right(of_source, day) - 1])
