"""A list as sightings: its format told by its header, taken whole or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from transforms.registry.formats import fund_lists, instruments, learned, listed
from transforms.registry.formats.format import Format
from transforms.registry.formats.lines import (
    BadList,
    Line,
    decoded,
    refuse_other_files,
    table_lines,
    told,
)
from transforms.registry.sighting import Sighting

# In this order: one that has another's columns and more comes first.
FORMATS: tuple[Format, ...] = (
    *fund_lists.FORMATS,
    *listed.FORMATS,
    *learned.FORMATS,
    *instruments.FORMATS,
)

_CODES = ("ts_code", "code", "基金代码", "index_code")
_NAMES = {"name", "short_name", "基金简称", "display_name", "related_sector"}
# Of 51,000 rows of lists 97 % have a name of their own, of the smallest list 88 %.
_MANY, _FEWEST_NAMES = 20, 0.5
_DAY = re.compile(r"(?<!\d)(?P<year>20\d\d)-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)(?!\d)")


class ReadList(NamedTuple):
    """What a list says.

    `seen_on`: its newest day; `has_days`: its lines have days of their own; `n_lines`: without the
    header.
    """

    source: str
    format: str
    seen_on: date
    has_days: bool
    n_lines: int
    sightings: tuple[Sighting, ...]


def read_list(data: bytes, name: str, seen_on: date | None = None) -> ReadList:
    """What a list says that was seen on a day; one with days in its lines needs none.

    `name` is its file's, whose date is the day where none is given. Raises BadList, in one line,
    for a list of no format known, for one without a day, and for the first line that is wrong.
    """
    refuse_other_files(data)
    text = decoded(data)
    shape, header, lines = _told(text)
    if not lines:
        raise BadList("the list has no line below its header: get it again")
    own = _newest(lines) if shape.has_days else None
    day = own or _given(name, seen_on) or _day_in(name) or _day_in(" ".join(header))
    if day is None:
        raise BadList("the list has no day in its lines or its name: give it, --seen 2025-03-27")
    return of_lines(shape, lines, day)


def of_lines(shape: Format, lines: list[Line], day: date) -> ReadList:
    """What lines of a known format say that were seen on a day; BadList for one that is wrong."""
    sightings = tuple(_sightings(shape, lines, day))
    if shape.among:
        sightings = tuple(shape.among(sightings))
    _refuse_few_names(sightings)
    return ReadList(shape.source, shape.name, day, shape.has_days, len(lines), sightings)


def _told(text: str) -> tuple[Format, list[str], list[Line]]:
    if fund_lists.is_script(text):
        return fund_lists.SCRIPT, [], fund_lists.script_lines(text)
    header, lines = table_lines(text)
    for shape in FORMATS:
        if shape.fits(header):
            return shape, header, lines
    derived = "" if _is_of_names(header) else "no list of names, as no codes stand beside names; "
    raise BadList(f"no format has the columns {told(header)}: {derived}{_nearest(header)}")


def _is_of_names(header: list[str]) -> bool:
    """Whether it may be a list at all: tables that others made of lists tell no code's name."""
    return not {*_CODES, "secid"}.isdisjoint(header) and not _NAMES.isdisjoint(header)


def _nearest(header: list[str]) -> str:
    """What a header lacks of the format that it has most of, or which formats there are."""
    if len(header) == 1 and re.search("[;\t|]", header[0]):
        return "part the cells by commas"
    nearest = max(FORMATS, key=lambda one: len(one.columns & set(header)) / len(one.columns))
    missing = sorted(nearest.columns - set(header))
    if len(missing) < len(nearest.columns):
        needed = ", ".join(missing) or f"no other columns than {', '.join(sorted(nearest.columns))}"
        return f"the nearest, {nearest.name}, needs {needed}"
    return f"known are {', '.join(one.name for one in FORMATS)}"


def _given(name: str, seen_on: date | None) -> date | None:
    """The day given; BadList where the file is of a later one: that would be look-ahead."""
    named = _day_in(name)
    if seen_on and named and seen_on < named:
        raise BadList(f"its name says {named}, after --seen {seen_on}: leave --seen out")
    return seen_on


def _refuse_few_names(sightings: Sequence[Sighting]) -> None:
    """BadList where many codes share few names: what stands there are types or companies."""
    names = {one.name for one in sightings}
    if len(sightings) >= _MANY and len(names) < _FEWEST_NAMES * len(sightings):
        raise BadList(
            f"{len(names)} names for {len(sightings)} rows: is the column of names another one?"
        )


def _newest(lines: list[Line]) -> date | None:
    """The newest day that stands in the lines' columns of days."""
    columns = ("last_seen", "name_date")
    days = (_day_in(line.get(column)) for line in lines for column in columns)
    return max((day for day in days if day), default=None)


def _day_in(text: str) -> date | None:
    """The last day that a text names: the folders above a file may name others."""
    for match in reversed(list(_DAY.finditer(text))):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def _sightings(shape: Format, lines: list[Line], day: date) -> Iterator[Sighting]:
    """The sightings of all lines, in order, each once."""
    first_of: dict[str, Line] = {}
    seen: set[Sighting] = set()
    for line in lines:
        if shape.is_by_code:
            _refuse_other(first_of, line)
        for said in shape.read(line, day, shape.source):
            if said not in seen:
                seen.add(said)
                yield said


def _refuse_other(first_of: dict[str, Line], line: Line) -> None:
    """BadList for a second line about a code that does not say what the first one says."""
    code = next((line.get(column) for column in _CODES if line.get(column)), "")
    first = first_of.setdefault(code, line)
    if first is not line and _said(first.cells) != _said(line.cells):
        raise BadList(
            f"line {line.number}: {code} stands in line {first.number} already, with other words: "
            "take one of both out"
        )


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    # pandas writes the row's number into a column without a name.
    return {column: text.strip() for column, text in cells.items() if column}
