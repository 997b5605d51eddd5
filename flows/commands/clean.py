"""`guandian clean`: a filter that takes boilerplate out of texts, JSON lines in and out."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.filtering import filtered


def clean(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="JSON lines [standard input]."),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option(help='Answer a bad line by {"line", "error"} and go on.')
    ] = False,
) -> None:
    """Clean texts, a JSON object a line, from standard input to standard output.

    In: "text" (plain) or "html" (of a post, or a whole page), "author" and "url" where known; other
    keys come back as they are, but for those of the answer. Out: "text" less what went, "removals"
    and flagged "content" with their rule, kind, start, end and text, and "flags". Offsets count
    characters of the text that was given; for HTML, of "source", its flat text. A line that cannot
    be cleaned ends it, exit code 2.
    """
    from flows.clean import cleaned_lines

    filtered(file, partial(cleaned_lines, keeps_going=keep_going))
