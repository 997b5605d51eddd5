"""One entry of the lake's log: the file of every table and day, and what made it."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.desk import LakeError

Key = tuple[str, date]


@dataclass(frozen=True)
class Stored:
    """One immutable file: its name, its rows, its size in bytes."""

    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class Snapshot:
    """One log entry: the file of every table and day; version 0 is the lake before the first."""

    version: int
    parent: int | None = None
    made_by: Mapping[str, Any] = field(default_factory=dict)
    made_at: datetime | None = None
    tables: Mapping[str, Mapping[date, Stored]] = field(default_factory=dict)

    def stored(self, key: Key) -> Stored | None:
        """The file of (table, day), None where there is none."""
        table, day = key
        return self.tables.get(table, {}).get(day)

    def of_day(self, day: date) -> dict[str, Stored]:
        """The file of every table that has `day`."""
        return {table: days[day] for table, days in self.tables.items() if day in days}


def to_json(entry: Snapshot) -> bytes:
    """The entry as gzipped JSON, the same bytes for the same entry."""
    tables = {
        table: {str(day): asdict(days[day]) for day in sorted(days)}
        for table, days in sorted(entry.tables.items())
    }
    made_at = entry.made_at and entry.made_at.isoformat()
    text = json.dumps({**vars(entry), "made_at": made_at, "tables": tables})
    return gzip.compress(text.encode(), mtime=0)


def read_entry(path: Path) -> Snapshot:
    """The entry in a file; LakeError where it is damaged."""
    try:
        entry = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise LakeError(f"{path} cannot be read ({error}): bring it back from a backup") from error
    tables = {
        table: {date.fromisoformat(day): Stored(**stored) for day, stored in days.items()}
        for table, days in entry["tables"].items()
    }
    made_at = datetime.fromisoformat(entry["made_at"])
    return Snapshot(entry["version"], entry["parent"], entry["made_by"], made_at, tables)
