"""Building days: captures to tables, and their publication."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from flows import tree
from flows.captures import coverage_of, posts_of, shown_days, unread_of
from flows.days import RangeError
from flows.folder import DataFolder
from flows.lake import Lake, Publication
from flows.learned import learned_for
from flows.linkers import linker_of
from flows.registry import registry_of
from flows.repeats import repeats_for
from transforms.boilerplate import CLEANER_VERSION
from transforms.capture_tables import EXTRACTOR_VERSION
from transforms.day import build_day
from transforms.linking import LINKER_VERSION
from transforms.linking.linker import Linker
from transforms.tables import TABLES

Tables = Mapping[str, pa.Table]


def build(folder: DataFolder, day: date, as_of: datetime | None = None) -> dict[str, pa.Table]:
    """The tables of one day from what was captured up to `as_of` (default: everything)."""
    ledger = coverage_of(folder, [day], as_of)
    visits = [*posts_of(folder, [day], as_of), *unread_of(folder, ledger, as_of)]
    repeats_of = repeats_for(folder, visits, as_of)
    linker = linker_for(folder, day, as_of)
    return build_day(day, visits, ledger, linker, repeats_of=repeats_of)


def linker_for(folder: DataFolder, day: date, as_of: datetime | None = None) -> Linker:
    """What links the posts of a day: the lists seen and the names taught up to `as_of`."""
    registry = registry_of(folder, as_of)
    return linker_of(registry, learned_for(folder, day, as_of, registry))


def publish(
    folder: DataFolder, days: Mapping[date, Tables], run: Mapping[str, Any], made_at: datetime
) -> Publication:
    """Switch the tables of all days in one commit, and show them under `data/tables`.

    The same bytes as before make no new publication. Raises LakeError.
    """
    lake = Lake(folder.lake)
    versions = {"cleaner": CLEANER_VERSION, "linker": LINKER_VERSION}
    made_by = {**versions, "extractor": EXTRACTOR_VERSION, **run}
    publication = lake.publish(days, made_by, made_at)
    tree.sync(lake, folder.tables)
    return publication


def published_days(folder: DataFolder) -> set[date]:
    """The days of posts that the newest publication holds; the registry has days of its own."""
    tables = Lake(folder.lake).snapshot().tables
    return {day for table in TABLES for day in tables.get(table.name, {})}


def captured_days(folder: DataFolder, days: Sequence[date]) -> set[date]:
    """Those of the days about which captures say anything."""
    about = {row["day"] for row in coverage_of(folder, days)}
    return (shown_days(folder, days) | about) & set(days)


def known_days(folder: DataFolder, days: Sequence[date]) -> list[date]:
    """Those of the days that captures tell of.

    RangeError where there are none, or where a day is published whose captures are gone: a
    rebuild would empty it.
    """
    known = captured_days(folder, days)
    lost = sorted(published_days(folder) & set(days) - known)
    if lost:
        raise RangeError(
            f"{lost[0]} is published but its captures are gone: bring captures or raw back first"
        )
    if not known:
        raise RangeError(
            f"nothing was ever captured of {days[0]} to {days[-1]}: run nightly for it first"
        )
    return sorted(known)


def n_rows(days: Iterable[Tables], table: str) -> int:
    """The rows of one table over some days."""
    return sum(tables[table].num_rows for tables in days)
