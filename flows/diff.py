"""What a rebuild would change: days built again beside the newest publication, nothing written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from flows import build, captures, parquet
from flows.days import span
from flows.desk import disk_errors
from flows.folder import DataFolder
from flows.lake import Lake, LakeError, Snapshot
from transforms.differences import Difference, difference


@dataclass(frozen=True)
class DayDifference:
    """One day: what differs by table; `is_new` where the newest publication has not the day.

    `new_tables` are those that the publication holds of no day at all.
    """

    day: date
    is_new: bool
    tables: dict[str, Difference]
    new_tables: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether a rebuild would alter anything of the day but stamps."""
        return self.is_new or bool(self.new_tables) or any(self.tables.values())


def differences(
    folder: DataFolder,
    start: date,
    end: date,
    tell: Callable[[str], None] = lambda line: None,
) -> Iterator[DayDifference]:
    """Each day of start..end that captures tell of, built and compared, oldest first.

    One day is held at a time. `tell` gets a line a day. Raises RangeError as `rebuild` does.
    """
    published = Lake(folder.lake).snapshot()
    days = build.known_days(folder, span(start, end))
    for number, day in enumerate(days, 1):
        found = day_difference(folder, published, day)
        tell(f"{number}/{len(days)} {day}: {_in_short(found)}")
        yield found


def day_difference(folder: DataFolder, published: Snapshot, day: date) -> DayDifference:
    """One day compared, table by table; a table not yet published counts as empty."""
    after = build.build(folder, day)
    stored = published.of_day(day).keys() & after.keys()
    compared = {}
    for table, rows in after.items():
        before = _published(folder, table, day, published) if table in stored else None
        compared[table] = difference(table, _or_empty(before, rows), rows)
    is_new = bool(after) and not stored
    unknown = frozenset() if is_new else frozenset(after.keys() - published.tables.keys())
    return DayDifference(day, is_new, compared, unknown)


def unread_segments(folder: DataFolder) -> int:
    """Segments of the archive that no captures are made of yet: a rebuild would read them first."""
    return len(captures.unread(folder))


def _published(folder: DataFolder, table: str, day: date, published: Snapshot) -> pa.Table:
    lake = Lake(folder.lake)
    path = lake.path(table, day, published.tables[table][day])
    try:
        with disk_errors(path):
            return parquet.read(path)
    except pa.ArrowInvalid as error:
        raise LakeError(f"{path} is damaged: rebuild {day}, it is written anew") from error


def _or_empty(before: pa.Table | None, after: pa.Table) -> pa.Table:
    return after.slice(0, 0) if before is None else before


def _in_short(found: DayDifference) -> str:
    if found.is_new:
        return "never published"
    said = [f"{table} {_counts(one)}" for table, one in found.tables.items() if one]
    return ", ".join(said) or "the same"


def _counts(found: Difference) -> str:
    counts: Sequence[tuple[str, int]] = [
        ("+", len(found.added)),
        ("-", len(found.gone)),
        ("~", len(found.changed)),
    ]
    return " ".join(f"{mark}{n}" for mark, n in counts if n) or "columns or order"
