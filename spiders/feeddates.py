"""Times as feeds and pages of blogs write them."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime

from spiders.clock import SHANGHAI, read_instant

# Nothing was on the web before: the year 1 or 1970 stands for a time that was left out.
OLDEST_YEAR = 1991

LOOSE = re.compile(
    r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)


def first_date(texts: Iterable[str | None]) -> datetime | None:
    """The first of the texts that is a time."""
    dates = (read_date(text) for text in texts if text)
    return next((at for at in dates if at is not None), None)


def read_date(text: str) -> datetime | None:
    """A time in Asia/Shanghai, which is also meant where no zone is said; a day is its beginning.

    None for what is no time of a feed's.
    """
    for reader in (read_instant, read_mail_date, read_loose_date):
        try:
            at = reader(text.strip())
        except (ValueError, OverflowError):
            continue
        return at if at.year >= OLDEST_YEAR else None
    return None


def read_mail_date(text: str) -> datetime:
    """`Thu, 27 Mar 2025 21:04:53 +0800`; CST is China's, not Chicago's."""
    at = parsedate_to_datetime(re.sub(r"\bCST\b", "+0800", text))
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)


def read_loose_date(text: str) -> datetime:
    """`2025/3/27 9:05` and `2025年3月27日`."""
    found = LOOSE.match(text)
    if found is None:
        raise ValueError(f"no time: {text[:80]!r}")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
