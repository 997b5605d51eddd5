"""`guandian funds`: lists into the registry, and what it tells of a code or a name."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import Data, day
from flows.folder import DataFolder, open_folder

if TYPE_CHECKING:
    from flows.importing_lists import Imported
    from flows.looking_up import Found, Shown
    from transforms.registry.alias import Alias
    from transforms.registry.registry import Registry

app = typer.Typer(no_args_is_help=True, help="Lists of funds, stocks and indexes: import, look up.")

On = Annotated[
    datetime.date | None,
    typer.Option(parser=day, metavar="YYYY-MM-DD", help="As names were on that day [now]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@app.command(name="import")
def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="CSV of akshare, tushare …, or fundcode_search.js.")
    ],
    seen: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of the list [told by the file]."),
    ] = None,
    data: Data = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Bring lists into the registry and publish its tables; a file that is wrong changes nothing.

    The format is told by the header: akshare's fund_name_em, tushare's fund_basic and stock_basic,
    lists of exchange short names, stocks and indexes, histories with first_seen and last_seen.
    """
    from flows.importing_lists import import_lists
    from flows.registry_tables import publish_registry

    folder = open_folder(data)
    imported = import_lists(folder, files, seen)
    run = {"flow": "funds import", "files": [path.name for path in files]}
    publish_registry(folder, run, datetime.datetime.now().astimezone())
    if as_json:
        _say_json([asdict(one) for one in imported])
        return
    for one in imported:
        typer.echo(_brought(one))
    typer.echo(_totals(imported))


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="Code of a fund, stock or index: 000216.")],
    on: On = None,
    data: Data = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Show every name of a code with its dates and lists, and the fund's classes and facts."""
    from flows.looking_up import look_up
    from flows.reference import lexicon

    shown = look_up(_registry(data), lexicon(), code, on)
    if as_json:
        _say_json(_shown_row(shown, on))
        return
    _show(shown, on)


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="A name, part of one, or a name with gaps.")],
    on: On = None,
    data: Data = Path("data"),
    limit: Annotated[int, typer.Option(min=1, help="Codes shown at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find codes by name: the whole of it, a part, or its characters in order; exit 1 if none."""
    from flows.looking_up import find as found_in

    found = found_in(_registry(data), text, on)
    rows = [_found_row(one, on) for one in found[:limit]]
    if as_json:
        _say_json(rows)
    elif rows:
        _table(rows)
        if len(found) > limit:
            typer.echo(f"and {len(found) - limit} more: name more of it, or --limit")
    else:
        typer.echo(f"no name like {text}: name less of it, or import a list that has it", err=True)
    if not rows:
        raise typer.Exit(1)


def _registry(data: Path) -> "Registry":
    from flows.registry import registry_of

    return registry_of(DataFolder(data))


def _brought(one: "Imported") -> str:
    what = f"{one.file}: {one.format} of {one.seen_on}, {one.n_rows} rows"
    if one.is_known:
        return f"{what}: known already"
    return f"{what}: {one.n_codes} new codes, {one.n_aliases} new names, {one.n_renames} renames"


def _totals(imported: Sequence["Imported"]) -> str:
    names = ("n_rows", "n_codes", "n_aliases", "n_renames")
    rows, codes, aliases, renames = (sum(getattr(one, name) for one in imported) for name in names)
    return f"{rows} rows: {codes} new codes, {aliases} new names, {renames} renames"


def _show(shown: "Shown", on: datetime.date | None) -> None:
    fund = shown.fund
    if fund is not None:
        facts = {name: getattr(fund, name) for name in fund.__slots__}
        typer.echo(
            "\n".join(f"{name:<13} {'' if fact is None else fact}" for name, fact in facts.items())
        )
    for code, name in shown.classes:
        typer.echo(f"class         {code} {name or ''}")
    if shown.nicknames:
        typer.echo(f"nicknames     {' '.join(shown.nicknames)}")
    _table([_name_row(alias, on) for alias in shown.names])


def _shown_row(shown: "Shown", on: datetime.date | None) -> dict[str, Any]:
    return {
        "code": shown.code,
        "fund": asdict(shown.fund) if shown.fund else None,
        "classes": [{"code": code, "name": name} for code, name in shown.classes],
        "nicknames": list(shown.nicknames),
        "names": [_name_row(alias, on) for alias in shown.names],
    }


def _name_row(alias: "Alias", on: datetime.date | None) -> dict[str, Any]:
    row = alias._asdict() | {"is_current": alias.is_current(on)}
    del row["code"]
    return row


def _found_row(found: "Found", on: datetime.date | None) -> dict[str, Any]:
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


def _table(rows: Sequence[dict[str, Any]]) -> None:
    from flows.show import console, show_rows

    show_rows(console(), list(rows[0]), [list(map(_cell, row.values())) for row in rows])


def _cell(value: object) -> Any:
    return " ".join(map(str, value)) if isinstance(value, tuple) else value


def _say_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=str, indent=2))
