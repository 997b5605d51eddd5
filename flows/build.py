"""Building days: captures to tables, and their publication."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from flows import tree
from flows.captures import coverage_of, posts_of
from flows.folder import DataFolder
from flows.lake import Lake, Publication
from flows.reference import fund_companies
from transforms.boilerplate import CLEANER_VERSION
from transforms.capture_tables import EXTRACTOR_VERSION
from transforms.day import build_day

Tables = Mapping[str, pa.Table]


def build(folder: DataFolder, day: date, as_of: datetime | None = None) -> dict[str, pa.Table]:
    """The tables of one day from what was captured up to `as_of` (default: everything)."""
    return build_day(
        day,
        posts_of(folder, [day], as_of),
        coverage_of(folder, [day], as_of),
        fund_companies(),
    )


def publish(
    folder: DataFolder, days: Mapping[date, Tables], run: Mapping[str, Any], made_at: datetime
) -> Publication:
    """Switch the tables of all days in one commit, and show them under `data/tables`.

    The same bytes as before make no new publication. Raises LakeError.
    """
    lake = Lake(folder.lake)
    made_by = {"cleaner": CLEANER_VERSION, "extractor": EXTRACTOR_VERSION, **run}
    publication = lake.publish(days, made_by, made_at)
    tree.sync(lake, folder.tables)
    return publication


def published_days(folder: DataFolder) -> set[date]:
    """The days that the newest publication holds."""
    tables = Lake(folder.lake).snapshot().tables.values()
    return {day for days in tables for day in days}


def captured_days(folder: DataFolder, days: Sequence[date]) -> set[date]:
    """Those of the days about which captures say anything."""
    posts = {row["published_date"] for row in posts_of(folder, days)}
    return (posts | {row["day"] for row in coverage_of(folder, days)}) & set(days)


def n_rows(days: Iterable[Tables], table: str) -> int:
    """The rows of one table over some days."""
    return sum(tables[table].num_rows for tables in days)
