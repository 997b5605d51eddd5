"""JSON lines through a filter: an object a line in, its answer a line out.

A line of output answers a line of input, in order, and is whole or not there.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Row = dict[str, Any]

_BOM = b"\xef\xbb\xbf"


class BadLine(Exception):
    """Raised for a line that cannot be answered; the message names it and says what is wrong."""


class Unusable(Exception):
    """Raised by who answers for an object that is not what it should be; says what to give."""


def answers(
    lines: Iterable[bytes],
    answer: Callable[[Row], Row],
    echo: Callable[[Row], Row],
    *,
    keeps_going: bool = False,
) -> Iterator[bytes]:
    """One line of JSON for each that is not blank.

    BadLine for the first that `answer` finds Unusable; where the run keeps going, that line is
    answered by {"line", "error"} besides the keys that `echo` gives back.
    """
    for number, line in enumerate(lines, 1):
        said = line.removeprefix(_BOM) if number == 1 else line
        if not said.strip():
            continue
        row: Row = {}
        try:
            row = _row(said)
            told = answer(row)
        except Unusable as error:
            if not keeps_going:
                raise BadLine(f"line {number}: {error}") from error
            told = {**echo(row), "line": number, "error": str(error)}
        yield _to_json(told)


def check_text(row: Mapping[str, Any], name: str, *, is_optional: bool = False) -> None:
    """Unusable where the value is no text; null may stand for one that need not be there."""
    value = row.get(name, "")
    if not (isinstance(value, str) or (is_optional and value is None)):
        raise Unusable(f"{name} is {json.dumps(value)[:40]}: give a text")


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8").strip(), parse_constant=_finite, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise Unusable(f"not UTF-8 at byte {error.start + 1}: convert it first") from error
    except json.JSONDecodeError as error:
        raise Unusable(f"no JSON: {error.msg} (character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise Unusable(f"no JSON: {error}") from error
    if not isinstance(row, dict):
        raise Unusable('no JSON object: write {"text": "…"}')
    return row


def _finite(said: str) -> float:
    """The number; ValueError for what Python reads and JSON has not, and for one too large."""
    number = float(said)
    if not math.isfinite(number):
        raise ValueError(f"{said} is no number of JSON")
    return number


def _to_json(answer: Row) -> bytes:
    try:
        said = json.dumps(answer, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which JSON can name and UTF-8 cannot write
        said = json.dumps(answer).encode("ascii")
    return said + b"\n"
