"""What a crawl's word amounts to: all there, short of something, or failed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from flows.collect import CollectFailed, Crawl
from spiders.outcomes import STOPPING, Outcome

_FINE = frozenset({"complete", "empty"})
_FAILED = frozenset({"blocked", "failed"})
_PASSING = frozenset({Outcome.TIMEOUT, Outcome.SERVER_ERROR, Outcome.FAILED})
# Another try in a minute meets the same, or nothing at all.
_LASTING = STOPPING | {Outcome.BUDGET_SPENT}

# The first gaps show what is wrong; the coverage table has them all.
MOST_GAPS_TOLD = 12


def check(crawl: Crawl) -> None:
    """Raise CollectFailed where a crawl was blocked, broke off, or met pages it does not know.

    "finished" alone is no success: Scrapy says so too after pages were given up (stack.md §0).
    """
    if crawl.finish_reason != "finished":
        why = f"{crawl.source}: the crawl ended as {crawl.finish_reason!r}"
        raise CollectFailed(why, crawl=crawl)
    if has_failed(crawl):
        raise CollectFailed(told(crawl), can_pass=can_pass(crawl), crawl=crawl)


def has_failed(crawl: Crawl) -> bool:
    """Whether something went wrong that an operator must look at, not just something is missing."""
    is_refused = bool(STOPPING & set(crawl.outcomes)) or _is_shut_out(crawl)
    has_failed_rows = any(row["state"] in _FAILED for row in crawl.rows)
    return is_refused or has_failed_rows or n_changed(crawl) > 0


def n_changed(crawl: Crawl) -> int:
    """Posts and lists of a layout that no way of the source's could read."""
    n_posts = crawl.ended.get(Outcome.CHANGED_LAYOUT, 0)
    n_lists = sum(Outcome.CHANGED_LAYOUT in (row["reason"] or "") for row in crawl.rows)
    return n_posts or n_lists


def gaps(crawl: Crawl) -> list[str]:
    """What is missing: one line a target and day that is neither complete nor empty."""
    return [
        f"{row['target']} {row['day']}: {row['state']}{_because(row)}"
        for row in crawl.rows
        if row["state"] not in _FINE
    ]


def can_pass(crawl: Crawl) -> bool:
    """Whether what is missing may be there in a minute."""
    met = {*crawl.outcomes, *crawl.ended}
    is_blocked = any(row["state"] == "blocked" for row in crawl.rows)
    return bool(_PASSING & met) and not (is_blocked or _LASTING & met)


def is_short(crawl: Crawl) -> bool:
    """Whether anything that was asked for is missing."""
    return bool(gaps(crawl)) or any(_left_out(crawl))


def told(crawl: Crawl) -> str:
    """One line: how much is missing of the source, then the gaps."""
    found = gaps(crawl)
    more = [f"and {len(found) - MOST_GAPS_TOLD} more"] if len(found) > MOST_GAPS_TOLD else []
    lines = "; ".join([*found[:MOST_GAPS_TOLD], *more])
    return ": ".join(part for part in (crawl.source, ", ".join(_counts(crawl)), lines) if part)


def _counts(crawl: Crawl) -> Iterator[str]:
    states = Counter(row["state"] for row in crawl.rows if row["state"] not in _FINE)
    yield from (f"{n} {state}" for state, n in sorted(states.items()))
    if n := n_changed(crawl):
        yield f"{n} changed_layout"
    yield from _left_out(crawl)


def _left_out(crawl: Crawl) -> Iterator[str]:
    """In words: visits that the spent budget left out."""
    if n := crawl.ended.get(Outcome.BUDGET_SPENT, 0):
        yield f"{n} posts not visited, the night's budget of requests to the host is spent"


def _is_shut_out(crawl: Crawl) -> bool:
    """Left alone as the site wants it: not attempted, or not before, and not for want of budget."""
    is_spent = Outcome.BUDGET_SPENT in {*crawl.outcomes, *crawl.ended}
    held_back = [
        row for row in crawl.rows if row["state"] == "not_attempted" or row.get("next_try_at")
    ]
    return bool(held_back) and not is_spent


def _because(row: Mapping[str, Any]) -> str:
    reason = f" ({row['reason']})" if row["reason"] else ""
    until = row.get("next_try_at")
    is_said = until is None or str(until) in reason
    return reason if is_said else f"{reason}, left alone until {until}"
