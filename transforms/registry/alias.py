"""A name that a code bore, and when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from transforms.registry.sighting import Kind, NameKind


class Alias(NamedTuple):
    """One name of one code.

    `first_seen`, `last_seen`: days of the first and the last list that had it. `valid_from`: the
    first day on which it may have been the name, the day after the last list of that source that
    did not have it, or the one on which the code was born (births.py), if that is later; None:
    since before that source's first list. `valid_to`: the day of the first
    list that had another name for the code, or the code no longer; None: still its name.
    Lists are days to years apart: between two of them both the old and the new name hold.
    """

    name: str
    kind: Kind
    market: str
    code: str
    name_kind: NameKind
    first_seen: date
    last_seen: date
    valid_from: date | None
    valid_to: date | None
    sources: tuple[str, ...]
    support: int | None = None

    def has_begun(self, day: date | None) -> bool:
        """Whether it may be known on the day; every name is where the day is not told."""
        return day is None or self.valid_from is None or self.valid_from <= day

    def is_current(self, day: date | None) -> bool:
        """Whether it is the code's name on the day, or today where the day is not told."""
        return self.has_begun(day) and (
            self.valid_to is None or (day is not None and day < self.valid_to)
        )


def days_of_change(aliases: Iterable[Alias]) -> tuple[int, ...]:
    """The days, as ordinals in order, on which one of these begins or ends."""
    days = {day for alias in aliases for day in (alias.valid_from, alias.valid_to) if day}
    return tuple(sorted(day.toordinal() for day in days))
