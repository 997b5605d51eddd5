"""What differs between two builds of one table: rows that came, went or changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]
Key = tuple[Any, ...]

# Stands for a column where the meaning of one has changed.
VERSION = "schema_version"

# What tells two rows apart that mean the same thing; of a table that is not here, all columns do.
# Offsets are left out: a text that grew by a line at its head has no new tags.
_KEYS = {
    "posts": ("post_id",),
    "post_versions": ("post_id", "version"),
    "observations": ("post_id", "capture_id"),
    "coverage": ("source", "target"),
    "removals": ("post_id", "rule_id", "text"),
    "tags": ("post_id", "kind", "tag"),
    "fund_mentions": ("post_id", "market", "code", "surface"),
    "instrument_mentions": ("post_id", "kind", "market", "code", "surface"),
}
# They say what built a row, nothing of the post.
_STAMPS = frozenset({"cleaner_version", "extractor_version", "registry_version"})
_PLACE = "ordinal"


@dataclass(frozen=True, slots=True)
class Changed:
    """One row before and after, and the columns that differ, stamps aside."""

    before: Row
    after: Row
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one table: rows only after, only before, in both and not the same; columns likewise.

    `n_restamped` rows differ only in the versions of what built them. `is_reordered`: the same
    rows in another order.
    """

    added: tuple[Row, ...] = ()
    gone: tuple[Row, ...] = ()
    changed: tuple[Changed, ...] = ()
    n_restamped: int = 0
    columns_added: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    is_reordered: bool = False

    def __bool__(self) -> bool:
        """Whether anything differs but stamps."""
        rows = self.added or self.gone or self.changed or self.is_reordered
        return bool(rows or self.columns_added or self.columns_gone)


def difference(table: str, before: pa.Table, after: pa.Table) -> Difference:
    """What differs; columns that only one of the two has count as columns, not in their rows."""
    columns_gone = _missing(before.schema, after.schema)
    columns_added = _missing(after.schema, before.schema)
    shared = [name for name in after.column_names if name not in columns_added]
    before, after = before.select(shared), after.select(shared)
    if before.equals(after):
        return Difference(columns_added=columns_added, columns_gone=columns_gone)
    key = [name for name in _KEYS.get(table, _own(shared)) if name in shared]
    old, new = _by_key(before.to_pylist(), key), _by_key(after.to_pylist(), key)
    rows = _of_rows(old, new)
    return replace(rows, columns_added=columns_added, columns_gone=columns_gone)


def _of_rows(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Difference:
    pairs = [(old[key], row) for key, row in new.items() if key in old]
    differing = [(was, row, _differing(was, row)) for was, row in pairs if was != row]
    told = [Changed(was, row, _telling(columns)) for was, row, columns in differing]
    changed = tuple(one for one in told if one.columns)
    added = tuple(row for key, row in new.items() if key not in old)
    gone = tuple(row for key, row in old.items() if key not in new)
    silent = [set(columns) for _, _, columns in differing if not _telling(columns)]
    has_moved = any(_PLACE in columns for columns in silent) or list(old) != list(new)
    return Difference(
        added,
        gone,
        changed,
        n_restamped=sum(not _STAMPS.isdisjoint(columns) for columns in silent),
        is_reordered=has_moved and not (added or gone or changed),
    )


def _differing(before: Row, after: Row) -> tuple[str, ...]:
    return tuple(name for name in after if before[name] != after[name])


def _telling(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in columns if name not in _STAMPS and name != _PLACE)


def _missing(schema: pa.Schema, other: pa.Schema) -> tuple[str, ...]:
    """The columns of one schema that the other has not, or has as another type or meaning."""
    others = _meaning(other)
    return tuple(name for name, kind in _meaning(schema).items() if others.get(name) != kind)


def _meaning(schema: pa.Schema) -> dict[str, object]:
    version = (schema.metadata or {}).get(VERSION.encode(), b"").decode()
    return {**{column.name: column.type for column in schema}, VERSION: version}


def _own(columns: Iterable[str]) -> list[str]:
    """Without the place among the rows of one post, which moves when a row comes before."""
    return [name for name in columns if name != _PLACE]


def _by_key(rows: Iterable[Row], key: Sequence[str]) -> dict[Key, Row]:
    """The rows by key; of equal keys (a line said twice) each has its number."""
    seen: Counter[Key] = Counter()
    keyed = {}
    for row in rows:
        name = tuple(_plain(row[column]) for column in key)
        seen[name] += 1
        keyed[(*name, seen[name])] = row
    return keyed


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
