"""Sites whose lists are JSON: an array of rows, each with id, title and time."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from spiders.clock import SHANGHAI
from spiders.embedded import ChangedLayout
from spiders.feeddates import read_date
from spiders.lists import ListPage, ListRow
from spiders.platforms.html import HtmlSource

# Seconds since 1970 have ten digits until 2286; more are milliseconds.
_FIRST_MS = 10**11


class JsonSource(HtmlSource):
    """A source whose lists are asked for as data; its posts are pages."""

    # Keys that lead to the array of rows, then inside a row.
    rows_at: ClassVar[tuple[str, ...]]
    id_key: ClassVar[str] = "id"
    title_key: ClassVar[str] = "title"
    time_key: ClassVar[str] = "created_at"
    # A post's path with {id}; its pattern is `post_path`.
    post_format: ClassVar[str]

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """A row a post, in the answer's order."""
        return ListPage(rows=tuple(self._json_row(row) for row in self._rows(response)))

    def _rows(self, response: TextResponse) -> list[Mapping[str, Any]]:
        try:
            value = json.loads(response.text)
            for key in self.rows_at:
                value = value[key]
        except (ValueError, KeyError, TypeError) as error:
            raise ChangedLayout(f"expected JSON with {'.'.join(self.rows_at)}") from error
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ChangedLayout(f"expected an array of objects at {'.'.join(self.rows_at)}")
        return value

    def _json_row(self, row: Mapping[str, Any]) -> ListRow:
        if self.id_key not in row:
            raise ChangedLayout(f"expected {self.id_key} in a row")
        native_id = str(row[self.id_key])
        url = self.site + self.post_format.format(id=native_id)
        if self.native_id_of(url) != native_id:
            raise ChangedLayout(f"{urlsplit(url).path} is no post's path")
        return ListRow(
            native_id=native_id,
            title=str(row.get(self.title_key) or ""),
            url=url,
            source=self.name,
            published_at=stated_instant(row.get(self.time_key)),
        )


def stated_instant(value: Any) -> datetime | None:
    """A time as text, or as seconds or milliseconds since 1970; None for what is none."""
    text = str(value or "")
    if not text.isdecimal():
        return read_date(text)
    number = int(text)
    seconds = number / 1000 if number >= _FIRST_MS else number
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI)
    except (OverflowError, OSError, ValueError):
        return None
