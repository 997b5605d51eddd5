"""What one request is for: the note that travels with it into the archive."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Self

from spiders.outcomes import Outcome

# The extra header field of every WARC record that holds a visit.
VISIT_HEADER = "X-Guandian-Visit"

# The address under which a run's ledger lies in its segment; the source's name follows.
LEDGER_URL = "urn:guandian:ledger:"


@dataclass(frozen=True)
class Visit:
    """One visit: whose, for which target, to what kind of page (post, list or robots)."""

    source: str
    kind: str
    acquisition: str
    target: str | None = None
    native_id: str | None = None
    outcome: Outcome = Outcome.OTHER

    def ended(self, outcome: Outcome) -> Self:
        """The same visit with the outcome it came to."""
        return replace(self, outcome=outcome)

    def to_json(self) -> str:
        """ASCII JSON on one line, fit for a header field."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The visit that `to_json` wrote; ValueError or TypeError for anything else."""
        fields = json.loads(text)
        return cls(**{**fields, "outcome": Outcome(fields["outcome"])})
