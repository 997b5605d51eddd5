"""Captures: what each visit said, kept once as Parquet beside its capture day."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows import parquet
from flows.desk import desk
from flows.folder import DataFolder
from flows.segments import Read
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES
from transforms.schema import Table, conform

Row = dict[str, Any]


class DamagedCaptures(Exception):
    """Raised for captures that cannot be read; the message says what to do."""


def unread(folder: DataFolder) -> list[Path]:
    """The sealed segments that have no captures yet, oldest first."""
    segments = sorted(folder.raw.glob("date=*/*.warc.gz"))
    return [segment for segment in segments if not _path(folder, POST_CAPTURES, segment).exists()]


def store(folder: DataFolder, segment: Path, read: Read) -> None:
    """Keep the rows of a segment as captures, beside its capture day; whole files or none."""
    tables = [(COVERAGE_CAPTURES, read.coverage), (POST_CAPTURES, read.posts)]
    with desk(folder.captures / "_tmp") as own:
        for table, rows in tables:  # posts last: its file says that the segment is read
            final = _path(folder, table, segment)
            name = f"{table.name}-{final.name}"
            own.write(name, parquet.to_bytes(conform(rows, table)))
            own.put(name, final)


def posts_of(folder: DataFolder, days: Iterable[date], as_of: datetime | None = None) -> list[Row]:
    """All visits to the posts first shown as published on one of the days, up to `as_of`."""
    captured = _dataset(folder, POST_CAPTURES)
    known = _until(as_of)
    on_days = pc.field("published_date").isin(list(days))
    ids = pc.unique(_read(captured, on_days & known, ["post_id"])["post_id"])
    rows: list[Row] = _read(captured, pc.field("post_id").isin(ids) & known).to_pylist()
    return rows


def coverage_of(
    folder: DataFolder, days: Iterable[date], as_of: datetime | None = None
) -> list[Row]:
    """The ledgers' rows about the days, of all nights up to `as_of`."""
    known = _until(as_of, "observed_at")
    ledger = _dataset(folder, COVERAGE_CAPTURES)
    rows: list[Row] = _read(ledger, pc.field("day").isin(list(days)) & known).to_pylist()
    return rows


def last_visits(
    folder: DataFolder, days: Iterable[date], source: str, as_of: datetime
) -> list[Row]:
    """The newest visit up to `as_of` to each of the source's posts of the days."""
    newest: dict[str, Row] = {}
    for row in posts_of(folder, days, as_of):
        held = newest.get(row["post_id"])
        if held is None or held["fetched_at"] < row["fetched_at"]:
            newest[row["post_id"]] = row
    return [newest[post_id] for post_id in sorted(newest) if newest[post_id]["source"] == source]


def _path(folder: DataFolder, table: Table, segment: Path) -> Path:
    stem = segment.name.removesuffix(".warc.gz")
    return folder.captures / table.name / segment.parent.name / f"{stem}.parquet"


def _dataset(folder: DataFolder, table: Table) -> ds.Dataset:
    files = sorted((folder.captures / table.name).glob("date=*/*.parquet"))
    if not files:
        return ds.InMemoryDataset(table.schema.empty_table())
    return ds.dataset([str(file) for file in files], schema=table.schema, format="parquet")


def _read(
    captured: ds.Dataset, wanted: pc.Expression, columns: list[str] | None = None
) -> pa.Table:
    try:
        return captured.to_table(columns=columns, filter=wanted)
    except (pa.ArrowInvalid, OSError) as error:
        why = " ".join(str(error).split())
        raise DamagedCaptures(
            f"{why}: delete the folder captures and rebuild, it is made anew from raw"
        ) from error


def _until(as_of: datetime | None, column: str = "fetched_at") -> pc.Expression:
    if as_of is None:
        return pc.scalar(True)
    return pc.field(column) <= pa.scalar(as_of, pa.timestamp("us", tz="Asia/Shanghai"))
