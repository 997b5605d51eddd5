"""What a rebuild would change, over all its days: figures and a few samples, in bounded memory."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flows.diff import DayDifference
from transforms.differences import Difference

Row = Mapping[str, Any]

# What rows that came or went are counted by, and what is shown of one.
_GROUPS = {
    "removals": ("rule_id", "text"),
    "tags": ("kind", "tag"),
    "fund_mentions": ("method", "surface"),
    "instrument_mentions": ("kind", "surface"),
    "rejects": ("reason", "detail"),
}
# Said by the body beside them.
_UNTOLD = frozenset({"n_chars"})


@dataclass(frozen=True)
class Sample:
    """One row of `table` that came (`before` is None), went (`after` is None) or changed.

    `group` is its rule, kind, method or reason, or the column of posts that changed.
    """

    table: str
    group: str
    day: date
    post_id: str | None
    before: str | None
    after: str | None

    def in_short(self) -> "Sample":
        """Of a body only the lines that the other one has not."""
        if (self.table, self.group) != ("posts", "body"):
            return self
        before, after = _differing_lines(self.before or "", self.after or "")
        return replace(self, before=before, after=after)


@dataclass(frozen=True)
class DayFigures:
    """One day: same, changed or new, and by table how many rows differ and how."""

    state: str
    tables: dict[str, dict[str, int]]


class Preview:
    """The differences of day after day, summed."""

    def __init__(self, n_samples: int) -> None:
        self.n_samples = n_samples
        self.days: dict[date, DayFigures] = {}
        self.columns: dict[str, set[str]] = defaultdict(set)
        self.changed: dict[str, Counter[str]] = defaultdict(Counter)
        self.gained: dict[str, Counter[str]] = defaultdict(Counter)
        self.lost: dict[str, Counter[str]] = defaultdict(Counter)
        self.samples: list[Sample] = []
        self._shown: Counter[tuple[str, str, bool, bool]] = Counter()

    @property
    def is_different(self) -> bool:
        """Whether a rebuild would alter anything but the versions of what built the rows."""
        return any(figures.state != "same" for figures in self.days.values())

    def add(self, found: DayDifference) -> None:
        """Count one day in; of a day that was never published only the rows are counted."""
        state = "new" if found.is_new else "changed" if found else "same"
        tables = {name: _figures(one) for name, one in found.tables.items()}
        self.days[found.day] = DayFigures(
            state, {n: one for n, one in tables.items() if any(one.values())}
        )
        for name, one in found.tables.items():
            if not found.is_new:
                self._add_table(found.day, name, one)
        for name in found.new_tables:
            self.columns[name].add("+ the whole table")

    def _add_table(self, day: date, table: str, found: Difference) -> None:
        self.columns[table] |= {f"+ {name}" for name in found.columns_added}
        self.columns[table] |= {f"- {name}" for name in found.columns_gone}
        for one in found.changed:
            self.changed[table].update(one.columns)
        for sample in _samples(day, table, found):
            self.gained[table][sample.group] += sample.before is None
            self.lost[table][sample.group] += sample.after is None
            self._show(sample)

    def _show(self, sample: Sample) -> None:
        alike = (sample.table, sample.group, sample.before is None, sample.after is None)
        self._shown[alike] += 1
        if self._shown[alike] <= self.n_samples:
            self.samples.append(sample.in_short())


def _figures(found: Difference) -> dict[str, int]:
    return {
        "added": len(found.added),
        "gone": len(found.gone),
        "changed": len(found.changed),
        "restamped": found.n_restamped,
    }


def _samples(day: date, table: str, found: Difference) -> Iterator[Sample]:
    if table in _GROUPS:
        for row in found.gone:
            group, post_id, said = _said(table, row)
            yield Sample(table, group, day, post_id, said, None)
        for row in found.added:
            group, post_id, said = _said(table, row)
            yield Sample(table, group, day, post_id, None, said)
    if table == "posts":
        for one in found.changed:
            for column in sorted({*one.columns} - _UNTOLD):
                was, now = (_as_text(row[column]) for row in (one.before, one.after))
                yield Sample(table, column, day, one.after["post_id"], was, now)


def _said(table: str, row: Row) -> tuple[str, str | None, str]:
    group, said = _GROUPS[table]
    return _as_text(row.get(group)), row.get("post_id"), _as_text(row.get(said))


def _as_text(value: object) -> str:
    return "null" if value is None else str(value)


def _differing_lines(before: str, after: str) -> tuple[str, str]:
    """The lines that only one of two bodies has."""
    old, new = before.split("\n"), after.split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    differing = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    went = [line for _, start, end, _, _ in differing for line in old[start:end]]
    came = [line for _, _, _, start, end in differing for line in new[start:end]]
    return "\n".join(went), "\n".join(came)
