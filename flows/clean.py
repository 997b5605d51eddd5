"""JSON lines through the cleaner: a text or HTML a line in, what is left and what went out.

A line of output answers a line of input, in order, and is whole or not there.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from transforms.capture import Unreadable
from transforms.cleaned import Cleaned, clean_html, clean_text
from transforms.removal import Removal

Row = dict[str, Any]

_GIVEN = ("text", "html")
_BOM = b"\xef\xbb\xbf"


class BadLine(Exception):
    """Raised for a line that cannot be cleaned; the message names it and says what is wrong."""


def cleaned_lines(lines: Iterable[bytes], *, keeps_going: bool = False) -> Iterator[bytes]:
    """One line of JSON for each that is not blank.

    BadLine for the first that cannot be cleaned; where the run keeps going, that line is answered
    by {"line", "error"} besides the keys that it has in common with others.
    """
    for number, line in enumerate(lines, 1):
        said = line.removeprefix(_BOM) if number == 1 else line
        if not said.strip():
            continue
        row: Row = {}
        try:
            row = _row(said)
            answer = cleaned_row(row)
        except (_Unusable, Unreadable) as error:
            if not keeps_going:
                raise BadLine(f"line {number}: {error}") from error
            answer = {**_echo(row), "line": number, "error": str(error)}
        yield _to_json(answer)


class _Unusable(Exception):
    """What is wrong with a line."""


def cleaned_row(row: Mapping[str, Any]) -> Row:
    """The answer to one record: its other keys, then the cleaned text and what was found.

    A key of the record that the answer has too gives way to it.
    """
    cleaned = _cleaned(row)
    # Offsets count characters of the text as given; that of HTML nobody has yet.
    source = {"source": cleaned.text} if "html" in row else {}
    return {
        **_echo(row),
        "text": cleaned.body,
        **source,
        "removals": [_piece(one, cleaned.text) for one in cleaned.removals],
        "content": [_piece(one, cleaned.text) for one in cleaned.content],
        "flags": cleaned.flags,
    }


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8").strip(), parse_constant=_finite, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise _Unusable(f"not UTF-8 at byte {error.start + 1}: convert it first") from error
    except json.JSONDecodeError as error:
        raise _Unusable(f"no JSON: {error.msg} (character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise _Unusable(f"no JSON: {error}") from error
    if not isinstance(row, dict):
        raise _Unusable('no JSON object: write {"text": "…"}')
    return row


def _finite(said: str) -> float:
    """The number; ValueError for what Python reads and JSON has not, and for one too large."""
    number = float(said)
    if not math.isfinite(number):
        raise ValueError(f"{said} is no number of JSON")
    return number


def _cleaned(row: Mapping[str, Any]) -> Cleaned:
    given = [name for name in _GIVEN if name in row]
    if len(given) != 1:
        raise _Unusable(f"{' and '.join(given) or 'neither'} given: give text or html")
    for name in (*given, "author", "url"):
        _check_text(name, row.get(name, ""), is_optional=name not in given)
    author = row.get("author") or None
    if given == ["text"]:
        return clean_text(row["text"], author)
    return clean_html(row["html"], author, row.get("url") or "")


def _check_text(name: str, value: object, *, is_optional: bool) -> None:
    if not (isinstance(value, str) or (is_optional and value is None)):
        raise _Unusable(f"{name} is {json.dumps(value)[:40]}: give a text")


def _echo(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in _GIVEN}


def _piece(found: Removal, text: str) -> Row:
    told = {"support": found.support, "value": found.value}
    return {
        "rule_id": found.rule_id,
        "kind": found.kind,
        "start": found.span.start,
        "end": found.span.end,
        "text": found.span.of(text),
        **{name: value for name, value in told.items() if value is not None},
    }


def _to_json(answer: Row) -> bytes:
    try:
        said = json.dumps(answer, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which JSON can name and UTF-8 cannot write
        said = json.dumps(answer).encode("ascii")
    return said + b"\n"
