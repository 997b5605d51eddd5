"""Sightings as a table: how lists are kept."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from transforms.registry.sighting import Kind, NameKind, Sighting
from transforms.schema import BOOL, COUNT, DAY, STRING, Column, Table, conform

STORED = Table(
    "sightings",
    "What a list says that the one before it did not, and what it says no longer",
    (
        Column("seen_on", DAY, "Day of the list", False),
        Column("source", STRING, "Sort of list", False),
        Column("kind", STRING, "fund, stock, index, plate or other", False),
        Column("market", STRING, "As cashtags write it", False),
        Column("code", STRING, "As listed", False),
        Column("name", STRING, "As listed", False),
        Column("name_kind", STRING, "official, exchange_short, short or learned", False),
        Column("fund_type", STRING, "Type as listed"),
        Column("tracked_index", STRING, "Index as listed"),
        Column("company", STRING, "Fund company as listed"),
        Column("listed_on", DAY, "First day on which it was offered, founded or traded"),
        Column("delisted_on", DAY, "Day on which it ended"),
        Column("support", COUNT, "Authors that stated it"),
        Column("last_seen", DAY, "Last day on which lists went on saying it"),
        Column("is_gone", BOOL, "Whether the list before said it and this one does not", False),
    ),
)


def to_table(new: Iterable[Sighting], gone: Iterable[Sighting] = ()) -> pa.Table:
    """What a list says anew, and what it says no longer, each sorted."""
    rows = [one._asdict() | {"is_gone": False} for one in sorted(new, key=_order)]
    rows += [one._asdict() | {"is_gone": True} for one in sorted(gone, key=_order)]
    return conform(rows, STORED)


def from_table(table: pa.Table) -> tuple[list[Sighting], list[Sighting]]:
    """What a list says anew, and what it says no longer."""
    columns = [_shared(table[name].to_pylist()) for name in (*Sighting._fields, "is_gone")]
    new: list[Sighting] = []
    gone: list[Sighting] = []
    for *cells, is_gone in zip(*columns, strict=True):
        cells[2], cells[6] = Kind(cells[2]), NameKind(cells[6])
        (gone if is_gone else new).append(Sighting(*cells))
    return new, gone


def _shared(values: list[Any]) -> list[Any]:
    """The values, equal ones as one object: a list says a thousand times 混合型-偏股."""
    known: dict[Any, Any] = {}
    return [known.setdefault(value, value) for value in values]


def _order(one: Sighting) -> tuple[object, ...]:
    return one.seen_on, one.kind, one.market, one.code, one.name_kind, one.name, one.seen_until
