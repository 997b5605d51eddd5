"""How far one day of one target can be trusted, judged from its walk and its visits."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from spiders.clock import day_end, day_of
from spiders.outcomes import SETTLED, STOPPING, Outcome
from spiders.stops import Cause, Stop
from spiders.walks import Walk, WalkEnd

# Ends of a walk before its first page that say nothing of the site.
NOTHING_ASKED = (WalkEnd.NOT_ATTEMPTED, WalkEnd.BUDGET_SPENT, WalkEnd.RUN_ENDED)


class State(StrEnum):
    """How far one day of one target can be trusted."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    EMPTY = "empty"
    NOT_ATTEMPTED = "not_attempted"
    FAILED = "failed"


def judge(
    day: date, walk: Walk | None, outcomes: Sequence[Outcome], stops: Sequence[Stop] = ()
) -> tuple[State, str]:
    """The state of one day and the reason for it.

    From its walk (if any), its visits, and the stops that held visits back.
    """
    if refusals := STOPPING.intersection(outcomes):
        return State.BLOCKED, f"a post ended as {min(refusals)}"
    if walk is not None and (verdict := judge_walk(day, walk)):
        return verdict
    if any(outcome not in SETTLED for outcome in outcomes):
        return judge_missing(walk, outcomes, stops)
    if outcomes:
        return State.COMPLETE, ""
    return judge_silence(day, walk)


def judge_walk(day: date, walk: Walk) -> tuple[State, str] | None:
    """What the walk alone decides, or None when it went past the day."""
    why = walk.detail or walk.ended or WalkEnd.RUN_ENDED
    if walk.ended is WalkEnd.BLOCKED and not walk.has_passed(day):
        return State.BLOCKED, f"page {walk.n_pages + 1} of the list: {why}"
    if walk.ended is WalkEnd.LEFT_ALONE and not walk.has_passed(day):
        return State.BLOCKED, str(why)
    if walk.n_pages == 0 and walk.ended in (None, *NOTHING_ASKED):
        return State.NOT_ATTEMPTED, str(why)
    if walk.ended is WalkEnd.NO_POSTS:
        # An empty list has no rows to prove a day by; nor is anything wrong with it.
        return State.PARTIAL, str(why)
    if walk.n_pages == 0 or not walk.known:
        return State.FAILED, str(why)
    if not walk.has_passed(day):
        return State.PARTIAL, f"the list was not walked past the day: {why}"
    if walk.read_at is not None and walk.read_at < day_end(day):
        return State.PARTIAL, "the list was read before the day had ended"
    return None


def judge_missing(
    walk: Walk | None, outcomes: Sequence[Outcome], stops: Sequence[Stop]
) -> tuple[State, str]:
    """A day of which posts are missing: why, where that was not their own doing."""
    missing = [outcome for outcome in outcomes if outcome not in SETTLED]
    for stop in stops:
        if stop.cause is Cause.LEFT_ALONE:
            return State.BLOCKED, stop.reason
    kinds = ", ".join(sorted(set(missing)))
    reason = f"{len(missing)} of {len(outcomes)} posts missing: {kinds}"
    if spent := [stop.reason for stop in stops if stop.cause is Cause.BUDGET_SPENT]:
        reason = f"{reason} ({'; '.join(spent)})"
    is_untouched = walk is None and set(outcomes) == {Outcome.BUDGET_SPENT}
    return State.NOT_ATTEMPTED if is_untouched else State.PARTIAL, reason


def judge_silence(day: date, walk: Walk | None) -> tuple[State, str]:
    """Whether a day without posts is proved to be one."""
    if walk is None or walk.first_regular is None or walk.newest_regular is None:
        return State.PARTIAL, "no row to prove the day empty"
    if walk.newest_regular >= day_end(day):
        return State.EMPTY, "rows on both sides of the day"
    is_late = walk.site_read_at is not None and walk.site_read_at >= day_end(day)
    if is_late and day_of(walk.first_regular) < day:
        return State.EMPTY, "the newest row is older than the day"
    return State.PARTIAL, "no row after the day and no clock of the site to prove it empty"
