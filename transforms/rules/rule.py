"""What a cleaning rule is: one function that judges one sentence, and what it must show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from transforms.prose import Prose
from transforms.spans import Span


class Found(NamedTuple):
    """A piece that a rule found; `value` is what it says for a column (the name of a source)."""

    span: Span
    value: str | None = None


class Place(StrEnum):
    """Which sentences a rule is asked about."""

    ANYWHERE = "anywhere"
    HEAD = "head"
    TAIL = "tail"
    EDGE = "edge"


Judge = Callable[[Prose, Span], Iterable[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    id: `kind.name`, stable over versions. kind: what it finds. version: raised with each change
    of what it finds. hints: a sentence without any of these words (folded) is never judged.
    judge: the pieces of one sentence that are found, mostly all of it. place: at which edge of a
    text sentences are offered. is_content: found to be flagged and protected, never taken out.
    strip, keep: one example of each, checked by a test. taught_by: where the cases were seen.
    """

    id: str
    kind: str
    version: int = 1
    hints: tuple[str, ...]
    judge: Judge
    place: Place = Place.ANYWHERE
    is_content: bool = False
    strip: str
    keep: str
    taught_by: str
