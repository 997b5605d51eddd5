"""Arrow tables to Parquet bytes and back: the same table always gives the same bytes.

The footer names the pyarrow version that wrote it, so another pyarrow may give other bytes.
"""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# pandas writes its own version into the schema when a table comes from a DataFrame.
PANDAS_KEY = b"pandas"
VERSION_KEY = b"schema_version"


def to_bytes(table: pa.Table) -> bytes:
    """`table` as one Parquet file: zstd 3, one row group, schema and field metadata kept."""
    out = io.BytesIO()
    pq.write_table(
        _in_one_shape(table),
        out,
        compression="zstd",
        compression_level=3,
        row_group_size=max(table.num_rows, 1),
    )
    return out.getvalue()


def read(source: Path | bytes) -> pa.Table:
    """The table in one file, without the `date` of its path; `pa.ArrowInvalid` if damaged."""
    with pq.ParquetFile(_opened(source)) as file:
        return file.read()


def read_schema(source: Path | bytes) -> pa.Schema:
    """The schema in one file, read from its footer alone."""
    return pq.read_schema(_opened(source))


def is_same_schema(one: pa.Schema, other: pa.Schema) -> bool:
    """Whether columns, types and `schema_version` agree; descriptions may differ."""
    return one.equals(other) and _schema_version(one) == _schema_version(other)


def schema_difference(expected: pa.Schema, schema: pa.Schema) -> str:
    """The names of the columns that differ between the two, or what else does."""
    columns = set(_columns(expected)) ^ set(_columns(schema))
    if columns:
        return ", ".join(sorted({name for name, _, _ in columns}))
    return "order of columns" if expected.names != schema.names else VERSION_KEY.decode()


def _columns(schema: pa.Schema) -> list[tuple[str, pa.DataType, bool]]:
    return [(column.name, column.type, column.nullable) for column in schema]


def _schema_version(schema: pa.Schema) -> bytes | None:
    return (schema.metadata or {}).get(VERSION_KEY)


def _opened(source: Path | bytes) -> Path | io.BytesIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source


def _in_one_shape(table: pa.Table) -> pa.Table:
    """Equal rows in equal memory: how chunks and metadata came about must not reach the bytes."""
    metadata = table.schema.metadata or {}
    kept = {key: metadata[key] for key in sorted(metadata) if key != PANDAS_KEY}
    return table.combine_chunks().replace_schema_metadata(kept)
