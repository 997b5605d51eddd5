"""What the tables must say after the nights, reckoned from the script alone.

Nothing of ours that reckons is used here; instants are numbers of nights.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.flows.simulation.script import Night, Post, Script

Cell = tuple[str, date]
# What an earlier night knows better than a later one, worst first.
WORTH = ["blocked", "partial", "empty", "complete"]


@dataclass
class Told:
    """One post as the nights saw it: (night, outcome) a visit, (night, text) a version."""

    post: Post
    visits: list[tuple[int, str]] = field(default_factory=list)
    versions: list[tuple[int, str]] = field(default_factory=list)

    @property
    def seen(self) -> list[int]:
        return [night for night, outcome in self.visits if outcome != "deleted"]

    @property
    def is_gone(self) -> bool:
        return bool(self.visits) and self.visits[-1][1] == "deleted"

    @property
    def deleted_in(self) -> int | None:
        """The first of the visits at the end that found it gone."""
        after = [night for night, outcome in self.visits if night > self.seen[-1]]
        return after[0] if after else None

    def visit(self, night: int) -> None:
        if night in self.post.gone:
            self.visits.append((night, "deleted"))
            return
        text = self.post.text(night)
        is_new = not self.versions or self.versions[-1][1] != text
        outcome = "edited" if is_new and self.versions else "seen"
        self.visits.append((night, outcome))
        self.versions += [(night, text)] if is_new else []


@dataclass(frozen=True)
class Covered:
    night: int
    state: str
    claimed: int | None
    posts: int


class Oracle:
    """Plays the nights: `told` by post id, `ledgers` by bar and day, ids of posts by night.

    `new` are asked for in any order, `again` after them, youngest first.
    """

    def __init__(self, script: Script) -> None:
        self.script = script
        self.told = {post.id: Told(post) for post in script.posts}
        self.new: dict[int, set[int]] = {}
        self.again: dict[int, list[int]] = {}
        self.ledgers: dict[Cell, list[Covered]] = {}
        for night in script.nights:
            self._play(night)

    @property
    def kept(self) -> list[Told]:
        """The posts that a night saw, by publication."""
        seen = [one for one in self.told.values() if one.seen]
        return sorted(seen, key=lambda one: (one.post.at, one.post.id))

    def coverage(self) -> dict[Cell, tuple[str, int | None, int, int | None]]:
        """State, claimed, posts and late, by bar and day."""
        found = {}
        for cell, nights in self.ledgers.items():
            best = max(nights, key=lambda one: (WORTH.index(one.state), one.night))
            late = self._n_late(cell, nights[0].night) if len(nights) > 1 else None
            found[cell] = (best.state, best.claimed, best.posts, late)
        return found

    def _play(self, night: Night) -> None:
        owed = [one for one in self.told.values() if self._owes(one, night)]
        walked = self._walked(night)
        new = [
            one for one in self._listed(night, walked) if self._is_wanted(one) and one not in owed
        ]
        # A block stops the host: who is due then stays due.
        again = owed if len(walked) == len(self.script.bars) else []
        visited = [*new, *sorted(again, key=lambda one: one.post.at, reverse=True)]
        for one in visited:
            one.visit(night.number)
        self.new[night.number] = {one.post.id for one in new}
        self.again[night.number] = [one.post.id for one in visited[len(new) :]]
        for bar in self.script.bars:
            for day in night.days:
                cell = self._cover(night, bar, day, walked, owed, visited)
                self.ledgers.setdefault((bar, day), []).append(cell)

    def _walked(self, night: Night) -> list[str]:
        bars = list(self.script.bars)
        stops = [n for n, bar in enumerate(bars) if bar in night.blocked]
        return bars[: min(stops)] if stops else bars

    def _listed(self, night: Night, bars: list[str]) -> Iterator[Told]:
        for one in self.told.values():
            post = one.post
            if post.bar in bars and post.day in night.days and post.is_listed(night):
                yield one

    def _is_wanted(self, one: Told) -> bool:
        return not one.seen or one.is_gone

    def _owes(self, one: Told, night: Night) -> bool:
        """More ages have come by now than had come when it was last seen."""
        if not one.seen or one.is_gone:
            return False
        last = self.script.nights[one.seen[-1] - 1]
        return self._n_ages(one.post, night) > self._n_ages(one.post, last)

    def _n_ages(self, post: Post, night: Night) -> int:
        hours = (night.begins - post.at) / timedelta(hours=1)
        return sum(age <= hours for age in self.script.revisit_h)

    def _cover(
        self,
        night: Night,
        bar: str,
        day: date,
        walked: list[str],
        owed: list[Told],
        visited: list[Told],
    ) -> Covered:
        here = (*self._listed(night, walked), *owed)
        claimed = {one.post.id for one in here if (one.post.bar, one.post.day) == (bar, day)}
        missed = {one.post.id for one in owed} - {one.post.id for one in visited}
        n_posts = len(claimed - missed)
        if bar not in walked:
            return Covered(night.number, "blocked", len(claimed) or None, n_posts)
        state = "partial" if claimed & missed else "complete" if claimed else "empty"
        return Covered(night.number, state, len(claimed), n_posts)

    def _n_late(self, cell: Cell, first_night: int) -> int:
        of_cell = [one for one in self.kept if (one.post.bar, one.post.day) == cell]
        return sum(one.seen[0] > first_night for one in of_cell)
