"""Going on where an unfinished crawl was, with the night's own archive as the cache.

Why this is sound: an archived list page says what the site showed then, so it is read as if it had
come just now, in the order in which it came. What has moved since is caught where the archive
ends: its last page is asked for again. New posts push rows down, and pages that only repeat known
rows are passed over; deletions pull rows up, and the page still shows some known ones; a page that
shows none of them does not join, and the walk begins anew. Only what was archived after the last
crawl that came to its end by itself counts (that one's lists are walked anew), and only lists read
after the last wanted day was over, for earlier ones cannot hold it all.

Caveat: a request that was answered but not yet archived when the crawl was killed is sent again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from spiders.clock import day_end
from spiders.lists import ListPage
from spiders.outcomes import SETTLED, Outcome
from spiders.plan import Plan
from spiders.visits import LEDGER_URL
from spiders.warcread import Archived, read_warc


@dataclass
class Unfinished:
    """What crawls that did not come to their end archived in this night.

    `settled` are posts by native id; `places` where list pages lie, by target, oldest first.
    """

    settled: dict[str, Outcome] = field(default_factory=dict)
    places: dict[str, list[tuple[Path, int]]] = field(default_factory=dict)

    @property
    def n_pages(self) -> int:
        """How many list pages there are."""
        return sum(map(len, self.places.values()))

    def pages(self, target: str) -> Iterator[Archived]:
        """The target's list pages, one at a time, in the order in which they came."""
        for path, offset in self.places.get(target, ()):
            yield next(read_warc(path, offset))

    def note(self, path: Path, record: Archived, lists_from: datetime) -> None:
        """Note what one record settles, or that it is a list page of use."""
        visit = record.visit
        if visit is None:
            return
        if visit.kind == "post" and visit.native_id and visit.outcome in SETTLED:
            self.settled[visit.native_id] = visit.outcome
        if visit.outcome is Outcome.LIST and visit.target and record.at >= lists_from:
            self.places.setdefault(visit.target, []).append((path, record.offset))

    def add(self, later: "Unfinished") -> None:
        """Note what a later crawl archived too."""
        self.settled |= later.settled
        for target, places in later.places.items():
            self.places.setdefault(target, []).extend(places)


def read_unfinished(plan: Plan) -> Unfinished:
    """What the archive has of the plan's source and night since a crawl of it finished."""
    parts = [] if plan.replay else list(_unfinished_parts(plan))
    found = Unfinished()
    for part in reversed(parts):
        found.add(part)
    return found


def _unfinished_parts(plan: Plan) -> Iterator[Unfinished]:
    """What each segment holds, newest first, until one says that its crawl finished."""
    days = {at.date() for at in plan.night}
    pattern = f"{plan.source}-*T*.warc.gz*"  # no replays; also what no one has sealed yet
    found = [path for day in days for path in (plan.raw / f"date={day}").glob(pattern)]
    for path in sorted(found, key=lambda path: path.name, reverse=True):
        part = _read_part(path, plan)
        if part is None:
            return
        yield part


def _read_part(path: Path, plan: Plan) -> Unfinished | None:
    opens_at, closes_at = plan.night
    part = Unfinished()
    for record in read_warc(path):
        if _is_end(record):
            return None
        if opens_at <= record.at < closes_at:
            part.note(path, record, lists_from=day_end(plan.date))
    return part


def _is_end(record: Archived) -> bool:
    is_ledger = record.url.startswith(LEDGER_URL)
    return is_ledger and json.loads(record.body).get("finish_reason") == "finished"


class Fit(Enum):
    """How a list page joins those before it."""

    FOLLOWS = auto()
    REPEATS = auto()
    APART = auto()


class Seam:
    """Where one crawl's pages of a list meet those of the crawl before."""

    def __init__(self) -> None:
        self.last = 0
        self.is_open = False
        self.seen: set[str] = set()

    def fit(self, number: int, page: ListPage, known: set[str]) -> Fit:
        """What to make of page `number`: only from a page asked for again on may it not follow."""
        if number <= self.last:
            self.is_open, self.seen = True, set()
        self.last = number
        shown = [row.native_id for row in page.rows if row.is_regular]
        # Passed twice is no list that moved but one that repeats itself: the walk's to say.
        self.is_open = self.is_open and not self.seen.issuperset(shown)
        return self._fit_open(shown, known) if self.is_open else Fit.FOLLOWS

    def _fit_open(self, shown: list[str], known: set[str]) -> Fit:
        is_first = not self.seen
        self.seen.update(shown)
        # Rows that are not known and stand above known ones are new; below, the archive ends.
        self.is_open = shown[-1] in known
        if known.issuperset(shown):
            return Fit.REPEATS
        return Fit.APART if is_first and known.isdisjoint(shown) else Fit.FOLLOWS
