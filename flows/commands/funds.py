"""`guandian funds`: lists into the registry, and what it tells of a code or a name."""

import datetime
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Data, Replay, Watched, day
from flows.exits import GAPS
from flows.folder import WATCHLIST, DataFolder, open_folder
from flows.interrupt import end_at_once_on_interrupt

if TYPE_CHECKING:
    from transforms.registry.registry import Registry

app = typer.Typer(no_args_is_help=True, help="Lists of funds, stocks and indexes: import, look up.")

On = Annotated[
    datetime.date | None,
    typer.Option(parser=day, metavar="YYYY-MM-DD", help="As lists told by that day [now]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@app.command(name="import")
def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="CSV of akshare, tushare …, or fundcode_search.js.")
    ],
    seen: Annotated[
        datetime.date | None,
        typer.Option(
            parser=day,
            metavar="YYYY-MM-DD",
            help="Day of all files given, but of those with days in their lines [told by each].",
        ),
    ] = None,
    data: Data = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Bring lists into the registry and publish its tables; a file that is wrong changes nothing.

    They count beside those that are built in. Published days take them up when they are rebuilt.
    The format is told by the header: akshare's fund_name_em, tushare's fund_basic and stock_basic,
    lists of exchange short names, stocks and indexes, histories with first_seen and last_seen.
    """
    from flows.build import published_days
    from flows.importing_lists import import_lists
    from flows.registry_tables import publish_registry
    from flows.show_funds import brought, say_json, smaller, to_rebuild, totals

    folder = open_folder(data)
    imported = import_lists(folder, files, seen)
    run = {"flow": "funds import", "files": [path.name for path in files]}
    is_new = publish_registry(folder, run, datetime.datetime.now().astimezone()).changed
    for warning in filter(None, map(smaller, imported)):
        typer.echo(f"warning: {warning}", err=True)
    if as_json:
        say_json([asdict(one) for one in imported])
        return
    for one in imported:
        typer.echo(brought(one))
    typer.echo(totals(imported))
    if is_new and (days := published_days(folder)):
        typer.echo(to_rebuild(days))


@app.command()
def refresh(
    date: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day before the night [tonight's]."),
    ] = None,
    data: Data = Path("data"),
    watchlist: Watched = WATCHLIST,
    replay: Replay = None,
    smaller: Annotated[
        bool, typer.Option("--smaller", help="Believe a list that has lost many of its rows.")
    ] = False,
) -> None:
    """Collect the watchlist's lists of funds, once a night; exit 3 where one did not come.

    They become part of the registry, whose tables are published; nightly does the same.
    """
    from flows.refresh import refresh as flow
    from flows.refresh import refreshed_of
    from flows.show_funds import brought

    end_at_once_on_interrupt()
    given = {"data": data, "watchlist": watchlist, "replay": replay, "takes_smaller": smaller}
    done = refreshed_of(flow(date=date, **given, return_state=True))
    for line in map(brought, done.lists):
        typer.echo(line)
    for why in (*done.failures, *done.gaps):
        typer.echo(f"not refreshed: {why}", err=True)
    if done.failures:
        raise typer.Exit(GAPS)
    if not done.lists and not done.gaps:
        typer.echo("no list of tonight is missing")


@app.command()
def show(
    code: Annotated[
        str, typer.Argument(help="Code of a fund, stock or index: 000216, SH510300, 510300.SH.")
    ],
    on: On = None,
    data: Data = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Show every name of a code with its dates and lists, and the fund's classes and facts."""
    from flows.looking_up import look_up
    from flows.reference import lexicon
    from flows.show_funds import say_json, show_code, shown_row

    shown = look_up(_registry(data, on), lexicon(), code, on)
    if as_json:
        say_json(shown_row(shown, on))
        return
    show_code(shown, on)


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="A name, part of one, or a name with gaps.")],
    on: On = None,
    data: Data = Path("data"),
    limit: Annotated[int, typer.Option(min=1, help="Codes shown at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find codes by name: the whole of it, a part, or its characters in order; exit 1 if none."""
    if not text.strip():
        raise typer.BadParameter("give a name, or a part of one")
    from flows.looking_up import find as found_in
    from flows.show_funds import found_line, found_row, say_json

    found = found_in(_registry(data, on), text, on)
    if as_json:
        say_json([found_row(one, on) for one in found[:limit]])
    elif found:
        for one in found[:limit]:
            typer.echo(found_line(one, on))
        if len(found) > limit:
            typer.echo(f"and {len(found) - limit} more: name more of it, or --limit")
    else:
        asked = " ".join(text.split())[:40]
        typer.echo(f"no name like {asked}: name less of it, or import a list that has it", err=True)
    if not found:
        raise typer.Exit(1)


def _registry(data: Path, on: datetime.date | None) -> "Registry":
    """The registry, with a day that of the lists by its end."""
    from flows.registry import registry_of
    from spiders.clock import SHANGHAI

    as_of = datetime.datetime.combine(on, datetime.time.max, SHANGHAI) if on else None
    return registry_of(DataFolder(data), as_of)
