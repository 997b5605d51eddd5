"""What one run of one spider is asked to do; the file a flow hands to `python -m spiders.run`."""

import datetime
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from spiders.clock import night_of, read_instant, show_instant
from spiders.discover import source_names
from spiders.settings import DOWNLOAD_TIMEOUT

# Faster than this is not polite anywhere but on our own machine.
MIN_DELAY_S = 3.0

# Requests a host and night: four hours of them at 4 s each, which is what lies between the close of
# a night's day and the opening of the exchange, with half of it to spare.
BUDGET = 3600

# Ages at which a post is looked at again (DESIGN.md; most edits and deletions are early).
REVISIT_H = (1.0, 24.0, 168.0, 720.0)

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class PlanError(Exception):
    """Raised for a plan that must not be run; the message says what to change."""


@dataclass(frozen=True)
class Target:
    """One list to walk, such as a bar or an author, by the site's own id."""

    kind: str
    id: str


@dataclass(frozen=True)
class KnownPost:
    """One post to visit besides what lists show: a re-visit or a handed-on article."""

    native_id: str
    target: str
    url: str | None = None
    bar: str | None = None
    alias_id: str | None = None
    published_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Manners:
    """How gently to crawl: seconds between requests to a host, pages a list, whom to write to.

    `budget` is requests a host and night, of all runs together; `revisit_h` the ages in hours at
    which a post is looked at again; `timeout_s` how long one answer may take.
    """

    delay_s: float = MIN_DELAY_S
    max_pages: int = 50
    contact: str = ""
    budget: int = BUDGET
    revisit_h: tuple[float, ...] = REVISIT_H
    timeout_s: float = DOWNLOAD_TIMEOUT


@dataclass(frozen=True)
class Plan:
    """One run: a source, the days since..date, what to visit and where the archive lies.

    `done` are native ids captured tonight already; `published` tells of known posts what their list
    may not say; `sizes` of lists that are wanted whole how many rows each had last; `replay` is a
    WARC to read instead of the network; `origins` maps hosts to loopback addresses for rehearsals;
    `shift_s` is how far, in seconds, the clock of a rehearsal stands from the real one.
    """

    source: str
    date: datetime.date
    since: datetime.date
    raw: Path
    targets: tuple[Target, ...] = ()
    posts: tuple[KnownPost, ...] = ()
    done: frozenset[str] = frozenset()
    published: dict[str, datetime.datetime] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    replay: Path | None = None
    acquisition: str = "nightly"
    manners: Manners = Manners()
    origins: dict[str, str] = field(default_factory=dict)
    shift_s: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what must not be run."""
        check_scope(self)
        check_origins(self.origins)
        check_clock(self)
        check_manners(self)

    @property
    def night(self) -> tuple[datetime.datetime, datetime.datetime]:
        """The window [from, to) in which the night after `date` captures."""
        return night_of(self.date)

    def now(self) -> datetime.datetime:
        """The instant by the run's own clock, UTC: the only one that a crawl asks."""
        return datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=self.shift_s)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The plan that `to_json` wrote; PlanError when it cannot be read or must not be run."""
        try:
            return cls(**_typed(json.loads(text)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise PlanError(f"the plan cannot be read: {error}") from error

    def to_json(self) -> str:
        """The plan as JSON, days and instants as text."""
        fields = asdict(self)
        fields["posts"] = [_post_fields(post) for post in self.posts]
        fields["done"] = sorted(self.done)
        return json.dumps(fields, default=str, ensure_ascii=False, indent=1)


def check_scope(plan: Plan) -> None:
    """Refuse unknown sources, a target named twice and days the wrong way round."""
    if plan.source not in source_names():
        known = ", ".join(source_names())
        raise PlanError(f"there is no source {plan.source!r}: choose one of {known}")
    if len(set(plan.targets)) < len(plan.targets):
        raise PlanError("a target is listed twice: list each once")
    if plan.since > plan.date:
        raise PlanError(f"since {plan.since} is after date {plan.date}: swap them")


def check_origins(origins: dict[str, str]) -> None:
    """Refuse a rehearsal that would leave this machine."""
    for host, base in origins.items():
        parts = urlsplit(base)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            raise PlanError(f"origin of {host} is {base!r}: only http on 127.0.0.1 may stand in")


def check_clock(plan: Plan) -> None:
    """Refuse another clock on the real web: what it captured would lie under wrong instants."""
    if plan.shift_s and not plan.origins:
        raise PlanError("shift_s turns the clock of a rehearsal only: name origins, or leave it 0")


def check_manners(plan: Plan) -> None:
    """Refuse a hurry, or a nameless visitor, on the real web."""
    if plan.manners.delay_s < 0 or plan.manners.max_pages < 1:
        raise PlanError("delay_s must not be negative and max_pages must be at least 1")
    if not 0 < plan.manners.timeout_s <= DOWNLOAD_TIMEOUT:
        raise PlanError(f"timeout_s must be above 0 and at most {DOWNLOAD_TIMEOUT:g} seconds")
    if plan.manners.budget < 1 or any(age <= 0 for age in plan.manners.revisit_h):
        raise PlanError("budget must be at least 1 and the ages of revisit_h above 0")
    if plan.replay or plan.origins:
        return
    if plan.manners.delay_s < MIN_DELAY_S:
        raise PlanError(f"delay_s {plan.manners.delay_s:g} is too fast: at least 3 seconds")
    if not plan.manners.contact.strip():
        raise PlanError("no contact: set one under [manners] in the watchlist, for the sites")


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    typed = dict(fields)
    typed["date"] = datetime.date.fromisoformat(fields["date"])
    typed["since"] = datetime.date.fromisoformat(fields["since"])
    typed["raw"] = Path(fields["raw"])
    typed["targets"] = tuple(Target(**target) for target in fields.get("targets", []))
    typed["posts"] = tuple(_post(post) for post in fields.get("posts", []))
    typed["done"] = frozenset(fields.get("done", []))
    told = fields.get("published") or {}
    typed["published"] = {native_id: read_instant(at) for native_id, at in told.items()}
    typed["replay"] = Path(fields["replay"]) if fields.get("replay") else None
    manners = fields.get("manners", {})
    ages = tuple(manners.get("revisit_h", REVISIT_H))
    typed["manners"] = Manners(**{**manners, "revisit_h": ages})
    typed["origins"] = fields.get("origins") or {}
    return typed


def _post(fields: dict[str, Any]) -> KnownPost:
    text = fields.get("published_at")
    return KnownPost(**{**fields, "published_at": read_instant(text) if text else None})


def _post_fields(post: KnownPost) -> dict[str, Any]:
    at = post.published_at
    return {**asdict(post), "published_at": show_instant(at) if at else None}
