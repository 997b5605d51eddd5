"""The lines of a list: bytes to text to cells, nothing of it silently wrong."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BOM = "\ufeff"
# Characters that no encoding of ours makes of a sound file: what a wrong decoding leaves.
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
# How files begin that are no text in our encodings, and what to do with them.
_OTHERS = (
    (b"PK\x03\x04", "an Excel file or an archive: save it as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an Excel file: save it as CSV UTF-8"),
    (b"\x1f\x8b", "packed by gzip: unpack it"),
    (b"PAR1", "a Parquet file: write it as CSV"),
    (b"\xff\xfe", "in UTF-16: save it as CSV UTF-8"),
    (b"\xfe\xff", "in UTF-16: save it as CSV UTF-8"),
)
_TOLD = 120  # characters of a header, in a message of one line
# A page of a challenge or an error in place of the list.
_PAGE = re.compile(rb"\s*<(?:!|html|\?xml)", re.IGNORECASE)


class BadList(Exception):
    """Raised for a list that cannot be taken as it is; the message says where and what to do."""


class Line(NamedTuple):
    """One line of a list: its number in the file, from 1, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell without the spaces at its ends; empty where there is none."""
        return (self.cells.get(column) or "").strip()


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a mark, or GB18030; BadList for any other."""
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        _refuse_damaged(data, "utf-8", error.start)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, "gb18030", error.start)
        raise BadList(f"neither UTF-8 nor GB18030 at byte {error.start + 1}: convert it") from error
    if _BROKEN.search(text):
        raise BadList("neither UTF-8 nor GB18030: convert it to UTF-8")
    return text


def refuse_other_files(data: bytes) -> None:
    """BadList for files of another sort, told by how they begin."""
    for begin, what in _OTHERS:
        if data.startswith(begin):
            raise BadList(f"the file is {what} and import that")
    if b"\0" in data[:2]:
        raise BadList("the file is no text, or in UTF-16: save it as CSV UTF-8 and import that")
    if _PAGE.match(data):
        raise BadList("the file is a web page, no list: get it again")


def _refuse_damaged(data: bytes, encoding: str, at: int) -> None:
    """BadList for text with a few broken bytes, which another encoding would read as other words.

    Of text in GB18030 hardly a character can be read as UTF-8.
    """
    text = data.decode(encoding, errors="replace")
    if len(_HAN.findall(text)) > 2 * text.count("\ufffd"):
        number = data.count(b"\n", 0, at) + 1
        raise BadList(f"line {number}: a broken character: the file is damaged, get it again")


def table_lines(text: str) -> tuple[list[str], list[Line]]:
    """The header of a CSV and its lines that are not blank; BadList for a torn file."""
    if not text.strip():
        raise BadList("the file is empty: get it again")
    if not text.endswith(("\n", "\r")):
        raise BadList(
            f"line {text.count(chr(10)) + 1} has no end: the file may be torn, get it again "
            "(or end the line where it is whole)"
        )
    rows = _cells(text)
    _, first = next(rows, (1, [""]))
    header = [column.strip() for column in first]
    if len(set(header)) < len(header):
        raise BadList(f"a column stands twice in {told(header)}: leave one out")
    return header, [_line(number, header, cells) for number, cells in rows if any(cells)]


def told(header: list[str]) -> str:
    """The columns of a header in one line, however long and whatever is in them."""
    text = " ".join(", ".join(header).split())
    return text if len(text) <= _TOLD else f"{text[:_TOLD]} …"


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadList(f"line {reader.line_num}: {error}: the file is torn or no CSV") from error


def _line(number: int, header: list[str], cells: list[str]) -> Line:
    if len(cells) != len(header):
        raise BadList(
            f"line {number} has {len(cells)} cells under {len(header)} columns: "
            "the file is torn, or a comma stands in a name without quotes"
        )
    return Line(number, dict(zip(header, cells, strict=True)))
