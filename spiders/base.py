"""What all sources share: walking lists, visiting posts once each, keeping the ledger."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from spiders.breaker import HostStopped
from spiders.clock import http_instant
from spiders.lists import ListPage, ListRow
from spiders.outcomes import STOPPING, Outcome
from spiders.pages import SourcePages
from spiders.plan import KnownPost, Plan, Target
from spiders.visits import Visit
from spiders.walks import Walk, WalkEnd


class SourceSpider(SourcePages):
    """Walks one target's whole list, visits its posts, then turns to the next target."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.requested: set[str] = set()
        # Posts wait here for the end of the walk: sites guard posts more than lists.
        self.waiting: list[Request] = []
        for target in plan.targets:
            self.ledger.open_walk(target.id, plan.manners.max_pages)

    async def start(self) -> AsyncIterator[Request]:
        """The first page of the first target; each walk that ends brings the next."""
        for request in self._next_target(0):
            yield request

    def parse_list(self, response: Response, target: Target, number: int) -> Iterator[Request]:
        """Note a list page's posts and walk on, or end the walk."""
        walk = self.ledger.walks[target.id]
        outcome = response.meta["outcome"]
        if outcome in (Outcome.LIST, Outcome.EMPTY) and isinstance(response, TextResponse):
            page = dated(self.read_list(response, target.id), response)
            for row in walk.take(page, response.meta["captured_at"]):
                self._take_row(row, target)
        else:
            end = WalkEnd.BLOCKED if outcome in STOPPING else WalkEnd.FAILED
            walk.stop(end, f"{outcome} (HTTP {response.status})")
        yield from self._walk_on(walk, target, number)

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """End the walk of a list page that did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        target: Target = request.cb_kwargs["target"]
        walk = self.ledger.walks[target.id]
        detail = f"{outcome_of_failure(request)}: {failure.getErrorMessage()}"
        walk.stop(self._end_without_page(failure), detail)
        yield from self._walk_on(walk, target, request.cb_kwargs["number"])

    def parse_post(self, response: Response) -> Iterator[Request]:
        """Note what a visit came to, or try another way to the same post."""
        visit: Visit = response.meta["visit"]
        url = self.second_try(response, visit)
        if url is not None:
            priority = response.request.priority if response.request else 0
            yield self._post_request(url, visit, priority)
        else:
            self.ledger.settle(str(visit.native_id), response.meta["outcome"])

    def post_failed(self, failure: Failure) -> None:
        """Note a post whose page did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.ledger.settle(str(request.meta["visit"].native_id), outcome_of_failure(request))

    def _next_target(self, rank: int) -> Iterator[Request]:
        if rank < len(self.plan.targets):
            yield self._list_request(self.plan.targets[rank], 1)
        else:
            yield from self._known_posts()

    def _walk_on(self, walk: Walk, target: Target, number: int) -> Iterator[Request]:
        if walk.ended is None:
            yield self._list_request(target, number + 1)
            return
        self.waiting, ready = [], self.waiting
        yield from ready
        yield from self._next_target(self.plan.targets.index(target) + 1)

    def _known_posts(self) -> Iterator[Request]:
        for post in self.plan.posts:
            if self.ledger.claim(post.target, post.native_id, post.published_at):
                self._want(post, -2 * len(self.plan.targets))
        yield from self.waiting

    def _end_without_page(self, failure: Failure) -> WalkEnd:
        if not isinstance(failure.value, HostStopped):
            return WalkEnd.FAILED
        if any(walk.n_pages or walk.ended for walk in self.ledger.walks.values()):
            return WalkEnd.NOT_ATTEMPTED
        # Stopped before any list came: then what stopped us is what this night met.
        return WalkEnd.BLOCKED if failure.value.is_refusal else WalkEnd.FAILED

    def _take_row(self, row: ListRow, target: Target) -> None:
        if row.source != self.name:
            self.ledger.hand_on(target.id, row)
        elif self.ledger.claim(target.id, row.native_id, row.published_at):
            post = KnownPost(row.native_id, target.id, url=row.url)
            self._want(post, -2 * self.plan.targets.index(target))

    def _want(self, post: KnownPost, priority: int) -> None:
        if post.native_id in self.plan.done:
            self.ledger.settle(post.native_id, Outcome.POST)
        elif post.native_id not in self.requested:
            self.requested.add(post.native_id)
            visit = Visit(self.name, "post", self.plan.acquisition, post.target, post.native_id)
            request = self._post_request(post.url or self.post_url(post), visit, priority)
            self.waiting.append(request)

    def _post_request(self, url: str, visit: Visit, priority: int) -> Request:
        return Request(
            url,
            callback=self.parse_post,
            errback=self.post_failed,
            meta={"visit": visit},
            priority=priority,
        )

    def _list_request(self, target: Target, number: int) -> Request:
        visit = Visit(self.name, "list", self.plan.acquisition, target.id)
        return Request(
            self.list_url(target, number),
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"target": target, "number": number},
            meta={"visit": visit},
            # Below the posts of the target before, above its own.
            priority=1 - 2 * self.plan.targets.index(target),
        )


def outcome_of_failure(request: Request) -> Outcome:
    """The outcome that was archived, or FAILED when the response itself could not be used."""
    outcome: Outcome = request.meta.get("outcome", Outcome.FAILED)
    return outcome if request.meta.get("failed") else Outcome.FAILED


def dated(page: ListPage, response: Response) -> ListPage:
    """The page with the site's own clock: the one it prints, else that of its HTTP headers.

    An author's list prints none, and without a clock a day without posts is never proved.
    """
    if page.rendered_at is not None:
        return page
    stated, age = (
        (response.headers.get(name) or b"").decode("latin-1") for name in ("Date", "Age")
    )
    return replace(page, rendered_at=http_instant(stated, age))
