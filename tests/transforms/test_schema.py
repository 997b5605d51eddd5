from datetime import UTC, datetime

import pyarrow as pa
import pytest

from transforms.capture_tables import CAPTURE_TABLES
from transforms.schema import COUNT, INSTANT, STRING, Column, SchemaMismatch, Table, conform
from transforms.tables import TABLES

SMALL = Table(
    "small",
    "A table",
    (
        Column("post_id", STRING, "Key", nullable=False),
        Column("at", INSTANT, "Instant"),
        Column("n", COUNT, "Count"),
    ),
)
ROW = {"post_id": "guba:1", "at": datetime(2025, 3, 27, 13, 4, 53, tzinfo=UTC), "n": None}


def test_rows_become_the_table_with_its_descriptions() -> None:
    table = conform([ROW], SMALL)
    assert table.schema.equals(SMALL.schema, check_metadata=True)
    assert table.schema.field("n").metadata[b"description"] == b"Count"
    assert str(table["at"][0]) == "2025-03-27 21:04:53+08:00"


def test_no_rows_are_a_table_too() -> None:
    assert conform([], SMALL).schema.equals(SMALL.schema, check_metadata=True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"extra": 1}, r"unknown columns \['extra'\]"),
        ({"post_id": None}, "post_id is null"),
        ({"at": datetime(2025, 3, 27)}, "without zone"),  # noqa: DTZ001
        ({"n": "viele"}, "small"),
    ],
)
def test_what_is_not_the_tables_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(SchemaMismatch, match=told):
        conform([ROW | change], SMALL)


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(SchemaMismatch, match=r"missing columns \['n'\]"):
        conform([{key: ROW[key] for key in ("post_id", "at")}], SMALL)


@pytest.mark.parametrize("table", [*TABLES, *CAPTURE_TABLES], ids=lambda table: table.name)
def test_every_column_says_what_it_is(table: Table) -> None:
    assert all(column.description for column in table.columns)
    assert "date" not in table.schema.names
    assert table.schema.metadata[b"schema_version"] == table.version.encode()
    instants = [column for column in table.columns if column.name.endswith("_at")]
    assert all(column.type == INSTANT for column in instants if column.name != "name_at")
    assert all(pa.types.is_string(c.type) for c in table.columns if c.name.endswith("_id"))
