"""Lines that one author or one source repeats at the head or tail of post after post."""

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.fold import match_form


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a repeated line is: `rule_id` and `kind` of its removal, `support` posts that had it."""

    rule_id: str
    kind: str
    support: int


# Repeats by the key of their line.
Repeats = Mapping[str, Repeat]
NONE: Repeats = {}


def line_key(line: str) -> str:
    """The form under which two spellings of one line are equal: folded words without marks."""
    return "".join(filter(str.isalnum, match_form(line))).casefold()
