import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import parquet

SCHEMA = pa.schema(
    [
        pa.field("post_id", pa.string(), nullable=False, metadata={"description": "源:编号"}),
        pa.field("published_at", pa.timestamp("us", tz="Asia/Shanghai")),
        pa.field("like_count", pa.int32()),
        pa.field("candidates", pa.list_(pa.string())),
    ],
    metadata={"schema_version": "3"},
)
AT = datetime(2025, 3, 27, 13, 4, 53, tzinfo=UTC)

# What another process does to get the same bytes.
AGAIN = """
import sys
from flows import parquet
sys.stdout.buffer.write(parquet.to_bytes(parquet.read(sys.stdin.buffer.read())))
"""


def table(n: int) -> pa.Table:
    rows = [
        {
            "post_id": f"guba:{i}",
            "published_at": AT,
            "like_count": None if i % 3 else i,
            "candidates": ["510300", "159919"] if i % 2 else None,
        }
        for i in range(n)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@pytest.mark.parametrize("n", [0, 1, 5000])
def test_what_is_written_is_read_back(n: int) -> None:
    data = parquet.to_bytes(table(n))
    back = parquet.read(data)
    assert back.equals(table(n))
    assert back.schema.metadata == {b"schema_version": b"3"}
    assert back.schema.field("post_id").metadata[b"description"].decode() == "源:编号"
    assert parquet.is_same_schema(back.schema, SCHEMA)


def test_one_row_group_and_zstd() -> None:
    file = pq.ParquetFile(pa.BufferReader(parquet.to_bytes(table(5000))))
    assert file.num_row_groups == 1
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def in_chunks(whole: pa.Table) -> pa.Table:
    return pa.concat_tables([whole.slice(0, 7), whole.slice(7, 1), whole.slice(8)])


def by_way_of_pandas(whole: pa.Table) -> pa.Table:
    key = {b"pandas": b'{"pandas_version": "9.9"}'}
    return whole.replace_schema_metadata(key | whole.schema.metadata)


def sliced(whole: pa.Table) -> pa.Table:
    return pa.concat_tables([whole.slice(0, 3), whole]).slice(3)


@pytest.mark.parametrize("remade", [in_chunks, by_way_of_pandas, sliced, lambda whole: table(100)])
def test_the_same_table_gives_the_same_bytes(
    remade: Callable[[pa.Table], pa.Table],
) -> None:
    whole = table(100)
    assert parquet.to_bytes(remade(whole)) == parquet.to_bytes(whole)


def test_another_process_gives_the_same_bytes() -> None:
    here = parquet.to_bytes(parquet.read(parquet.to_bytes(table(500))))
    there = subprocess.run(
        [sys.executable, "-c", AGAIN], input=here, capture_output=True, check=True, timeout=60
    )
    assert there.stdout == here


def test_another_value_gives_other_bytes() -> None:
    assert parquet.to_bytes(table(5)) != parquet.to_bytes(table(6))


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (SCHEMA, None),
        (SCHEMA.set(0, SCHEMA.field(0).with_metadata({"description": "reworded"})), None),
        (SCHEMA.remove(2), "like_count"),
        (SCHEMA.set(2, pa.field("like_count", pa.int64())), "like_count"),
        (SCHEMA.set(0, SCHEMA.field(0).with_nullable(True)), "post_id"),
        (SCHEMA.append(pa.field("device", pa.string())), "device"),
        (pa.schema(list(SCHEMA)[::-1], metadata=SCHEMA.metadata), "order of columns"),
        (SCHEMA.with_metadata({"schema_version": "4"}), "schema_version"),
    ],
)
def test_schemas_are_compared_by_columns_and_version(
    other: pa.Schema, difference: str | None
) -> None:
    assert parquet.is_same_schema(SCHEMA, other) == (difference is None)
    if difference is not None:
        assert parquet.schema_difference(SCHEMA, other) == difference


def test_a_file_is_read_without_the_date_of_its_path(tmp_path: Path) -> None:
    path = tmp_path / "posts" / "date=2025-03-27" / "x.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(parquet.to_bytes(table(3)))
    assert parquet.read(path).column_names == SCHEMA.names
    assert parquet.read_schema(path).names == SCHEMA.names
