"""Why a host gets no more requests of a run, and from when on it may be asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from spiders.outcomes import Outcome

# A block on guba is by address and rate and lasts hours; sooner only makes it longer.
BLOCK_PAUSE = timedelta(hours=6)


class Cause(StrEnum):
    """What stopped a host."""

    REFUSED = "an answer of this run"
    LEFT_ALONE = "a refusal before, or met by another run"
    BUDGET_SPENT = "the night's budget"
    NO_ROBOTS = "no answer about robots.txt"
    NO_TURN = "the turn was not to be had"
    ENDING = "the end of the run"


@dataclass(frozen=True)
class Stop:
    """One host's stop; `next_try_at` is None where the next run may ask again."""

    cause: Cause
    reason: str
    next_try_at: datetime | None = None

    @property
    def outcome(self) -> Outcome:
        """What requests that it holds back end as."""
        is_budget = self.cause is Cause.BUDGET_SPENT
        return Outcome.BUDGET_SPENT if is_budget else Outcome.NOT_ATTEMPTED
