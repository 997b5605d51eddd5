"""Publishing days: immutable content-named files, and a numbered log that switches them.

A publish writes its files, then creates the next log entry if it is absent: that one create
switches every table of every day given. Tables that it does not name stay as they were.
Files of a publish that was killed or refused half-way stay, unnamed by the log.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows import parquet
from flows.desk import Desk, LakeError, desk, disk_errors
from flows.snapshot import Key, Snapshot, Stored, read_entry, to_json

__all__ = ["DayMoved", "Lake", "LakeError", "Publication", "SchemaChanged", "Snapshot", "Stored"]

Days = Mapping[date, Mapping[str, pa.Table]]

# Beside the place of a file that was taken out on request (purge.py).
REDACTED = ".redacted"


class DayMoved(LakeError):
    """Somebody else published one of these days since this run began."""


class Redacted(LakeError):
    """A file of an old publication was taken out, since it held a post's text."""


class SchemaChanged(LakeError):
    """A table does not have the columns that its other days have."""


@dataclass(frozen=True)
class Publication:
    """What a publish did; `replaced` has (rows before, rows now) of every file that changed."""

    version: int
    changed: bool
    replaced: Mapping[Key, tuple[int | None, int]]


class Lake:
    """The store under `root`, which comes into being with the first publish."""

    def __init__(self, root: Path):
        self.root = root

    def publish(
        self,
        days: Days,
        made_by: Mapping[str, Any],
        made_at: datetime,
        expect: int | None = None,
    ) -> Publication:
        """Switch every table of every day given in one commit; the same bytes make no entry.

        `expect` is the version the caller worked from (default: the newest as this call begins).
        Raises `DayMoved`, `SchemaChanged`, and `LakeError` for whatever the disk refuses.
        """
        began = self.snapshot(expect)
        with disk_errors(self.root), desk(self.root / "_tmp") as own:
            files = {key: _stage(own, key, table) for key, table in _tables(days)}
            self._changes(began, self.snapshot(), files, days)
            self._put(own, files)
            while True:
                newest = self.snapshot()
                changes = self._changes(began, newest, files, days)
                if not changes:
                    return Publication(newest.version, False, {})
                entry = _entry_after(newest, changes, made_by, made_at)
                if self._commit(own, entry):
                    return Publication(entry.version, True, _replaced(newest, changes))

    def snapshot(self, version: int | None = None) -> Snapshot:
        """The log entry `version`, the newest by default."""
        versions = self._versions()
        wanted = (versions or [0])[-1] if version is None else version
        if wanted == 0:
            return Snapshot(0)
        if wanted not in versions:
            raise LakeError(f"{self.root} has no publication {wanted}: ask for one in its log")
        return read_entry(self._entry_path(wanted))

    def files(
        self,
        table: str,
        start: date | None = None,
        end: date | None = None,
        version: int | None = None,
    ) -> list[Path]:
        """The files of `table` from day `start` to day `end`, both included, oldest day first."""
        days = self.snapshot(version).tables.get(table, {})
        wanted = [day for day in sorted(days) if (start or day) <= day <= (end or day)]
        paths = [self.path(table, day, days[day]) for day in wanted]
        _refuse_redacted(paths, table, version)
        return paths

    def log(self) -> list[Snapshot]:
        """Every publication, oldest first."""
        return [read_entry(self._entry_path(version)) for version in self._versions()]

    def path(self, table: str, day: date, stored: Stored) -> Path:
        """Where the file `stored` of (table, day) lies."""
        return self.root / _name(table, day, stored.file)

    def _versions(self) -> list[int]:
        entries = (self.root / "_log").glob("[0-9]*.json.gz")
        return sorted(int(path.name.split(".")[0]) for path in entries)

    def _entry_path(self, version: int) -> Path:
        return self.root / "_log" / f"{version:012d}.json.gz"

    def _put(self, own: Desk, files: Mapping[Key, Stored]) -> None:
        for (table, day), stored in files.items():
            own.put(_name(table, day, stored.file), self.path(table, day, stored))

    def _commit(self, own: Desk, entry: Snapshot) -> bool:
        """The entry is the newest one; False if another one took its number first."""
        path = self._entry_path(entry.version)
        own.write(path.name, to_json(entry))
        return own.create(path.name, path)

    def _changes(
        self, began: Snapshot, newest: Snapshot, files: Mapping[Key, Stored], days: Days
    ) -> dict[Key, Stored]:
        """What `newest` has otherwise; refused if others moved a day or a schema would change."""
        changes = {key: stored for key, stored in files.items() if newest.stored(key) != stored}
        if changes:
            _refuse_moved(began, newest, days)
            for table in {table for table, _ in files}:
                self._refuse_schema(table, newest, days)
        return changes

    def _refuse_schema(self, table: str, newest: Snapshot, days: Days) -> None:
        """One schema a table: all its days here, and the days that stay (any one tells)."""
        given = {day: tables[table].schema for day, tables in days.items() if table in tables}
        stay = newest.tables.get(table, {}).keys() - given.keys()
        if stay:
            day = max(stay)
            stored = newest.tables[table][day]
            expected = parquet.read_schema(self.path(table, day, stored))
        else:
            day, expected = next(iter(given.items()))
        for schema in given.values():
            if not parquet.is_same_schema(schema, expected):
                raise SchemaChanged(
                    f"{table} has other columns than on {day} "
                    f"({parquet.schema_difference(expected, schema)}): "
                    "rebuild and publish all its days at once"
                )


def _refuse_redacted(paths: Iterable[Path], table: str, version: int | None) -> None:
    for path in paths:
        if path.with_suffix(REDACTED).exists():
            raise Redacted(
                f"{table} of {path.parent.name.removeprefix('date=')} in publication {version} "
                "was taken out, a post in it was redacted: read a later publication"
            )


def _name(table: str, day: date, file: str) -> str:
    return f"{table}/date={day}/{file}"


def _tables(days: Days) -> Iterator[tuple[Key, pa.Table]]:
    for day, tables in days.items():
        for table, rows in tables.items():
            yield (table, day), rows


def _stage(own: Desk, key: Key, rows: pa.Table) -> Stored:
    table, day = key
    if "date" in rows.column_names:
        raise SchemaChanged(f"{table} of {day} has a column date: drop it, the path says it")
    data = parquet.to_bytes(rows)
    name = f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.parquet"
    own.write(_name(table, day, name), data)
    return Stored(name, rows.num_rows, len(data))


def _refuse_moved(began: Snapshot, newest: Snapshot, days: Days) -> None:
    for day in sorted(days):
        # A table that is not given here has days of its own: the registry, those of its lists.
        if any(began.stored((table, day)) != newest.stored((table, day)) for table in days[day]):
            raise DayMoved(
                f"{day} was published by another run (version {newest.version}): run it again"
            )


def _entry_after(
    newest: Snapshot, changes: Mapping[Key, Stored], made_by: Mapping[str, Any], made_at: datetime
) -> Snapshot:
    tables = {table: dict(days) for table, days in newest.tables.items()}
    for (table, day), stored in changes.items():
        tables.setdefault(table, {})[day] = stored
    return Snapshot(newest.version + 1, newest.version, made_by, made_at, tables)


def _replaced(newest: Snapshot, changes: Mapping[Key, Stored]) -> dict[Key, tuple[int | None, int]]:
    return {
        key: (old.rows if (old := newest.stored(key)) else None, new.rows)
        for key, new in changes.items()
    }
