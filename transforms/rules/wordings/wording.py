"""What a wording of a notice is, and how much it says by itself."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Strength(StrEnum):
    """How much a wording says by itself.

    CORE is a notice wherever it is a clause of its own. ALONE is one where its sentence says
    nothing else, or beside another one. RIDER goes with either and is nothing by itself.
    """

    CORE = "core"
    ALONE = "alone"
    RIDER = "rider"


class Wording(NamedTuple):
    """What one clause may say; `rule_id` is the rule that answers for it."""

    rule_id: str
    strength: Strength
    pattern: str


def wordings(rule_id: str, core: tuple[str, ...], alone: tuple[str, ...] = ()) -> list[Wording]:
    """The wordings of one rule: patterns on folded text that stay within a clause."""

    def each() -> Iterator[Wording]:
        yield from (Wording(rule_id, Strength.CORE, pattern) for pattern in core)
        yield from (Wording(rule_id, Strength.ALONE, pattern) for pattern in alone)

    return list(each())
