"""The JSON that a page carries, read so that every string knows where it stands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import decoder, scanner
from typing import Any, Self

from spiders.embedded import UNDEFINED, UNREADABLE

# Where JSON begins: a whole answer (also as a call's argument), or what a script assigns or holds.
_BEGINNING = re.compile(
    r"(?:\A\s*(?:[\w.$]+\()?|\bvar\s+\w+\s*=\s*|<script[^<>]*>\s*(?:[\w.]+\s*=\s*)?)(?=[{\[])"
)


class Placed(str):
    """A string whose literal, quotes included, is text[start:end]."""

    start: int
    end: int

    @classmethod
    def read(cls, text: str, begin: int, strict: bool = True) -> tuple[Self, int]:
        """The string whose opening quote stands before `begin`, and where it ends."""
        value, end = decoder.scanstring(text, begin, strict)  # type: ignore[attr-defined]
        placed = cls(value)
        placed.start, placed.end = begin - 1, end
        return placed, end


@dataclass(frozen=True)
class Values:
    """The JSON values of a page, where each stands, and where one began that cannot be read."""

    found: tuple[Any, ...]
    spans: tuple[tuple[int, int], ...]
    broken_at: tuple[int, ...]


def placed_values(text: str) -> Values:
    """All JSON values that a text carries; their strings are `Placed`."""
    scan = _scanner()
    found, spans, broken = [], [], []
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.end()
        if start < end:  # inside a value, such as a script in an author's text
            continue
        try:
            value, end = _value(scan, text, start)
        except (*UNREADABLE, StopIteration):
            broken.append(start)
            continue
        found.append(value)
        spans.append((start, end))
    return Values(tuple(found), tuple(spans), tuple(broken))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The value's objects, outer ones first."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from objects(inner)


def _value(scan: Any, text: str, start: int) -> tuple[Any, int]:
    try:
        value, end = scan(text, start)
    except (json.JSONDecodeError, StopIteration):
        # As many characters as before, so that places stay.
        value, end = scan(text[:start] + UNDEFINED.sub(_or_null, text[start:]), start)
    return value, end


def _or_null(match: re.Match[str]) -> str:
    return match["string"] or "null".ljust(len(match[0]))


def _scanner() -> Any:
    reader = json.JSONDecoder(strict=False)
    # The standard library's own reader in Python takes another one for strings.
    reader.parse_string = Placed.read  # type: ignore[attr-defined]
    return scanner.py_make_scanner(reader)  # type: ignore[attr-defined]
