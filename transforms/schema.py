"""Tables as contracts: their columns, and the one gate that rows pass to become a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

INSTANT = pa.timestamp("us", tz="Asia/Shanghai")
STRING, COUNT, FLOAT, BOOL, DAY = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()
STRINGS, COUNTS = pa.list_(pa.string()), pa.list_(pa.int64())


class SchemaMismatch(Exception):
    """Raised by `conform` for rows that are not the table's; nothing of them is written."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it says, and whether it may be unknown."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order. `version` rises when a column changes its meaning."""

    name: str
    description: str
    columns: tuple[Column, ...]
    version: str = "1"

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, descriptions and version in its metadata."""
        fields = [
            pa.field(c.name, c.type, c.nullable, metadata={"description": c.description})
            for c in self.columns
        ]
        return pa.schema(fields, metadata={"table": self.name, "schema_version": self.version})


def conform(rows: Sequence[Mapping[str, Any]], table: Table) -> pa.Table:
    """The rows as the table, in their order.

    pyarrow alone drops unknown keys and fills missing ones in silence, so the keys are checked
    first. Raises SchemaMismatch for a missing or unknown column, a null where none may be, an
    instant without a zone, or a value of another type.
    """
    expected = [column.name for column in table.columns]
    for row in rows:
        _check_keys(row, expected, table.name)
        _check_values(row, table)
    try:
        return pa.Table.from_pylist([dict(row) for row in rows], schema=table.schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaMismatch(f"{table.name}: {error}") from error


def _check_keys(row: Mapping[str, Any], expected: Sequence[str], table: str) -> None:
    missing = [name for name in expected if name not in row]
    unknown = [name for name in row if name not in expected]
    if missing or unknown:
        raise SchemaMismatch(f"{table}: missing columns {missing}, unknown columns {unknown}")


def _check_values(row: Mapping[str, Any], table: Table) -> None:
    for column in table.columns:
        value = row[column.name]
        if value is None and not column.nullable:
            raise SchemaMismatch(f"{table.name}.{column.name} is null and may not be")
        if isinstance(value, datetime) and value.tzinfo is None:
            raise SchemaMismatch(f"{table.name}.{column.name} is {value}, an instant without zone")
