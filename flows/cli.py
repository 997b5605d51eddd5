"""The command line: `guandian demo | nightly | rebuild | query | extract`.

Exit codes: 0 done, gaps are told as warnings; 1 failed; 2 the command cannot be carried out as
given; 3 published, but a source was blocked, failed or changed its layout; 10 a rebuild
would change something; 130 stopped by Ctrl-C.
"""

import datetime
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.clean import clean
from flows.commands.difference import show_difference
from flows.commands.funds import app as funds_app
from flows.commands.hosts import hosts
from flows.commands.imports import import_pages
from flows.commands.link import link
from flows.commands.options import Data, End, Replay, Start, Watched, day
from flows.commands.redact import redact_post
from flows.commands.sources import app as sources_app
from flows.days import span
from flows.exits import FAILED, GAPS, UNUSABLE, failures, unusable
from flows.folder import WATCHLIST, open_folder
from flows.interrupt import end_at_once_on_interrupt

if TYPE_CHECKING:
    from flows.report import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Chinese market commentary as dated Parquet. All days and times are Asia/Shanghai.",
)


class Form(StrEnum):
    """How `query` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def demo(
    data: Data = Path("data"),
    clear: Annotated[bool, typer.Option(help="Take the sample out of the data folder.")] = False,
) -> None:
    """Fill the tables from the built-in sample night, offline, in about half a minute."""
    # Imports stand where they are used: Prefect alone takes two seconds.
    from flows import demo as sample
    from flows.show import console, show_heads, show_report

    if clear:
        sample.clear(data)
        return
    terminal = console()
    end_at_once_on_interrupt()
    open_folder(data).require(is_replay=True)
    for report in sample.run_sample(data):
        show_report(terminal, report)
    show_heads(terminal, data / "tables")
    terminal.print('next: uv run guandian query "select * from coverage"', highlight=False)


@app.command()
def nightly(
    date: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of publication [yesterday]."),
    ] = None,
    data: Data = Path("data"),
    watchlist: Watched = WATCHLIST,
    replay: Replay = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source; may be given again [all].")
    ] = None,
    lookback_days: Annotated[
        int, typer.Option(min=0, help="Days before the date to look at again.")
    ] = 1,
    retries: Annotated[
        int, typer.Option(min=0, help="Tries more for a source whose site does not answer.")
    ] = 1,
    retry_delay_s: Annotated[float, typer.Option(min=0, help="Seconds before such a try.")] = 60.0,
) -> None:
    """Collect the posts of one day, clean and publish them; exit 3 where a source failed."""
    from spiders.watchlist import load

    load(watchlist)
    open_folder(data).require(is_replay=replay is not None)
    from flows.nightly import nightly as flow

    end_at_once_on_interrupt()
    state = flow(
        date=date,
        data=data,
        watchlist=watchlist,
        replay=replay,
        sources=source or [],
        lookback_days=lookback_days,
        retries=retries,
        retry_delay_s=retry_delay_s,
        return_state=True,
    )
    if _reported(state).failures:
        raise typer.Exit(GAPS)


@app.command()
def rebuild(
    start: Start,
    end: End,
    data: Data = Path("data"),
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing: show what would change.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Show it as JSON.")] = False,
    samples: Annotated[
        int, typer.Option(min=0, help="Rows shown of each rule or column that would change.")
    ] = 3,
) -> None:
    """Build the days START to END again from captures, without the web, and publish them.

    With --diff nothing is written: what would change is shown, exit code 10 where anything would.
    """
    span(start, end)
    if as_json and not diff:
        raise typer.BadParameter("--json shows a difference: give --diff too")
    if diff:
        show_difference(data, start, end, as_json=as_json, n_samples=samples)
        return
    open_folder(data)
    from flows.rebuild import rebuild as flow

    end_at_once_on_interrupt()
    _reported(flow(start, end, data, return_state=True))


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="SQL of DuckDB; every table is a view: show tables.")],
    data: Data = Path("data"),
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.TABLE,
) -> None:
    """Ask the published tables in SQL."""
    from flows.query import run
    from flows.show import as_text, console, show_rows

    columns, rows = run(data / "tables", sql)
    if form is Form.TABLE:
        show_rows(console(), columns, rows)
    else:
        typer.echo(as_text(columns, rows, form))


@app.command(name="extract")
def extract_page(
    file: Annotated[Path, typer.Argument(help="A saved page, also gzipped.")],
    url: Annotated[str, typer.Option(help="Address that it was saved from.")] = "",
    source: Annotated[str | None, typer.Option(help="Its site [told from the page].")] = None,
) -> None:
    """Print what one saved page yields as JSON: post, tags, fund mentions, removals."""
    from flows.extract import extract, to_json

    typer.echo(to_json(extract(file, url, source)))


app.command()(clean)
app.command()(link)
app.command()(hosts)
app.command(name="import")(import_pages)
app.command(name="redact")(redact_post)
app.add_typer(sources_app, name="sources")
app.add_typer(funds_app, name="funds")


def _reported(state: Any) -> "Report":
    from flows.report import report_of
    from flows.show import console, show_report

    report = report_of(state)
    show_report(console(), report)
    return report


def main() -> None:
    """The console script: an error that is ours is one line on stderr."""
    try:
        app()
    except SystemExit:  # how every command ends; asking what else it might be loads everything
        raise
    except failures() as error:
        sys.exit(_told(error, FAILED))
    except unusable() as error:
        sys.exit(_told(error, UNUSABLE))


def _told(error: Exception, code: int) -> int:
    typer.echo(f"guandian: {error}", err=True)
    return code
