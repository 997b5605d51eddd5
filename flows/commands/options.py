"""Options and arguments that several commands share."""

import datetime
from pathlib import Path
from typing import Annotated

import typer


def day(text: str) -> datetime.date:
    """A day as it is written on the command line."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day: write it as 2025-03-27") from None


Data = Annotated[
    Path, typer.Option(envvar="GUANDIAN_DATA", help="Data folder: archive, captures, tables.")
]
Watched = Annotated[
    Path,
    typer.Option(
        show_default="data/watchlist.toml of this program", help="What to collect, and how gently."
    ),
]
Start = Annotated[
    datetime.date,
    typer.Argument(parser=day, metavar="START", help="First day of publication, YYYY-MM-DD."),
]
End = Annotated[
    datetime.date,
    typer.Argument(parser=day, metavar="END", help="Last day, included, YYYY-MM-DD."),
]
Replay = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="A WARC to read in place of the web."),
]
