import itertools
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import query, tree
from flows.lake import Lake
from tests.flows.test_lake import AT, FRIDAY, THURSDAY, night
from tests.processes import PROCESSES

SCHEMA = pa.schema(
    [
        ("post_id", pa.string()),
        ("published_at", pa.timestamp("us", tz="Asia/Shanghai")),
        ("like_count", pa.int32()),
        ("is_ai_generated", pa.bool_()),
        ("candidates", pa.list_(pa.string())),
    ],
    metadata={"schema_version": "1"},
)
COLUMNS = [*SCHEMA.names, "date"]


def posts(n: int) -> pa.Table:
    rows = [
        {
            "post_id": f"guba:{i}",
            "published_at": datetime(2025, 3, 27, 13, 4, 53, tzinfo=UTC),
            "like_count": None if i % 2 else i,
            "is_ai_generated": bool(i % 2),
            "candidates": ["510300"] if i % 2 else None,
        }
        for i in range(n)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A link to two days of posts, the second of them empty, and the odd 'name' on the way."""
    folder = tmp_path / "it's [here]*"
    lake = Lake(folder / "lake")
    lake.publish({THURSDAY: {"posts": posts(7)}, FRIDAY: {"posts": posts(0)}}, {}, AT)
    tree.sync(lake, folder / "tables")
    return folder / "tables"


def test_a_view_for_every_table_with_the_date_of_its_path(tables: Path) -> None:
    columns, rows = query.run(tables, "SELECT date, count(*) AS n FROM posts GROUP BY date")
    assert (columns, rows) == (["date", "n"], [(date(2025, 3, 27), 7)])


def test_instants_come_in_shanghai_time(tables: Path) -> None:
    _, rows = query.run(tables, "SELECT published_at, published_at::VARCHAR FROM posts LIMIT 1")
    instant, text = rows[0]
    assert instant.isoformat() == "2025-03-27T21:04:53+08:00"
    assert text == "2025-03-27 21:04:53+08"


def test_a_statement_without_rows_gives_none(tables: Path) -> None:
    assert query.run(tables, "SELECT post_id FROM posts LIMIT 0") == (["post_id"], [])
    assert query.run(tables, "SET threads = 1")[1] == []


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT * FROM postz", 'postz does not exist! Did you mean "posts"?'),
        ("SELECT titel FROM posts", '"titel" not found'),
        ("SELEC 1", "syntax error"),
        ("SELECT 1/x FROM (SELECT 'a'::INT AS x)", "Could not convert string 'a'"),
        ("", "no SQL given"),
        ("select 1; select 2", "ask one at a time"),
    ],
)
def test_wrong_sql_is_one_line(tables: Path, sql: str, message: str) -> None:
    with pytest.raises(query.QueryError) as raised:
        query.run(tables, sql)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_damaged_file_is_named_in_one_line(tables: Path) -> None:
    for path in (Path(os.path.realpath(tables)) / "posts").rglob("*.parquet"):
        path.chmod(0o644)
        path.write_bytes(b"no parquet at all")
    with pytest.raises(query.QueryError, match=r"^[^\n]*\.parquet[^\n]*$"):
        query.connect(tables)


def test_no_tables_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "missing", tmp_path / "empty"):
        with pytest.raises(query.QueryError, match="run guandian demo or nightly"):
            query.connect(folder)


def test_nothing_is_downloaded(tables: Path) -> None:
    sql = "SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions'"
    assert query.run(tables, sql)[1] == [("false",), ("false",)]


def test_every_engine_reads_the_plain_folder_alike(tables: Path) -> None:
    folder = tables / "posts"
    frame = pd.read_parquet(folder)
    arrow = pq.read_table(folder)
    polars = pl.scan_parquet(f"{as_glob(tables)}/posts/**/*.parquet", hive_partitioning=True)
    columns, rows = query.run(tables, "SELECT * FROM posts")
    assert [len(frame), len(arrow), polars.collect().height, len(rows)] == [7] * 4
    assert list(frame) == arrow.column_names == polars.collect_schema().names() == COLUMNS
    assert columns == COLUMNS
    assert arrow.drop_columns("date").schema.equals(SCHEMA)
    assert str(frame["published_at"].dtype) == "datetime64[us, Asia/Shanghai]"
    assert polars.collect_schema()["published_at"] == pl.Datetime("us", "Asia/Shanghai")
    assert polars.collect_schema()["date"] == pl.Date


def as_glob(folder: Path) -> str:
    return str(folder).translate({ord(mark): f"[{mark}]" for mark in "*?["})


def by_pandas(real: Path) -> set[int]:
    frames = [pd.read_parquet(real / table) for table in ("posts", "tags")]
    return {int(generation) for frame in frames for generation in frame["generation"]}


def by_polars(real: Path) -> set[int]:
    frames = [pl.read_parquet(f"{real}/{table}/**/*.parquet") for table in ("posts", "tags")]
    return {generation for frame in frames for generation in frame["generation"]}


def by_duckdb(real: Path) -> set[int]:
    sql = "SELECT generation FROM posts UNION SELECT generation FROM tags"
    return {generation for (generation,) in query.run(real, sql)[1]}


def republish(lake: Lake, link: Path) -> None:
    for generation in itertools.count(2):
        lake.publish(night(generation), {}, AT)
        tree.sync(lake, link)
        # A tree outlives one publication; faster than this a reader never gets to the end of it.
        time.sleep(0.05)


@pytest.mark.parametrize("read", [by_pandas, by_polars, by_duckdb])
def test_readers_see_one_generation_while_days_are_republished(
    tmp_path: Path, read: Callable[[Path], set[int]]
) -> None:
    lake, link = Lake(tmp_path / "lake"), tmp_path / "tables"
    lake.publish(night(1), {}, AT)
    tree.sync(lake, link)
    writer = PROCESSES.Process(target=republish, args=(lake, link))
    writer.start()
    seen: list[int] = []
    lost = 0
    end_at = time.monotonic() + 1.2
    while time.monotonic() < end_at or len(set(seen)) < 5:
        try:
            generations = read(Path(os.path.realpath(link)))
        except (OSError, query.QueryError, pl.exceptions.ComputeError):
            # The tree went away: loud, and right the next time.
            lost += 1
            continue
        assert len(generations) == 1
        seen += generations
    writer.kill()
    writer.join()
    # Time never runs backwards for a reader.
    assert seen == sorted(seen)
    assert len(seen) > 10, f"{lost} readers lost their tree"
