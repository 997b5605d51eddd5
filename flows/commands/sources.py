"""`guandian sources`: begin a source, record pages of it, check it on its recorded pages."""

import datetime
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from flows.commands.options import Data, Watched
from flows.folder import WATCHLIST, open_folder
from flows.show import console
from spiders.clock import SHANGHAI

if TYPE_CHECKING:
    from flows.recording import Page

app = typer.Typer(no_args_is_help=True, help="Begin a source, record its pages, check it.")

Name = Annotated[str, typer.Argument(help="Name of the source: its file in spiders/sources.")]
Saved = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="The page as saved before [fetch it]."),
]


@app.command()
def new(
    name: Name,
    list_url: Annotated[str, typer.Option("--list", help="Address of one list page.")],
    platform: Annotated[str, typer.Option(help="html or json: what its lists are.")] = "html",
    page: Saved = None,
    data: Data = Path("data"),
    watchlist: Watched = WATCHLIST,
) -> None:
    """Write the file of a new source and record a first list page of it."""
    from flows.recording import new_case
    from flows.stubs import begin

    path = begin(name, platform, list_url)
    with ExitStack() as undo:
        # Without its list page nothing is begun, and the same command may be given again.
        undo.callback(path.unlink)
        new_case(name, "list")
        found = _had(name, list_url, page, data, watchlist)
        undo.pop_all()
    typer.echo(f"{path}: fill it in, then: guandian sources check {name}")
    _put_down(name, "list", replace(found, kind="list", target=""))


@app.command()
def record(
    name: Name,
    url: Annotated[str, typer.Argument(help="Address of the page.")],
    case: Annotated[str, typer.Option(help="Name of the case in tests/pages.")] = "first",
    is_list: Annotated[bool, typer.Option("--list", help="It is a list, not a post.")] = False,
    target: Annotated[str, typer.Option(help="The list's bar, author or feed.")] = "",
    page: Saved = None,
    data: Data = Path("data"),
    watchlist: Watched = WATCHLIST,
) -> None:
    """Record a page as a case, fetched once and politely or given as a file, and check it."""
    from flows.recording import new_case

    new_case(name, case)
    found = _had(name, url, page, data, watchlist)
    _put_down(name, case, replace(found, kind="list" if is_list else "post", target=target))


@app.command()
def check(name: Name) -> None:
    """Read a source's recorded pages and say field by field what was found; exit 1 if any fails."""
    if _show(name):
        raise typer.Exit(1)


def _had(name: str, url: str, saved: Path | None, data: Path, watchlist: Path) -> "Page":
    from flows.recording import fetched, of_file
    from spiders.watchlist import load

    if saved is not None:
        return of_file(saved, url)
    today = datetime.datetime.now(SHANGHAI).date()
    return fetched(name, url, open_folder(data), load(watchlist), today)


def _put_down(name: str, case: str, page: "Page") -> None:
    from flows.recording import record_case

    made = record_case(name, case, page)
    typer.echo(f"{made.folder}: keep its markup, replace its prose by your own")
    _show(name, made.name)


def _show(name: str, only: str | None = None) -> int:
    from flows.checking import check_source

    n_problems = 0
    terminal = console()
    for checked in check_source(name):
        if only not in (None, checked.case.name):
            continue
        terminal.print(Text(checked.case.name, style="bold"), Text(checked.case.meta["url"]))
        for field, value in checked.found.items():
            said = Text("not found", style="dim") if value is None else Text(value)
            terminal.print(f"  {field:<20}", said)
        for problem in checked.problems:
            terminal.print(Text(f"  {problem}", style="red"))
        n_problems += len(checked.problems)
    return n_problems
