"""Sources whose lists are what is wanted: no post is visited, and a list is whole or of no use."""

from typing import Any, ClassVar

from scrapy.http import Response, TextResponse

from spiders.base import SourceSpider
from spiders.embedded import ChangedLayout
from spiders.ledger import CoverageRow, Ledger, next_try
from spiders.lists import ListRow
from spiders.pages import STUMBLES
from spiders.plan import KnownPost, Target
from spiders.states import NOTHING_ASKED, State
from spiders.walks import Walk, WalkEnd

# Of the rows that it had last: funds end a few at a time, and a list that has lost more was cut.
LEAST_LEFT = 0.9

_REFUSED = (WalkEnd.BLOCKED, WalkEnd.LEFT_ALONE)


class ListLedger(Ledger):
    """The books of lists: a row a list, on the night's day, that counts no posts."""

    def rows(self) -> list[CoverageRow]:
        """The state of every list."""
        return [self._of_list(walk) for walk in self.walks.values()]

    def _of_list(self, walk: Walk) -> CoverageRow:
        state, reason = state_of(walk)
        is_whole = state is State.COMPLETE
        return CoverageRow(
            target=walk.target,
            day=self.days[-1].isoformat(),
            state=state,
            claimed=None,
            walked=walk.n_pages,
            posts=0,
            reason=reason,
            next_try_at=None if is_whole else next_try(self._stops([("list", walk.target)])),
        )


def state_of(walk: Walk) -> tuple[State, str]:
    """How far a list can be trusted, and why not further; one without rows has failed."""
    why = str(walk.detail or walk.ended or WalkEnd.RUN_ENDED)
    if walk.ended is WalkEnd.WHOLE_LIST:
        return State.COMPLETE, ""
    if walk.ended in _REFUSED:
        return State.BLOCKED, why
    if walk.ended in (None, *NOTHING_ASKED):
        return State.PARTIAL if walk.n_pages else State.NOT_ATTEMPTED, why
    return State.FAILED, why


class ListingSpider(SourceSpider):
    """Walks each list to its end and wants none of its rows."""

    books: ClassVar[type[Ledger]] = ListLedger
    is_listing: ClassVar[bool] = True

    def take_row(self, row: ListRow, target: Target) -> None:
        """A row is no post: the archive has it."""

    def post_url(self, post: KnownPost) -> str:
        """Never asked: there are no posts."""
        raise LookupError(f"{self.name} has no post {post.native_id}")

    def parse_list(self, response: Response, target: Target, number: int) -> None:
        """Note a list page; of one that cannot be read, why."""
        super().parse_list(response, target, number)
        walk = self.ledger.walks[target.id]
        if walk.ended is WalkEnd.FAILED and isinstance(response, TextResponse):
            walk.detail += self._because(response, target.id)

    def check_size(self, target_id: str, n_rows: int) -> None:
        """ChangedLayout for a list that has lost more of its rows than lists lose."""
        last = self.plan.sizes.get(target_id, 0)
        if n_rows < LEAST_LEFT * last:
            raise ChangedLayout(
                f"expected most of the {last} rows of last time, not {n_rows}: "
                "`guandian funds refresh --smaller` takes it where that is right"
            )

    def _because(self, response: TextResponse, target_id: str) -> str:
        try:
            self.read_list(response, target_id)
        except STUMBLES as error:
            return f": {_said(error)}"
        return ""


def _said(error: Any) -> str:
    return " ".join(str(error).split())[:200]
