"""A preview of a rebuild on the terminal and as JSON; the same differences, the same bytes."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.cells import cell_len, chop_cells

from flows.preview import Preview, Sample

# What two long lines have in common stands before what they differ in; this much of it is shown.
_BEFORE = 12


def to_lines(preview: Preview, width: int) -> Iterator[str]:
    """The preview for a person: days, rows, columns, then by group what came and went."""
    states = [figures.state for figures in preview.days.values()]
    n_differing = len(states) - states.count("same")
    yield f"{n_differing} of {len(states)} days would change, {states.count('new')} of them new"
    yield from _rows(preview)
    for table, columns in sorted(preview.columns.items()):
        if columns:
            yield f"{table}: {', '.join(sorted(columns))}"
    for table, group in _groups(preview):
        gained, lost = preview.gained[table][group], preview.lost[table][group]
        n_changed = preview.changed["posts"][group] if table == "posts" else 0
        told = [("+", gained), ("-", lost), ("~", n_changed)]
        yield f"{table} {group} " + " ".join(f"{mark}{n}" for mark, n in told if n)
        for sample in preview.samples:
            if (sample.table, sample.group) == (table, group):
                yield from (_cut(line, width) for line in _sample(sample))


def to_json(preview: Preview) -> str:
    """The preview for a program: one JSON object."""
    days = {str(day): asdict(figures) for day, figures in preview.days.items()}
    groups: dict[str, Any] = {}
    for table, group in _groups(preview):
        if table != "posts":
            gained, lost = preview.gained[table][group], preview.lost[table][group]
            groups.setdefault(table, {})[group] = {"gained": gained, "lost": lost}
    said = {
        "is_different": preview.is_different,
        "days": days,
        "columns": {table: sorted(names) for table, names in preview.columns.items() if names},
        "changed": {table: dict(sorted(n.items())) for table, n in preview.changed.items() if n},
        "groups": groups,
        "samples": [{**asdict(one), "day": str(one.day)} for one in preview.samples],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _rows(preview: Preview) -> Iterator[str]:
    """A line a table: rows that came, went and changed, and in which columns."""
    of_days = [figures.tables for figures in preview.days.values()]
    for table in dict.fromkeys(name for tables in of_days for name in tables):
        counts = [tables[table] for tables in of_days if table in tables]
        sums = {what: sum(one[what] for one in counts) for what in counts[0]}
        told = ", ".join(f"{n} {what}" for what, n in sums.items() if n)
        columns = [f"{name} {n}" for name, n in preview.changed[table].most_common()]
        yield f"{table}: {told}" + (f" ({', '.join(columns)})" if columns else "")


def _groups(preview: Preview) -> list[tuple[str, str]]:
    """Each table's groups that have something to tell, sorted."""
    told = {(sample.table, sample.group) for sample in preview.samples}
    for counted in (preview.gained, preview.lost):
        told |= {(table, name) for table, counts in counted.items() for name in +counts}
    return sorted(told)


def _sample(sample: Sample) -> Iterator[str]:
    yield f"  {sample.day} {sample.post_id or ''}".rstrip()
    before, after = _from_difference(sample.before, sample.after)
    for mark, text in (("-", before), ("+", after)):
        if text:
            yield f"    {mark} {' / '.join(text.split(chr(10)))}"


def _from_difference(before: str | None, after: str | None) -> tuple[str, str]:
    """Both from shortly before the first character in which they differ."""
    if before is None or after is None:
        return (before or "").strip("\n"), (after or "").strip("\n")
    pairs = enumerate(zip(before, after, strict=False))
    n_alike = next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(n_alike - _BEFORE, 0)
    dots = "…" if start else ""
    return dots + before[start:], dots + after[start:]


def _cut(line: str, width: int) -> str:
    return line if cell_len(line) <= width else chop_cells(line, width - 1)[0] + "…"
