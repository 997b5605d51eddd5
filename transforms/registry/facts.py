"""What lists tell of a code beside its names: the newest word on each fact counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from transforms.registry.sighting import Kind, NameKind, Sighting


class Facts(NamedTuple):
    """Type, index and company as listed; None where no list tells."""

    fund_type: str | None = None
    tracked_index: str | None = None
    company: str | None = None


def fund_facts(sightings: Iterable[Sighting]) -> dict[str, Facts]:
    """The facts of every fund code. The list of all funds goes before others: one vocabulary."""
    told: dict[str, dict[str, tuple[bool, date, str]]] = defaultdict(dict)
    for one in sightings:
        if one.kind is not Kind.FUND:
            continue
        rank = one.name_kind is NameKind.OFFICIAL, one.seen_until
        of_code = told[one.code]
        for fact in Facts._fields:
            value = getattr(one, fact)
            if value and (fact not in of_code or of_code[fact] < (*rank, value)):
                of_code[fact] = (*rank, value)
    return {
        code: Facts(**{fact: value for fact, (_, _, value) in facts.items()})
        for code, facts in told.items()
    }
