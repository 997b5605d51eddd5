"""What all sources share: walking lists, visiting posts once each, keeping the ledger."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from spiders.lists import ListRow
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Plan, Target
from spiders.resumed import read_unfinished
from spiders.visits import Visit
from spiders.walker import ListWalker, outcome_of_failure


class SourceSpider(ListWalker):
    """Walks one target's whole list, visits its posts, then turns to the next target.

    The next request is made when all is over with the one before: only ids wait in memory, and an
    error with one page cannot lose the others.
    """

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.requested: set[str] = set()
        # They come last, also where a list shows them: a spent budget costs re-visits first.
        self.known = {post.native_id: post for post in plan.posts}
        # Posts wait here for the end of the walk: sites guard posts more than lists.
        self.waiting: deque[KnownPost] = deque()
        self.settled = dict.fromkeys(plan.done, Outcome.POST)
        self.steps = self._steps()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, called whenever there is nothing left to do."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        return spider

    def go_on(self) -> None:
        """Make the next request; the crawl ends when there is none."""
        request = next(self.steps, None)
        if request is not None and self.crawler.engine is not None:
            self.crawler.engine.crawl(request)

    def parse_post(self, response: Response) -> Request | None:
        """Note what a visit came to, or try another way to the same post."""
        visit: Visit = response.meta["visit"]
        url = self.second_try(response, visit)
        if url is not None:
            return self._post_request(url, visit)
        self._note_post(response, visit)
        return None

    def post_failed(self, failure: Failure) -> None:
        """Note a post whose page did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.ledger.settle(str(request.meta["visit"].native_id), outcome_of_failure(request))

    def _note_post(self, response: Response, visit: Visit) -> None:
        native_id, outcome = str(visit.native_id), response.meta["outcome"]
        self.ledger.settle(native_id, outcome)
        if outcome is Outcome.POST and isinstance(response, TextResponse):
            self.ledger.date_post(str(visit.target), native_id, self.published_in(response))

    def _steps(self) -> Iterator[Request]:
        """The whole crawl; each request is asked for when the one before has had its effect."""
        self._recall()
        for target in self.plan.targets:
            yield from self.walk(target)
            yield from self._visit_waiting()
        for post in self.known.values():
            # Posts of days that are not ours are looked at again, but nobody claims their days.
            self.ledger.claim(post.target, post.native_id, post.published_at)
            self._want(post)
        yield from self._visit_waiting()

    def _recall(self) -> None:
        """Take up what an unfinished crawl of this night left."""
        self.unfinished = read_unfinished(self.plan)
        self.settled |= self.unfinished.settled
        if n_pages := self.unfinished.n_pages:
            n_posts = len(self.unfinished.settled)
            self.logger.info("going on: %d list pages, %d posts archived", n_pages, n_posts)

    def take_row(self, row: ListRow, target: Target) -> None:
        """Want a post of our own, or hand it on."""
        published_at = row.published_at or self.plan.published.get(row.native_id)
        if row.source != self.name:
            self.ledger.hand_on(target.id, row)
        elif self.ledger.claim(target.id, row.native_id, published_at, row.no_later_than):
            if row.native_id in self.known:
                self.known[row.native_id] = replace(self.known[row.native_id], url=row.url)
            else:
                self._want(KnownPost(row.native_id, target.id, url=row.url))

    def _want(self, post: KnownPost) -> None:
        if post.native_id in self.settled:
            self.ledger.settle(post.native_id, self.settled[post.native_id])
        elif post.native_id not in self.requested:
            self.requested.add(post.native_id)
            self.waiting.append(post)

    def _visit_waiting(self) -> Iterator[Request]:
        while self.waiting:
            post = self.waiting.popleft()
            visit = Visit(self.name, "post", self.plan.acquisition, post.target, post.native_id)
            yield self._post_request(post.url or self.post_url(post), visit)
            # Whatever went wrong with it, it was tried.
            self.ledger.visits.setdefault(post.native_id, Outcome.FAILED)

    def _post_request(self, url: str, visit: Visit) -> Request:
        return Request(
            url, callback=self.parse_post, errback=self.post_failed, meta={"visit": visit}
        )
