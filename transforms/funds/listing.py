"""What grouping and feeder linking look at: one fund code with its names over time."""

from datetime import date
from typing import NamedTuple


class Listing(NamedTuple):
    """One fund code.

    `names`: its official names, the newest first (exchange names where it has no other);
    `first_seen`: the day of the first list that had it; `tracked_index`: as listed.
    """

    code: str
    names: tuple[str, ...]
    first_seen: date
    is_listed: bool = True
    fund_type: str | None = None
    tracked_index: str | None = None
