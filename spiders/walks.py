"""One walk through the pages of a target's list, newest first, until the days are passed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from spiders.clock import day_of
from spiders.lists import ListPage, ListRow
from spiders.stops import Cause

# So many rows at the foot of a page must agree before we believe that the list has gone past a
# day: a single row out of place must not end a walk.
ROWS_THAT_DECIDE = 5

# A count that falls at every page is no measure of what was deleted.
MOST_STEPS_BACK = 10


class WalkEnd(StrEnum):
    """Why a walk stopped."""

    PASSED = "passed"
    WHOLE_LIST = "whole list"
    CUT = "the site shows no older rows"
    NO_ROWS = "a page without rows"
    NO_POSTS = "the site says that the list has no posts"
    REPEATED = "repeated page"
    MAX_PAGES = "max_pages reached"
    BLOCKED = "blocked"
    FAILED = "list page not readable"
    NOT_ATTEMPTED = "host stopped"
    LEFT_ALONE = "host left alone"
    BUDGET_SPENT = "budget spent"
    RUN_ENDED = "the run ended"


# Ends that a stop decides alone; what the others come to depends on what the run had seen.
STOPPED_ENDS = {
    Cause.LEFT_ALONE: WalkEnd.LEFT_ALONE,
    Cause.BUDGET_SPENT: WalkEnd.BUDGET_SPENT,
    Cause.ENDING: WalkEnd.RUN_ENDED,
}


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
    # Whether the page before must be asked for again, and how many pages may show nothing new.
    is_pulled_up: bool = False
    n_again: int = 0
    n_back: int = 0

    def take(self, page: ListPage, captured_at: datetime) -> list[ListRow]:
        """Note one page, and set `ended` if it was the last; returns its rows not seen before.

        Left out are rows without a date of which nothing has been heard since before our days.
        Where the site's count has fallen, posts were deleted while we walked: then rows have moved
        up from this page to the one before, and `is_pulled_up` says to walk on from there.
        """
        rows = [*page.rows, *page.hot_rows]
        fresh = [row for row in rows if row.native_id not in self.known]
        self.n_pages += 1
        self.known.update(row.native_id for row in fresh)
        is_again = self._look_back(page)
        self.claimed = page.claimed
        if self.n_pages == 1:
            self.site_read_at = page.rendered_at
            self.read_at = page.rendered_at or captured_at
        self._note_days(page)
        self.ended = self._end(page, is_known=not fresh and not is_again)
        return [row for row in fresh if not row.is_surely_before(self.since)]

    def stop(self, end: WalkEnd, detail: str = "") -> None:
        """Note that the walk cannot go on."""
        self.ended, self.detail = end, detail

    def has_passed(self, day: date) -> bool:
        """Whether no older page can hold a post of that day."""
        is_over = self.ended is WalkEnd.WHOLE_LIST and self.n_pages > 0
        return is_over or (self.reached is not None and self.reached < day)

    def _note_days(self, page: ListPage) -> None:
        placed = [row.no_later_than for row in page.rows if row.is_regular]
        regular = [at for at in placed if at is not None]
        if not regular:
            return
        if not page.is_part:
            foot = max(day_of(at) for at in regular[-ROWS_THAT_DECIDE:])
            self.reached = min(self.reached or foot, foot)
        self.first_regular = self.first_regular or regular[0]
        self.newest_regular = max(self.newest_regular or regular[0], *regular)

    def _look_back(self, page: ListPage) -> bool:
        """Note whether rows have moved up past us; returns whether this page was walked before."""
        is_again = self.n_again > 0
        before, now = self.claimed, page.claimed
        has_fallen = before is not None and now is not None and now < before
        self.is_pulled_up = has_fallen and self.n_back < MOST_STEPS_BACK
        self.n_back += self.is_pulled_up
        self.n_again = 2 if self.is_pulled_up else max(0, self.n_again - 1)
        return is_again

    def _end(self, page: ListPage, is_known: bool) -> WalkEnd | None:
        if page.is_part or self.is_pulled_up:
            return WalkEnd.MAX_PAGES if self.n_pages >= self.max_pages else None
        is_whole = self.claimed is not None and 0 < self.claimed <= len(self.known)
        if page.claimed == 0 and not (page.rows or self.known):
            return WalkEnd.NO_POSTS
        if not page.rows:
            is_end = is_whole or (self.claimed is None and self.n_pages > 1)
            return WalkEnd.WHOLE_LIST if is_end else WalkEnd.NO_ROWS
        if self.reached is not None and self.reached < self.since:
            return WalkEnd.PASSED
        if is_whole or (page.is_last and not page.is_cut):
            return WalkEnd.WHOLE_LIST
        if page.is_cut:
            return WalkEnd.CUT
        if is_known:
            return WalkEnd.REPEATED
        return WalkEnd.MAX_PAGES if self.n_pages >= self.max_pages else None
