"""Ranges of days."""

import datetime


class RangeError(Exception):
    """Raised for a range of days that cannot be built; the message says what to give."""


def span(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """Every day from start to end, both included; RangeError where end comes first."""
    if end < start:
        raise RangeError(f"the range ends before it begins: give {end} {start}")
    return [start + datetime.timedelta(days=n) for n in range((end - start).days + 1)]
