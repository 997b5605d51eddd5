"""What a run did, could not do and why: for the terminal, for Prefect, for a log."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.build import Tables
from flows.checks import checks
from flows.lake import Publication
from flows.segments import Read

COVERAGE_COLUMNS = (
    "source",
    "target",
    "state",
    "claimed",
    "posts",
    "late",
    "reason",
    "next_try_at",
)


class Incomplete(Exception):
    """A run that published what it got, but got less than was asked for; says what is missing."""

    def __init__(self, report: "Report") -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return "; ".join(self.report.failures)


@dataclass(frozen=True)
class Shortfall:
    """What a run did not do, a line each: sources that failed, gaps in others, and notes."""

    failures: Sequence[str] = ()
    gaps: Sequence[str] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """A run's outcome in numbers."""

    title: str
    coverage: Sequence[Mapping[str, Any]]
    n_rows: Mapping[str, Mapping[datetime.date, int]]
    removed: Mapping[str, int]
    rejected: Mapping[str, int]
    visits: Mapping[str, int]
    version: int
    changed: bool
    shortfall: Shortfall = field(default_factory=Shortfall)
    checks: Mapping[str, int] = field(default_factory=dict)

    @property
    def failures(self) -> Sequence[str]:
        """Why a source failed, a line each."""
        return self.shortfall.failures

    @property
    def gaps(self) -> Sequence[str]:
        """What is missing of sources that did not fail, a line each."""
        return self.shortfall.gaps

    @property
    def notes(self) -> Sequence[str]:
        """What to know besides, a line each."""
        return self.shortfall.notes

    @property
    def markdown(self) -> str:
        """The report as Markdown, what went wrong or is missing first."""
        parts = [f"# {self.title}"]
        parts += [f"- **not collected**: {_line(why)}" for why in self.failures]
        parts += [f"- **warning, gaps**: {_line(what)}" for what in self.gaps]
        parts += [f"- **note**: {_line(what)}" for what in self.notes]
        parts.append(f"publication {self.version}" + ("" if self.changed else " (unchanged)"))
        parts.append("## coverage\n" + _table(self.coverage))
        parts.append("## rows\n" + _table(self._row_table()))
        for name, counts in self._counts():
            parts.append(f"## {name}\n" + _table([{"what": k, "n": n} for k, n in counts.items()]))
        return "\n\n".join(parts) + "\n"

    def _row_table(self) -> list[dict[str, Any]]:
        return [
            {"table": table, **{str(day): n for day, n in days.items()}}
            for table, days in self.n_rows.items()
        ]

    def _counts(self) -> list[tuple[str, Mapping[str, int]]]:
        named = [
            ("visits", self.visits),
            ("removed", self.removed),
            ("rejected", self.rejected),
            ("checks", self.checks),
        ]
        return [(name, counts) for name, counts in named if counts]


def report(
    title: str,
    days: Mapping[datetime.date, Tables],
    publication: Publication,
    reads: Iterable[Read] = (),
    shortfall: Shortfall | None = None,
) -> Report:
    """The report of one run over the days that it built."""
    posts = [row for read in reads for row in read.posts]
    checked, short = checks(days, posts), shortfall or Shortfall()
    tables = sorted({name for built in days.values() for name in built})
    return Report(
        title=title,
        coverage=_coverage(days),
        n_rows={name: {day: days[day][name].num_rows for day in sorted(days)} for name in tables},
        removed=_counted(row["kind"] for row in _rows(days, "removals")),
        rejected=_counted(row["reason"] for row in posts if row["outcome"] == "reject"),
        visits=_counted(row["outcome"] for row in posts),
        checks=checked.counts,
        version=publication.version,
        changed=publication.changed,
        shortfall=Shortfall(
            [*short.failures, *checked.failures],
            [*short.gaps, *checked.gaps],
            [*short.notes, *checked.notes],
        ),
    )


def report_of(state: Any) -> Report:
    """The report of a flow run's final state, complete or not; raises what else it ended in."""
    result = state.result(raise_on_failure=False)
    if isinstance(result, Incomplete):
        return result.report
    if isinstance(result, Exception):
        raise result
    report: Report = result
    return report


def _coverage(days: Mapping[datetime.date, Tables]) -> list[dict[str, Any]]:
    return [
        {"day": str(day), **{name: _plain(row[name]) for name in COVERAGE_COLUMNS}}
        for day in sorted(days)
        for row in days[day]["coverage"].to_pylist()
    ]


def _plain(value: Any) -> Any:
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime.datetime) else value


def _rows(days: Mapping[datetime.date, Tables], table: str) -> Iterable[dict[str, Any]]:
    for day in sorted(days):
        yield from days[day][table].to_pylist()


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "none"
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [columns, ["---"] * len(columns)]
    lines += [[_cell(row.get(name)) for name in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else _line(value).replace("|", "\\|")


def _line(value: object) -> str:
    return " ".join(str(value).split())
