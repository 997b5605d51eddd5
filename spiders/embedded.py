"""The data that a page carries in its script: `var name={…}`."""

import json
import re
from typing import Any

# Bare `undefined` stands where JSON wants a value. Strings are matched first, so that the word
# stays where an author wrote it.
UNDEFINED = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*")|(?<=[:\[,])\s*undefined(?=\s*[,}\]])')

# What json raises besides its own error: numbers of thousands of digits, nests of thousands.
UNREADABLE = (ValueError, RecursionError)


class ChangedLayout(Exception):
    """Raised when a page is not built as expected; the message says what was expected."""


def embedded_json(text: str, name: str) -> dict[str, Any]:
    """The object assigned to `var <name>` in a page's script."""
    start = text.find(f"var {name}")
    brace = text.find("{", start)
    if start < 0 or brace < 0:
        raise ChangedLayout(f"expected `var {name}` in the page")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, brace)
    except json.JSONDecodeError:
        value = _tolerant(text[brace:], name)
    except UNREADABLE as error:
        raise ChangedLayout(f"expected readable JSON in `var {name}`: {error}") from error
    if not isinstance(value, dict):
        raise ChangedLayout(f"expected an object in `var {name}`")
    return value


def _tolerant(text: str, name: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(UNDEFINED.sub(_or_null, text))[0]
    except UNREADABLE as error:
        raise ChangedLayout(f"expected JSON in `var {name}`: {error}") from error


def _or_null(match: re.Match[str]) -> str:
    return match["string"] or "null"
