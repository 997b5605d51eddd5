"""One walk through the pages of a target's list, newest first, until the days are passed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from spiders.clock import day_of
from spiders.lists import ListPage, ListRow

# So many rows at the foot of a page must agree before we believe that the list has gone past a
# day: a single row out of place must not end a walk.
ROWS_THAT_DECIDE = 5


class WalkEnd(StrEnum):
    """Why a walk stopped."""

    PASSED = "passed"
    WHOLE_LIST = "whole list"
    NO_ROWS = "a page without rows"
    REPEATED = "repeated page"
    MAX_PAGES = "max_pages reached"
    BLOCKED = "blocked"
    FAILED = "list page not readable"
    NOT_ATTEMPTED = "host stopped"
    RUN_ENDED = "the run ended"


@dataclass
class Walk:
    """What the pages walked so far have shown; days and instants are Asia/Shanghai."""

    target: str
    since: date
    max_pages: int
    n_pages: int = 0
    ended: WalkEnd | None = None
    detail: str = ""
    read_at: datetime | None = None
    site_read_at: datetime | None = None
    first_regular: datetime | None = None
    newest_regular: datetime | None = None
    reached: date | None = None
    claimed: int | None = None
    known: set[str] = field(default_factory=set)

    def take(self, page: ListPage, captured_at: datetime) -> list[ListRow]:
        """Note one page; returns its rows not seen before, and sets `ended` if it was the last."""
        rows = [*page.rows, *page.hot_rows]
        fresh = [row for row in rows if row.native_id not in self.known]
        self.n_pages += 1
        self.known.update(row.native_id for row in fresh)
        self.claimed = page.claimed
        if self.n_pages == 1:
            self.site_read_at = page.rendered_at
            self.read_at = page.rendered_at or captured_at
        self._note_days(page)
        self.ended = self._end(page, fresh)
        return fresh

    def stop(self, end: WalkEnd, detail: str = "") -> None:
        """Note that the walk cannot go on."""
        self.ended, self.detail = end, detail

    def has_passed(self, day: date) -> bool:
        """Whether no older page can hold a post of that day."""
        is_over = self.ended is WalkEnd.WHOLE_LIST and self.n_pages > 0
        return is_over or (self.reached is not None and self.reached < day)

    def _note_days(self, page: ListPage) -> None:
        regular = [row.published_at for row in page.rows if row.is_regular]
        if not regular:
            return
        foot = max(day_of(at) for at in regular[-ROWS_THAT_DECIDE:])
        self.reached = min(self.reached or foot, foot)
        self.first_regular = self.first_regular or regular[0]
        self.newest_regular = max(self.newest_regular or regular[0], *regular)

    def _end(self, page: ListPage, fresh: list[ListRow]) -> WalkEnd | None:
        is_whole = self.claimed is not None and 0 < self.claimed <= len(self.known)
        if not page.rows:
            is_end = is_whole or (self.claimed is None and self.n_pages > 1)
            return WalkEnd.WHOLE_LIST if is_end else WalkEnd.NO_ROWS
        if self.reached is not None and self.reached < self.since:
            return WalkEnd.PASSED
        if is_whole:
            return WalkEnd.WHOLE_LIST
        if not fresh:
            return WalkEnd.REPEATED
        return WalkEnd.MAX_PAGES if self.n_pages >= self.max_pages else None
