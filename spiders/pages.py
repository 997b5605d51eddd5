"""What a source says about its pages: their addresses, how to read them, what an answer is."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse

from spiders.addresses import redirect_target
from spiders.challenges import REFUSALS, is_challenge
from spiders.decode import Damage, damage_of
from spiders.embedded import UNREADABLE, ChangedLayout
from spiders.ledger import Ledger
from spiders.lists import ListPage
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Plan, Target
from spiders.settings import REDIRECT_MAX_TIMES
from spiders.visits import Visit

# What a reader that meets a page it was not written for ends in.
STUMBLES = (
    ChangedLayout,
    *UNREADABLE,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
)


class SourcePages(Spider):
    """The questions that a source's file answers; nothing else is its own."""

    # What the keys of the source's table in the watchlist name, such as bars → bar.
    keys: ClassVar[Mapping[str, str]]
    # Whether a post's address cannot be made from its id, and so has to be remembered.
    keeps_urls: ClassVar[bool] = False
    # Whether any address is taken for a post's: then it does not tell which post lies there.
    is_any_post: ClassVar[bool] = False
    # The only hosts its pages may lead to.
    hosts: frozenset[str]
    # Kinds of targets that have no list of their own.
    unwalked: ClassVar[frozenset[str]] = frozenset()
    # The books of its runs.
    books: ClassVar[type[Ledger]] = Ledger
    # Whether its lists are what is wanted, once a night each: then it has no posts.
    is_listing: ClassVar[bool] = False
    # Sources that fetch what this one's lists show and does not fetch itself; they run after it.
    hands_on_to: frozenset[str] = frozenset()

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.ledger = self.books(plan.since, plan.date)
        # What the run reports; the archive replaces it when it seals the segment.
        self.result: dict[str, Any] = {
            "source": plan.source,
            "finish_reason": "not sealed",
            "outcomes": {},
            "rows": [],
            "handed_on": [],
            "segment": None,
        }

    @abstractmethod
    def list_url(self, target: Target, number: int) -> str:
        """The address of a target's list page, newest post first, counted from 1."""

    @abstractmethod
    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The rows of a list page; ChangedLayout when it is not built as expected."""

    @abstractmethod
    def post_url(self, post: KnownPost) -> str:
        """The address of a post."""

    @abstractmethod
    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """What an answer is that is no block, server error or redirect; may say ChangedLayout."""

    def recognise_redirect(self, url: str) -> Outcome:
        """OTHER for a redirect to follow; anything else is final and not followed."""
        return Outcome.OTHER if urlsplit(url).hostname in self.hosts else Outcome.MOVED

    @classmethod
    def native_id_of(cls, url: str) -> str | None:
        """The site's own id of the post at an address; None where that is no post's."""
        return None

    @classmethod
    def refuses(cls, target: Target) -> str | None:
        """Why a target of the watchlist cannot be walked; None where it can."""
        return None

    def published_in(self, response: TextResponse) -> datetime | None:
        """When a post's page says it was published; asked where its list did not say."""
        return None

    def second_try(self, response: Response, visit: Visit) -> str | None:
        """The address of another way to a post whose page was not understood, if there is one."""
        return None

    def visit_of(self, request: Request) -> Visit:
        """What a request is for; Scrapy's own requests are for robots.txt."""
        robots = Visit(self.name, "robots", self.plan.acquisition)
        visit: Visit = request.meta.get("visit", robots)
        return visit

    def outcome_of(self, response: TextResponse, request: Request) -> Outcome:
        """What any response is: first what all sites share, then what the source knows."""
        visit = self.visit_of(request)
        if response.status in REFUSALS or is_challenge(response.url, response.text):
            return Outcome.BLOCKED
        if response.status >= 500:
            return Outcome.SERVER_ERROR
        if 300 <= response.status < 400:
            return self._outcome_of_redirect(response, request)
        if damage := damage_of(response):
            # What the site sent is not what it has: it may be asked again, and is not settled.
            return Outcome.TOO_LARGE if damage is Damage.TOO_LARGE else Outcome.SERVER_ERROR
        if visit.kind == "robots":
            return Outcome.OTHER
        if response.status == 200 and not response.text.strip():
            # Nothing at all proves neither an empty list nor that there is no post.
            return Outcome.CHANGED_LAYOUT
        try:
            return self.recognise(response, visit)
        except STUMBLES as error:
            self.logger.warning("%s: %s cannot be read: %r", visit.kind, response.url, error)
            return Outcome.CHANGED_LAYOUT

    def _outcome_of_redirect(self, response: TextResponse, request: Request) -> Outcome:
        """OTHER only for a step that is followed; a loop, or a way out of the site, is MOVED."""
        url = redirect_target(response)
        if url is None:
            return Outcome.MOVED
        outcome = self.recognise_redirect(url)
        if outcome is Outcome.OTHER and self._is_of_another(url, self.visit_of(request)):
            return Outcome.MOVED
        before = [request.url, *request.meta.get("redirect_urls", [])]
        is_loop = urldefrag(url).url in {urldefrag(one).url for one in before}
        is_astray = is_loop or len(before) > REDIRECT_MAX_TIMES
        return Outcome.MOVED if outcome is Outcome.OTHER and is_astray else outcome

    def _is_of_another(self, url: str, visit: Visit) -> bool:
        """Whether an address is that of another post: what lies there must not pass for ours."""
        if visit.kind != "post" or self.is_any_post:
            return False
        return self.native_id_of(url) not in (None, visit.native_id)
