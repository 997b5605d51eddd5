"""The run's books: what the lists claimed, what was captured, and so the state of every day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from spiders.clock import day_of, show_instant
from spiders.lists import ListRow
from spiders.outcomes import SETTLED, Outcome
from spiders.states import State, judge
from spiders.stops import Stop
from spiders.visits import Visit
from spiders.walks import Walk


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
    published_at: str | None
    bar: str | None = None


class Ledger:
    """Bookkeeping of one run over the days since..date."""

    def __init__(self, since: date, until: date) -> None:
        self.days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
        self.walks: dict[str, Walk] = {}
        self.claims: dict[tuple[str, date], set[str]] = defaultdict(set)
        self.visits: dict[str, Outcome] = {}
        self.handed_on: dict[str, HandedOn] = {}
        # By target the posts whose list does not say when, with the last day they can be of.
        self.undated: dict[str, dict[str, date]] = defaultdict(dict)
        # What held back or ended a visit, by kind of page and its target or native id.
        self.stops: dict[tuple[str, str | None], Stop] = {}

    def open_walk(self, target: str, max_pages: int) -> Walk:
        """Begin the books of one target."""
        return self.walks.setdefault(target, Walk(target, self.days[0], max_pages))

    def claim(
        self,
        target: str,
        native_id: str,
        published_at: datetime | None,
        no_later_than: datetime | None = None,
    ) -> bool:
        """Note that a post exists; returns whether its day is one of ours (unknown counts)."""
        if published_at is None:
            last = day_of(no_later_than) if no_later_than else self.days[-1]
            self.undated[target][native_id] = last
            return True
        self.undated[target].pop(native_id, None)
        day = day_of(published_at)
        if day not in self.days:
            return False
        self.claims[target, day].add(native_id)
        return True

    def hand_on(self, target: str, row: ListRow) -> None:
        """Note a post of another source, once, if its day is one of ours."""
        at = row.published_at
        if at is None:
            self.claim(target, row.native_id, None, row.no_later_than)
        if at is None or day_of(at) in self.days:
            shown = show_instant(at) if at else None
            post = HandedOn(row.source, row.native_id, row.alias_id, target, shown, row.bar_code)
            self.handed_on.setdefault(row.native_id, post)

    def date_post(self, target: str, native_id: str, published_at: datetime | None) -> None:
        """Note when a post was published whose list did not say."""
        if published_at is not None and native_id in self.undated[target]:
            self.claim(target, native_id, published_at)

    def settle(self, native_id: str, outcome: Outcome) -> None:
        """Note what a post's visit came to."""
        self.visits[native_id] = outcome

    def hold_back(self, visit: Visit, stop: Stop) -> None:
        """Note that a visit's host was stopped, by it or before it."""
        key = visit.target if visit.kind == "list" else visit.native_id
        self.stops[visit.kind, key] = stop

    def rows(self) -> list[CoverageRow]:
        """The state of every target and day."""
        return [self._row(target, day) for target, day in self._cells()]

    def as_json(self) -> dict[str, Any]:
        """`rows` and `handed_on` in plain types; `ended` counts posts by what became of them."""
        posts = [asdict(post) for post in self.handed_on.values()]
        rows = [asdict(row) for row in self.rows()]
        return {"rows": rows, "handed_on": posts, "ended": Counter(sorted(self.visits.values()))}

    def _cells(self) -> Iterator[tuple[str, date]]:
        for target in self.walks:
            yield from ((target, day) for day in self.days)
        for target, day in sorted({*self.claims, *self._lost()}):
            if target not in self.walks:
                yield target, day

    def _lost(self) -> Iterator[tuple[str, date]]:
        """Days of which a post without a date may be that did not come."""
        for target, posts in self.undated.items():
            for native_id, last in posts.items():
                if self._outcome_of(native_id) not in SETTLED:
                    yield from ((target, day) for day in self.days if day <= last)

    def _outcome_of(self, native_id: str) -> Outcome:
        # What is handed on is the other source's to fetch: nothing of it is missing here.
        came = Outcome.POST if native_id in self.handed_on else Outcome.NOT_ATTEMPTED
        return self.visits.get(native_id, came)

    def _row(self, target: str, day: date) -> CoverageRow:
        claimed = self.claims.get((target, day), set())
        undated = (one for one, last in self.undated.get(target, {}).items() if last >= day)
        outcomes = {one: self._outcome_of(one) for one in (*claimed, *undated)}
        missing = [one for one, outcome in outcomes.items() if outcome not in SETTLED]
        stops = self._stops(("post", one) for one in missing)
        walk = self.walks.get(target)
        n_pages = walk.n_pages if walk else 0
        state, reason = judge(day, walk, list(outcomes.values()), stops)
        is_proved = state in (State.COMPLETE, State.EMPTY)
        return CoverageRow(
            target=target,
            day=day.isoformat(),
            state=state,
            claimed=len(claimed) if claimed or n_pages else None,
            walked=n_pages,
            posts=sum(outcomes[one] in SETTLED for one in claimed),
            reason=reason,
            next_try_at=None if is_proved else next_try([*self._stops([("list", target)]), *stops]),
        )

    def _stops(self, keys: Iterable[tuple[str, str]]) -> list[Stop]:
        """What held these visits back, each stop once, in one order."""
        found = {self.stops[key] for key in keys if key in self.stops}
        return sorted(found, key=lambda stop: (stop.cause, stop.reason))


def next_try(stops: Iterable[Stop]) -> str | None:
    """When all of the hosts may be asked again; None where the next run may."""
    instants = [stop.next_try_at for stop in stops if stop.next_try_at]
    return show_instant(max(instants)) if instants else None
