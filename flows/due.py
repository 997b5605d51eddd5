"""Who is due: a post is looked at again when it has reached certain ages, once for each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.days import span
from spiders.clock import day_of

# A post stays due for two days after its last age, so that a night that was missed, or that broke,
# costs no re-visit.
GRACE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Known:
    """What captures tell of one post; `is_gone` where a visit after its last sight found it so."""

    native_id: str
    target: str
    bar: str | None
    alias_id: str | None
    published_at: datetime
    seen_at: datetime
    is_gone: bool
    url: str | None = None


def is_due(
    published_at: datetime, seen_at: datetime, now: datetime, ages_h: Sequence[float]
) -> bool:
    """Whether the post has come to one of the ages (hours) since it was last seen.

    Several ages reached since then are one visit; a visit that failed saw nothing, so that the post
    stays due.
    """
    reached = (published_at + timedelta(hours=age) for age in ages_h)
    return any(seen_at < at <= now for at in reached)


def due_days(now: datetime, ages_h: Sequence[float]) -> list[date]:
    """The days of publication whose posts may be due, oldest first, up to today's."""
    return span(day_of(now - old_after(ages_h)), day_of(now))


def old_after(ages_h: Sequence[float]) -> timedelta:
    """The age from which on a post is due no more."""
    return timedelta(hours=max(ages_h, default=0.0)) + GRACE


def divide(
    known: Iterable[Known], now: datetime, ages_h: Sequence[float]
) -> tuple[list[Known], set[str]]:
    """The posts that are due, youngest first, and the ids of those that need no visit now.

    A post that is gone is neither: nobody looks for it, but where a list shows it again it is back.
    """
    due: list[Known] = []
    rested: set[str] = set()
    for post in known:
        if post.is_gone:
            continue
        if is_due(post.published_at, post.seen_at, now, ages_h):
            due.append(post)
        else:
            rested.add(post.native_id)
    return sorted(due, key=lambda post: (post.published_at, post.native_id), reverse=True), rested
