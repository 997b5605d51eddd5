"""The rows of a list that a feed or sitemap is."""

from collections.abc import Iterable
from datetime import UTC, datetime

from spiders.blogurls import page_id
from spiders.feeds import Entry
from spiders.lists import ListRow

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


def in_order(source: str, entries: Iterable[Entry]) -> tuple[ListRow, ...]:
    """Rows of the entries, newest first; those without any time last."""
    rows = [
        ListRow(
            native_id=str(page_id(entry.url)),
            title=entry.title,
            url=entry.url,
            source=source,
            published_at=entry.published_at,
            last_active_at=entry.updated_at,
        )
        for entry in entries
    ]
    return tuple(sorted(rows, key=lambda row: row.no_later_than or LONG_AGO, reverse=True))
