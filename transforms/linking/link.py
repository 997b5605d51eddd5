"""What linking works on and ends with: hits, candidates, links."""

from dataclasses import dataclass
from typing import NamedTuple

from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

# Methods that state the code.
EXPLICIT = ("cashtag", "code")


class Candidate(NamedTuple):
    """One code that a hit may mean, by one of its names; `is_current`: on the text's day."""

    kind: Kind
    market: str
    code: str
    name_kind: NameKind
    is_current: bool


# Not frozen, as all else is: that takes five times as long, and a text has many of these two.
@dataclass(slots=True)
class Hit:
    """A place where a text may name something, before its context was looked at.

    `candidates` are all that the surface was the name of by the text's day. `method` is cashtag,
    code, name, short_name or nickname. `is_confirmed`: a code beside it or a cashtag of the same
    text says so.
    """

    span: Span
    method: str
    candidates: tuple[Candidate, ...]
    is_confirmed: bool = False

    def only(self, candidates: tuple[Candidate, ...]) -> "Hit":
        """The same hit with these candidates; dataclasses.replace takes four times as long."""
        return Hit(self.span, self.method, candidates, self.is_confirmed)


@dataclass(slots=True)
class Link:
    """One mention: where, and what it means.

    `code` is None where several are possible; `codes` are all that it may be, sorted, of a decided
    fund without a class those of all its classes. `fund_id` is None where several funds are
    possible. `confidence`: transforms/linking/confidence.py.
    """

    span: Span
    surface: str
    kind: Kind
    market: str | None
    code: str | None
    codes: tuple[str, ...]
    fund_id: str | None
    method: str
    confidence: float
