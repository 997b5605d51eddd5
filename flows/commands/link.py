"""`guandian link`: a filter that finds what texts name, JSON lines in and out."""

import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.filtering import filtered
from flows.commands.options import day

if TYPE_CHECKING:
    from transforms.linking.linker import Linker


class Named(StrEnum):
    """What is looked for."""

    FUND = "fund"
    STOCK = "stock"
    INDEX = "index"
    PLATE = "plate"
    COMPANY = "company"
    OTHER = "other"
    ALL = "all"


def link(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="JSON lines [standard input]."),
    ] = None,
    kind: Annotated[
        list[Named] | None, typer.Option(help="What to look for; may be given again [fund].")
    ] = None,
    on: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of texts that tell none."),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(envvar="GUANDIAN_DATA", help="Data folder with lists [the built-in one]."),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option(help='Answer a bad line by {"line", "error"} and go on.')
    ] = False,
) -> None:
    """Find the funds that texts name, a JSON object a line, from standard input to output.

    In: "text" and, where known, "date" (2025-03-27, also with a time): names that came later are
    not looked for; without one, all names ever borne are. Out: all keys but "text", and
    "mentions", each with start, end, surface, market, code, codes, fund_id, method, confidence and
    kind. "code" is null where the text does not decide, "codes" are all that it may be. A line
    that cannot be read ends it, exit code 2.
    """
    from flows.link import Filter
    from transforms.registry.sighting import Kind

    wanted = set(kind or [Named.FUND])
    kinds = set(Kind) if Named.ALL in wanted else {Kind(one.value) for one in wanted}
    sought = Filter(linker_in(data), kinds, on)
    filtered(file, partial(sought.lines, keeps_going=keep_going))


def linker_in(data: Path | None) -> "Linker":
    """The linker of a data folder's lists, or of the built-in ones; FolderError for no folder."""
    from flows.linkers import linker_of, reference_linker

    if data is None:
        return reference_linker()
    from flows.folder import DataFolder, readable_folder
    from flows.registry import registry_of

    return linker_of(registry_of(readable_folder(DataFolder(data)), None))
