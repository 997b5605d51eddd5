"""`guandian rebuild --diff`: what a rebuild would change, shown before it is applied."""

import datetime
from pathlib import Path

import typer

from flows.exits import DIFFERENT
from flows.folder import DataFolder, readable_folder
from flows.interrupt import end_at_once_on_interrupt
from flows.show import console


def show_difference(
    data: Path, start: datetime.date, end: datetime.date, *, as_json: bool, n_samples: int
) -> None:
    """Print it, a line a day on standard error as it goes; exit 10 where anything would change."""
    from flows.diff import differences, unread_segments
    from flows.preview import Preview
    from flows.preview_text import to_json, to_lines

    end_at_once_on_interrupt()
    folder = readable_folder(DataFolder(data.resolve()))
    if n_unread := unread_segments(folder):
        _note(
            f"{n_unread} segments have no captures yet: a rebuild reads them first, this does not"
        )
    preview = Preview(n_samples)
    for found in differences(folder, start, end, _note):
        preview.add(found)
    lines = [to_json(preview)] if as_json else to_lines(preview, console().width)
    for line in lines:
        typer.echo(line)
    if preview.is_different:
        raise typer.Exit(DIFFERENT)


def _note(line: str) -> None:
    typer.echo(line, err=True)
