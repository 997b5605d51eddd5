"""What the registry tells, on the terminal and as JSON."""

import datetime
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

import typer

from flows.importing_lists import Imported
from flows.looking_up import Found, Shown
from transforms.registry.alias import Alias
from transforms.registry.sighting import NameKind


def brought(one: Imported) -> str:
    """One line: what a file brought."""
    what = f"{one.file}: {one.format} of {one.seen_on}, {one.n_rows} rows"
    if one.is_known:
        return f"{what}: known already"
    new = f"{one.n_codes} new codes, {one.n_aliases} new names, {one.n_renames} renames"
    return f"{what}: {new}, {one.n_facts} new facts"


def smaller(one: Imported) -> str | None:
    """One line where a list has fewer codes than the one before it; None where it has not."""
    if one.n_listed >= one.n_before:
        return None
    return (
        f"{one.file}: {one.n_listed} codes, and {one.n_before} in the list of its sort before it: "
        "if it is not whole, get it again"
    )


def to_rebuild(days: Collection[datetime.date]) -> str:
    """One line: what to do with the days of posts that are published."""
    command = f"guandian rebuild {min(days)} {max(days)}"
    return f"{len(days)} published days keep their names and facts until: {command}"


def totals(imported: Sequence[Imported]) -> str:
    """One line: what all files brought together."""
    names = ("n_rows", "n_codes", "n_aliases", "n_renames", "n_facts")
    sums = (sum(getattr(one, name) for one in imported) for name in names)
    rows, codes, aliases, renames, facts = sums
    new = f"{codes} new codes, {aliases} new names, {renames} renames, {facts} new facts"
    return f"{rows} rows: {new}"


def show_code(shown: Shown, on: datetime.date | None) -> None:
    """All that is known of a code, facts above names."""
    fund = shown.fund
    if fund is not None:
        facts = {name: getattr(fund, name) for name in fund.__slots__}
        for name, fact in facts.items():
            if fact is not None:
                typer.echo(f"{name:<13} {fact}")
    for code, called in shown.classes:
        typer.echo(f"class         {code} {called or ''}")
    if shown.nicknames:
        typer.echo(f"nicknames     {' '.join(shown.nicknames)}")
    made = [alias.name for alias in shown.names if alias.name_kind is NameKind.GENERATED]
    if made:
        typer.echo(f"short forms   {' '.join(dict.fromkeys(made))}")
    for alias in shown.names:
        if alias.name_kind is not NameKind.GENERATED:
            typer.echo(_told(alias))


def _told(alias: Alias) -> str:
    """A name and, below it, when it held and where it was seen: a table has no room for that."""
    held = " ".join(
        f"{word} {day}"
        for word, day in (("from", alias.valid_from), ("until", alias.valid_to))
        if day
    )
    seen = f"seen {_span(alias.first_seen, alias.last_seen)}"
    said = ", ".join(part for part in (held, seen, f"in {' '.join(alias.sources)}") if part)
    return f"{alias.kind} {alias.market}  {alias.name}  ({alias.name_kind})\n    {said}"


def _span(first: datetime.date, last: datetime.date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def shown_row(shown: Shown, on: datetime.date | None) -> dict[str, Any]:
    """The same as one object of JSON."""
    return {
        "code": shown.code,
        "fund": asdict(shown.fund) if shown.fund else None,
        "classes": [{"code": code, "name": name} for code, name in shown.classes],
        "nicknames": list(shown.nicknames),
        "names": [_name_row(alias, on) for alias in shown.names],
    }


def _name_row(alias: Alias, on: datetime.date | None) -> dict[str, Any]:
    row = alias._asdict() | {"is_current": alias.is_current(on)}
    del row["code"]
    return row


def found_row(found: Found, on: datetime.date | None) -> dict[str, Any]:
    """One code that was found, as an object of JSON or a row."""
    alias = found.alias
    return {
        "kind": alias.kind,
        "market": alias.market,
        "code": alias.code,
        "name": alias.name,
        "name_kind": alias.name_kind,
        "is_current": alias.is_current(on),
        "how": found.how,
        "name_now": found.name_now,
    }


def found_line(found: Found, on: datetime.date | None) -> str:
    """One line: the code, its name now, and by which other name it was found."""
    alias = found.alias
    said = f"{alias.kind} {alias.market} {alias.code}  {found.name_now or alias.name}"
    if alias.name == found.name_now:
        return said
    former = "" if alias.is_current(on) else ", former"
    return f"{said}  ({found.how}: {alias.name}, {alias.name_kind}{former})"


def say_json(value: Any) -> None:
    """A value as JSON, days as text."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str, indent=2))
