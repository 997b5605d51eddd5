"""`guandian hosts`: what the sites were asked tonight, and which are left alone."""

import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from flows.commands.options import Data
from flows.folder import DataFolder
from flows.show import console
from spiders.clock import show_instant
from spiders.hostnotes import HostNotes
from spiders.hosts import HostFile, HostFileError, host_files


def hosts(
    data: Data = Path("data"),
    forget: Annotated[
        str | None,
        typer.Option(metavar="HOST", help="Lift a host's pause, once you have talked to the site."),
    ] = None,
) -> None:
    """Show each host's requests of tonight, its last contact, and until when it is left alone."""
    folder = DataFolder(data).hosts
    if forget is not None:
        _forget(folder, forget)
    files = host_files(folder)
    if not files:
        typer.echo(f"no host was asked yet from {data}")
        return
    now = datetime.datetime.now(datetime.UTC)
    console().print(_table([file.read().read_at(now, now) for file in files], now))


def _forget(folder: Path, host: str) -> None:
    file = HostFile(folder, host)
    if not file.path.exists():
        known = ", ".join(one.host for one in host_files(folder)) or "none"
        raise HostFileError(f"{host} was never asked from here: choose one of {known}")
    file.change(HostNotes.forgotten)


def _table(notes: list[HostNotes], now: datetime.datetime) -> Table:
    table = Table(header_style="bold")
    for name in ("host", "requests tonight", "last contact", "left alone until", "why"):
        table.add_column(name, overflow="fold")
    for one in notes:
        table.add_row(*(Text(cell) for cell in _cells(one, now)))
    return table


def _cells(notes: HostNotes, now: datetime.datetime) -> list[str]:
    until = notes.left_alone_until if notes.is_left_alone(now) else None
    budget = f" of {notes.budget}" if notes.budget else ""
    return [
        notes.host,
        f"{notes.n_requests}{budget}",
        show_instant(notes.last_contact_at) if notes.last_contact_at else "",
        show_instant(until) if until else "",
        notes.reason if until else "",
    ]
