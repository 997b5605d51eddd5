"""`guandian import`: pages that others saved."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Data
from flows.folder import open_folder
from flows.interrupt import end_at_once_on_interrupt
from spiders.clock import read_instant


def _instant(text: str) -> datetime.datetime:
    try:
        return read_instant(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no instant: write 2025-03-27 21:04:53") from None


def import_pages(
    paths: Annotated[
        list[Path],
        typer.Argument(exists=True, help="WARC or WACZ, folder of HTML, Xueqiu export (JSON)."),
    ],
    data: Data = Path("data"),
    source: Annotated[str | None, typer.Option(help="Only pages of this source [any].")] = None,
    saved_at: Annotated[
        datetime.datetime | None,
        typer.Option(parser=_instant, help="When HTML or JSON was saved [its file's time]."),
    ] = None,
) -> None:
    """Bring saved pages in and publish their days: WARC, WACZ, HTML, Xueqiu JSON."""
    open_folder(data).require(is_replay=False)
    from flows.importing import import_pages as flow
    from flows.show import console, show_report

    end_at_once_on_interrupt()
    show_report(console(), flow(paths, data, source, saved_at))
