"""Sightings as lists of our own making tell them."""

from datetime import date
from typing import Any

from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind, NameKind, Sighting


def day(text: str) -> date:
    return date.fromisoformat(text)


def fund(code: str, name: str, first: str, last: str | None = None, **changes: Any) -> Sighting:
    """One official name of a fund in the list of all funds."""
    said = Sighting(
        seen_on=day(first),
        source="fundcode_search",
        kind=Kind.FUND,
        market="OTCFUND",
        code=code,
        name=name,
        name_kind=NameKind.OFFICIAL,
        fund_type="混合型-偏股",
        last_seen=day(last) if last else None,
    )
    return said._replace(**changes)


def crowd(*days: str, n: int = 10, begins: int = 900000, **changes: Any) -> list[Sighting]:
    """Funds that every list of these days has, so that it is a whole one."""
    numbers = range(begins, begins + n)
    return [fund(f"{one}", f"同泰{one}混合", on, **changes) for one in numbers for on in days]


def dates(alias: Alias) -> tuple[str, str | None, str | None]:
    """Name, valid_from and valid_to."""
    begun, closed = (on.isoformat() if on else None for on in (alias.valid_from, alias.valid_to))
    return alias.name, begun, closed
