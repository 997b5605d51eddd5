"""Asia/Shanghai: the one time zone of the sites, the nights and the days."""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def read_instant(text: str) -> datetime:
    """An aware instant from `2025-03-27 21:04:53` or ISO 8601; no zone means Asia/Shanghai."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)


def http_instant(stated: str | None, age: str | None = None) -> datetime | None:
    """The instant of an HTTP `Date` header, less the seconds of `Age` that a cache held the answer.

    None where it is missing or no date.
    """
    try:
        at = parsedate_to_datetime(stated or "")
    except ValueError:
        return None
    held = timedelta(seconds=int(age)) if age and age.isdecimal() else timedelta()
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(SHANGHAI) - held


def show_instant(at: datetime) -> str:
    """The sites' own form, `2025-03-27 21:04:53`, in Asia/Shanghai."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def warc_instant(at: datetime) -> str:
    """The form of WARC-Date: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def day_of(at: datetime) -> date:
    """The calendar day in Asia/Shanghai."""
    return at.astimezone(SHANGHAI).date()


def day_end(day: date) -> datetime:
    """The first instant after the day, in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def night_at(at: datetime) -> date:
    """The day whose night an instant lies in: nights go from noon to noon."""
    return day_of(at - timedelta(hours=12))


def night_of(day: date) -> tuple[datetime, datetime]:
    """The window [from, to) in which the night that follows `day` captures."""
    midnight = day_end(day)
    return midnight - timedelta(hours=12), midnight + timedelta(hours=12)
