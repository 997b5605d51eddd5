"""The run's books: what the lists claimed, what was captured, and so the state of every day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from spiders.clock import day_of, show_instant
from spiders.lists import ListRow
from spiders.outcomes import SETTLED, Outcome
from spiders.states import State, judge
from spiders.walks import Walk, WalkEnd

# A block on guba is by address and rate and lasts hours; sooner only makes it longer.
BLOCK_PAUSE = timedelta(hours=6)


@dataclass(frozen=True)
class CoverageRow:
    """One target and day: posts claimed (None where no list said), pages walked, posts captured."""

    target: str
    day: str
    state: State
    claimed: int | None
    walked: int
    posts: int
    reason: str
    next_try_at: str | None


@dataclass(frozen=True)
class HandedOn:
    """A post that a list of one source showed and another source must fetch."""

    source: str
    native_id: str
    alias_id: str | None
    target: str
    published_at: str


class Ledger:
    """Bookkeeping of one run over the days since..date."""

    def __init__(self, since: date, until: date) -> None:
        self.days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
        self.walks: dict[str, Walk] = {}
        self.claims: dict[tuple[str, date], set[str]] = defaultdict(set)
        self.visits: dict[str, Outcome] = {}
        self.handed_on: dict[str, HandedOn] = {}

    def open_walk(self, target: str, max_pages: int) -> Walk:
        """Begin the books of one target."""
        return self.walks.setdefault(target, Walk(target, self.days[0], max_pages))

    def claim(self, target: str, native_id: str, published_at: datetime | None) -> bool:
        """Note that a post exists; returns whether its day is one of ours (unknown counts)."""
        if published_at is None:
            return True
        day = day_of(published_at)
        if day not in self.days:
            return False
        self.claims[target, day].add(native_id)
        return True

    def hand_on(self, target: str, row: ListRow) -> None:
        """Note a post of another source, once, if its day is one of ours."""
        if day_of(row.published_at) in self.days:
            at = show_instant(row.published_at)
            post = HandedOn(row.source, row.native_id, row.alias_id, target, at)
            self.handed_on.setdefault(row.native_id, post)

    def settle(self, native_id: str, outcome: Outcome) -> None:
        """Note what a post's visit came to."""
        self.visits[native_id] = outcome

    def rows(self, now: datetime) -> list[CoverageRow]:
        """The state of every target and day; `now` dates the next try after a block."""
        return [self._row(target, day, now) for target, day in self._cells()]

    def as_json(self, now: datetime) -> dict[str, Any]:
        """`rows` and `handed_on` in plain types."""
        posts = [asdict(post) for post in self.handed_on.values()]
        return {"rows": [asdict(row) for row in self.rows(now)], "handed_on": posts}

    def _cells(self) -> Iterator[tuple[str, date]]:
        for target in self.walks:
            yield from ((target, day) for day in self.days)
        for target, day in sorted(self.claims):
            if target not in self.walks:
                yield target, day

    def _row(self, target: str, day: date, now: datetime) -> CoverageRow:
        claimed = self.claims.get((target, day), set())
        outcomes = {one: self.visits.get(one, Outcome.NOT_ATTEMPTED) for one in claimed}
        n_posts = sum(outcome in SETTLED for outcome in outcomes.values())
        walk = self.walks.get(target)
        n_pages = walk.n_pages if walk else 0
        state, reason = judge(day, walk, list(outcomes.values()))
        is_stopped = walk is not None and walk.ended is WalkEnd.NOT_ATTEMPTED
        return CoverageRow(
            target=target,
            day=day.isoformat(),
            state=state,
            claimed=len(claimed) if claimed or n_pages else None,
            walked=n_pages,
            posts=n_posts,
            reason=reason,
            next_try_at=show_instant(now + BLOCK_PAUSE)
            if state is State.BLOCKED or is_stopped
            else None,
        )
