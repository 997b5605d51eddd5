"""The registry as tables for people: a row a name, by the day of the first list that had it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from transforms.registry.alias import Alias
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind
from transforms.schema import conform
from transforms.tables.funds import FUNDS
from transforms.tables.instruments import INSTRUMENTS

Row = dict[str, Any]

_OF_FUND = tuple(column.name for column in FUNDS.columns[len(INSTRUMENTS.columns) - 1 :])


def registry_tables(registry: Registry) -> dict[date, dict[str, pa.Table]]:
    """By first day, ascending, `funds` and `instruments`, where a list had a new name of theirs.

    Generated names are left out.
    """
    rows: dict[date, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for alias in sorted(_listed(registry), key=_order):
        if alias.kind is Kind.FUND:
            rows[alias.first_seen][FUNDS.name].append(_fund_row(alias, registry))
        else:
            rows[alias.first_seen][INSTRUMENTS.name].append(
                {"kind": str(alias.kind), **_alias_row(alias)}
            )
    return {
        day: {
            table.name: conform(rows[day][table.name], table)
            for table in (FUNDS, INSTRUMENTS)
            if table.name in rows[day]
        }
        for day in sorted(rows)
    }


def _listed(registry: Registry) -> Iterator[Alias]:
    for alias in registry.aliases:
        is_told = alias.name_kind is not NameKind.GENERATED
        if is_told and (alias.kind is not Kind.FUND or alias.code in registry.funds):
            yield alias


def _order(alias: Alias) -> tuple[str, ...]:
    return alias.kind, alias.market, alias.code, alias.name_kind, alias.name


def _fund_row(alias: Alias, registry: Registry) -> Row:
    fund = registry.funds[alias.code]
    return _alias_row(alias) | {name: getattr(fund, name) for name in _OF_FUND}


def _alias_row(alias: Alias) -> Row:
    row = alias._asdict() | {"name_kind": str(alias.name_kind), "sources": list(alias.sources)}
    del row["kind"]
    return row
