"""`guandian redact`: one post's text taken out everywhere."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Data
from flows.folder import open_folder
from spiders.clock import show_instant


def redact_post(
    post_id: Annotated[str, typer.Argument(help="The post, as in posts: guba:1729359449.")],
    reason: Annotated[
        str | None, typer.Option(help="Why, for the list of redactions; no word of the text.")
    ] = None,
    data: Data = Path("data"),
) -> None:
    """Take a post's text out of archive, captures, tables and their old versions, for good.

    Its row stays, with ids, instants and counts. Copies of the folder elsewhere are not reached.
    """
    from flows.redact import redact

    folder = open_folder(data)
    now = datetime.datetime.now(datetime.UTC)
    taken = redact(folder, post_id, reason, now, typer.echo)
    typer.echo(f"{taken.post_id} redacted at {show_instant(taken.redacted_at)}")
