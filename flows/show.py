"""Tables and reports on the terminal."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.query import run

if TYPE_CHECKING:
    from flows.report import Report

Rows = Sequence[Sequence[Any]]

_HEADS = {
    "posts": "select date, author_name, title, n_chars, like_count likes "
    "from posts order by n_chars desc limit 5",
    "tags": "select date, tag, kind, zone, post_id from tags order by date desc, post_id limit 5",
    # Two of each way of naming one: most mentions are cashtags.
    "fund_mentions": "select date, method, surface, code, "
    "array_to_string(candidates, ' ') candidates, name_at_date "
    "from fund_mentions qualify row_number() over (partition by method "
    "order by candidates is null, n_funds_in_post desc, post_id, ordinal) <= 2 "
    "order by method, date, post_id, ordinal limit 10",
    "instrument_mentions": "select date, kind, market, code, surface, zone, name_at_date "
    "from instrument_mentions order by n_instruments_in_post desc, post_id, ordinal limit 5",
}
_FILE_WIDTH = 200
# A column and its frame in fewer characters than this say nothing.
_NARROWEST = 10
_STATE_STYLES = {
    "complete": "green",
    "empty": "green",
    "partial": "yellow",
    "not_attempted": "yellow",
}


def console() -> Console:
    """The terminal; where the output goes into a file or pipe, lines are as wide as they need."""
    shown = Console()
    return shown if shown.is_terminal else Console(width=_FILE_WIDTH)


def as_text(columns: Sequence[str], rows: Rows, form: str) -> str:
    """Rows as `csv` or as `json` (one object a line); instants in ISO 8601."""
    if form == "json":
        return "\n".join(
            json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_plain)
            for row in rows
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_plain(value) for value in row] for row in rows])
    return out.getvalue().rstrip("\n")


def show_rows(console: Console, columns: Sequence[str], rows: Rows, title: str = "") -> None:
    """Rows as a table as wide as the terminal; too many columns for it stand below each other."""
    if len(columns) * _NARROWEST > console.width:
        _show_below_each_other(console, columns, rows)
        return
    cells = [[_cell(value) for value in row] for row in rows]
    table = Table(title=Text(title) if title else None, title_justify="left", header_style="bold")
    for name, width in zip(columns, _widths(columns, cells, console.width), strict=True):
        table.add_column(Text(name), no_wrap=True, overflow="ellipsis", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(columns: Sequence[str], cells: Sequence[Sequence[str]], total: int) -> list[int]:
    """What each column wants, the widest ones narrowed until all fit; 3 for frames in between."""
    lines = [columns, *cells]
    wanted = [max(cell_len(line[n]) for line in lines) for n in range(len(columns))]
    while sum(wanted) + 3 * len(wanted) + 1 > total:
        wanted[wanted.index(max(wanted))] -= 1
    return wanted


def _show_below_each_other(console: Console, columns: Sequence[str], rows: Rows) -> None:
    width = max(map(len, columns))
    for number, row in enumerate(rows, start=1):
        _say(console, f"-- row {number}", style="bold")
        for name, value in zip(columns, row, strict=True):
            _say(console, f"{name:>{width}}  {_plain(value) if value is not None else ''}")


def show_report(console: Console, report: "Report") -> None:
    """One run: what was collected of each target and day, what not and why, and its counts."""
    if report.coverage:
        console.print(_coverage(report))
    for why in report.failures:
        _say(console, f"not collected: {why}", style="red")
    for what in (*report.gaps, *report.notes):
        _say(console, f"warning: {what}", style="yellow")
    for name, counts in [
        ("rows", {table: sum(days.values()) for table, days in report.n_rows.items()}),
        ("visits", report.visits),
        ("removed", report.removed),
        ("rejected", report.rejected),
        ("checks", report.checks),
    ]:
        said = ", ".join(f"{what} {n}" for what, n in counts.items()) or "none"
        _say(console, f"{name}: {said}")


def _coverage(report: "Report") -> Table:
    """A row a target, a column a day: posts collected of those that the lists showed."""
    days = sorted({row["day"] for row in report.coverage})
    table = Table(title=f"{report.title}: posts collected", title_justify="left")
    for name in ("source", "target", *days):
        table.add_column(name, no_wrap=True, overflow="fold")
    cells = {(row["source"], row["target"], row["day"]): row for row in report.coverage}
    for source, target in dict.fromkeys((s, t) for s, t, _ in sorted(cells)):
        shown = (_state(cells.get((source, target, day))) for day in days)
        table.add_row(Text(source), Text(target), *shown)
    return table


def _state(row: Mapping[str, Any] | None) -> Text:
    if row is None:
        return Text("")
    n = f" {row['posts']} of {row['claimed']}" if row["state"] in ("complete", "partial") else ""
    until = f" until {row['next_try_at']}" if row["next_try_at"] else ""
    return Text(row["state"] + n + until, style=_STATE_STYLES.get(row["state"], "red"))


def _say(console: Console, line: str, style: str | None = None) -> None:
    console.print(line, style=style, soft_wrap=True, highlight=False, markup=False)


def show_heads(console: Console, tables: Path) -> None:
    """The first rows of posts, tags and mentions, their counts, and where they lie."""
    for name, sql in _HEADS.items():
        columns, rows = run(tables, sql)
        _, [[n_rows, n_days]] = run(tables, f"select count(*), count(distinct date) from {name}")
        show_rows(console, columns, rows, f"{name}: {n_rows} rows of {n_days} days")
        _say(console, f"  in {tables / name}")


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    text = "" if value is None else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value
