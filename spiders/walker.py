"""Walking the lists of targets page by page; what a crawl broken off has archived comes first."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from spiders.breaker import HostStopped
from spiders.clock import http_instant
from spiders.decode import plain
from spiders.lists import ListPage, ListRow
from spiders.outcomes import STOPPING, Outcome
from spiders.pages import STUMBLES, SourcePages
from spiders.plan import Plan, Target
from spiders.replay import as_response
from spiders.resumed import Fit, Seam, Unfinished
from spiders.stops import Cause
from spiders.visits import Visit
from spiders.walks import STOPPED_ENDS, Walk, WalkEnd


class ListWalker(SourcePages):
    """Walks one list after the other; what their rows are good for is the spider's to say."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.unfinished = Unfinished()
        self.seam = Seam()
        # The page to ask for next; none while it is not known what came of the one before.
        self.number: int | None = None
        for target in plan.targets:
            self.ledger.open_walk(target.id, plan.manners.max_pages)

    @abstractmethod
    def take_row(self, row: ListRow, target: Target) -> None:
        """Note a row that the walk has not shown before."""

    def walk(self, target: Target) -> Iterator[Request]:
        """The requests of a target's whole walk, each when the page before has been noted."""
        self._walk_archived(target)
        while self.ledger.walks[target.id].ended is None:
            number, self.number = self.number or 1, None
            yield self._list_request(target, number)
            walk = self.ledger.walks[target.id]
            if self.number is None and walk.ended is None:
                walk.stop(WalkEnd.FAILED, f"page {number}: an error, see the log")

    def parse_list(self, response: Response, target: Target, number: int) -> None:
        """Note a list page's posts, or end the walk."""
        outcome = response.meta["outcome"]
        if outcome in (Outcome.LIST, Outcome.EMPTY) and isinstance(response, TextResponse):
            page = dated(self.read_list(response, target.id), response)
            self._take_page(target, number, page, response.meta["captured_at"])
        else:
            end = WalkEnd.BLOCKED if outcome in STOPPING else WalkEnd.FAILED
            self.ledger.walks[target.id].stop(end, f"{outcome} (HTTP {response.status})")

    def list_failed(self, failure: Failure) -> None:
        """End the walk of a list page that did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        walk = self.ledger.walks[request.cb_kwargs["target"].id]
        detail = failure.getErrorMessage()
        if not isinstance(failure.value, HostStopped):
            detail = f"{outcome_of_failure(request)}: {detail}"
        walk.stop(self._end_without_page(failure), detail)

    def _walk_archived(self, target: Target) -> None:
        """Take the pages that are archived already; the last of them is the next to ask for."""
        self.seam = Seam()
        for record in self.unfinished.pages(target.id):
            near = range(1, self.seam.last + 2)
            number = next((n for n in near if self.list_url(target, n) == record.url), None)
            if number is None or self.ledger.walks[target.id].ended:
                break
            response = as_response(record)
            try:
                page = dated(self.read_list(plain(response), target.id), response)
            except STUMBLES:
                break
            self._take_page(target, number, page, record.at)
        self.number = max(1, self.seam.last)

    def _take_page(self, target: Target, number: int, page: ListPage, at: datetime) -> None:
        walk = self.ledger.walks[target.id]
        fit = self.seam.fit(number, page, walk.known)
        if fit is Fit.APART:
            self.seam, self.number = Seam(), 1
            self.ledger.walks[target.id] = Walk(walk.target, walk.since, walk.max_pages)
            return
        self.number = number + 1
        if fit is Fit.FOLLOWS:
            for row in walk.take(page, at):
                self.take_row(row, target)
            if walk.is_pulled_up:
                self.number = max(1, number - 1)

    def _end_without_page(self, failure: Failure) -> WalkEnd:
        if not isinstance(failure.value, HostStopped):
            return WalkEnd.FAILED
        cause = failure.value.stop.cause
        if cause in STOPPED_ENDS:
            return STOPPED_ENDS[cause]
        if any(walk.n_pages or walk.ended for walk in self.ledger.walks.values()):
            return WalkEnd.NOT_ATTEMPTED
        # Stopped before any list came: then what stopped us is what this night met.
        return WalkEnd.BLOCKED if cause is Cause.REFUSED else WalkEnd.FAILED

    def _list_request(self, target: Target, number: int) -> Request:
        return Request(
            self.list_url(target, number),
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"target": target, "number": number},
            meta={"visit": Visit(self.name, "list", self.plan.acquisition, target.id)},
        )


def outcome_of_failure(request: Request) -> Outcome:
    """The outcome that was archived, or FAILED when the response itself could not be used."""
    outcome: Outcome = request.meta.get("outcome", Outcome.FAILED)
    return outcome if request.meta.get("failed") else Outcome.FAILED


def dated(page: ListPage, response: Response) -> ListPage:
    """The page with the site's own clock: the one it prints, else that of its HTTP headers.

    An author's list prints none, and without a clock a day without posts is never proved.
    """
    return page if page.rendered_at else replace(page, rendered_at=answered_at(response))


def answered_at(response: Response) -> datetime | None:
    """The instant that an answer's headers state."""
    stated, age = (
        (response.headers.get(name) or b"").decode("latin-1") for name in ("Date", "Age")
    )
    return http_instant(stated, age)
