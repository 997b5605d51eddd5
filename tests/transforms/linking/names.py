"""Aliases, as few words as a test needs to make one."""

from datetime import date

from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind, NameKind

LISTED = date(2020, 3, 19)


def alias(
    name: str,
    code: str = "000001",
    kind: Kind = Kind.FUND,
    market: str = "OTCFUND",
    name_kind: NameKind = NameKind.OFFICIAL,
    begins: date | None = None,
    ends: date | None = None,
) -> Alias:
    return Alias(
        name, kind, market, code, name_kind, begins or LISTED, LISTED, begins, ends, ("test",)
    )
