"""Trading sessions of an instant: the room that the calendars move into.

No calendar is given yet, so every session is unknown (null); the columns, their order and the
door through which a calendar comes are final.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol


class Calendar(Protocol):
    """What a trading calendar must answer."""

    version: str

    def sessions(self, at: datetime) -> tuple[date | None, date | None, str | None]:
        """(first A-share session that can act, first US session, bucket of the day)."""


def session_columns(at: datetime, calendar: Calendar | None) -> Mapping[str, object]:
    """The four session columns of a post published at that instant; null without a calendar."""
    cn, us, bucket = calendar.sessions(at) if calendar is not None else (None, None, None)
    return {
        "session_cn": cn,
        "session_us": us,
        "session_bucket": bucket,
        "calendar_version": calendar.version if calendar is not None else None,
    }
