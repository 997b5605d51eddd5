import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.query import connect
from tests.flows.conftest import Nights
from transforms.schema import Table
from transforms.tables import TABLES

# What is no Parquet type of its own, in the words of each reader.
KINDS = {
    "string": "text",
    "large_string": "text",
    "str": "text",
    "String": "text",
    "VARCHAR": "text",
    "int64": "count",
    "Int64": "count",
    "BIGINT": "count",
    "double": "float",
    "Float64": "float",
    "DOUBLE": "float",
    "bool": "bool",
    "Boolean": "bool",
    "BOOLEAN": "bool",
    "timestamp[us, tz=Asia/Shanghai]": "instant",
    "Datetime(time_unit='us', time_zone='Asia/Shanghai')": "instant",
    "TIMESTAMP WITH TIME ZONE": "instant",
    "date32[day]": "day",
    "Date": "day",
    "DATE": "day",
    "list<element: string>": "texts",
    "list<item: string>": "texts",
    "List(String)": "texts",
    "VARCHAR[]": "texts",
}

Found = tuple[int, dict[str, str]]


def by_arrow(tables: Path, name: str) -> Found:
    parts = ds.partitioning(pa.schema([("date", pa.date32())]), flavor="hive")
    data = ds.dataset(tables / name, partitioning=parts)
    return data.count_rows(), {one.name: KINDS[str(one.type)] for one in data.schema}


def by_polars(tables: Path, name: str) -> Found:
    frame = pl.scan_parquet(f"{tables}/{name}/**/*.parquet", hive_partitioning=True).collect()
    return frame.height, {column: KINDS[str(kind)] for column, kind in frame.schema.items()}


def by_duckdb(tables: Path, name: str) -> Found:
    with connect(tables) as con:
        found = con.execute(f'DESCRIBE "{name}"').fetchall()
        (n_rows,) = con.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0]
    return n_rows, {column: KINDS[kind] for column, kind, *_ in found}


def by_pandas(tables: Path, name: str) -> Found:
    frame = pd.read_parquet(tables / name, dtype_backend="pyarrow")
    kinds = {column: str(kind).removesuffix("[pyarrow]") for column, kind in frame.dtypes.items()}
    # pandas takes the day out of the path as a category.
    return len(frame), {
        str(column): "day" if column == "date" else KINDS[kind] for column, kind in kinds.items()
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_reader_sees_one_dataset(nights: Nights, table: Table) -> None:
    tables = nights.folder.tables
    expected = {one.name: KINDS[str(one.type)] for one in table.schema} | {"date": "day"}
    readers: list[Callable[[Path, str], Found]] = [by_arrow, by_polars, by_duckdb, by_pandas]
    found = [read(tables, table.name) for read in readers]
    assert len({n_rows for n_rows, _ in found}) == 1
    # Every page of the sample can be used.
    assert (found[0][0] > 0) == (table.name != "rejects")
    assert [columns for _, columns in found] == [expected] * len(readers)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_days_file_holds_the_same_described_schema(nights: Nights, table: Table) -> None:
    real = Path(os.path.realpath(nights.folder.tables))
    files = sorted((real / table.name).glob("date=*/*"))
    assert [path.parent.name for path in files] == [f"date=2025-03-{n}" for n in (26, 27, 28)]
    for path in files:
        schema = pq.read_schema(path)
        assert schema.equals(table.schema, check_metadata=False)
        assert schema.metadata[b"schema_version"].decode() == table.version
        described = {one.name: one.metadata[b"description"].decode() for one in schema}
        assert described == {column.name: column.description for column in table.columns}


def test_no_key_is_there_twice_and_rows_are_in_order(nights: Nights) -> None:
    posts = pd.read_parquet(nights.folder.tables / "posts")
    assert posts["post_id"].is_unique
    for _, day in posts.groupby("date", observed=True):
        order = list(zip(day["published_at"], day["post_id"], strict=True))
        assert order == sorted(order)
        assert {str(at)[:10] for at in day["published_at"]} == {str(day["date"].iloc[0])}
