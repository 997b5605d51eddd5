"""Objects that a page's scripts carry: `var post_article={…}`."""

import json
import re
from typing import Any

from transforms.capture import Unreadable

# Server-side templates print a bare `undefined` where JSON has null (sites.md §3.3). Strings are
# matched first, so that the word stays where an author wrote it.
_UNDEFINED = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*")|(?<=[:\[,])\s*undefined(?=\s*[,}\]])')


def embedded_object(page: str, name: str) -> dict[str, Any] | None:
    """The object assigned to `var name`, None where the page has none.

    Raises Unreadable `cut_json` where the object begins and does not end.
    """
    match = re.search(rf"var\s+{re.escape(name)}\s*=\s*(?=\{{)", page)
    if match is None:
        return None
    return first_object(page, f"var {name}", match.end())


def first_object(text: str, what: str, start: int = 0) -> dict[str, Any]:
    """The JSON object that begins at `start`; what follows it is not looked at."""
    try:
        value = _first_value(text, start)
    except RecursionError as error:
        raise Unreadable("too_deep", f"{what} is nested without end") from error
    except ValueError as error:  # no JSON, or a number of thousands of digits
        raise Unreadable("cut_json", f"{what} breaks off or is no JSON ({error})") from error
    if not isinstance(value, dict):
        raise Unreadable("cut_json", f"{what} is no JSON object")
    return value


def _first_value(text: str, start: int) -> Any:
    decoder = json.JSONDecoder()
    try:
        return decoder.raw_decode(text, start)[0]
    except ValueError:
        return decoder.raw_decode(_UNDEFINED.sub(_or_null, text[start:]))[0]


def _or_null(match: re.Match[str]) -> str:
    return match["string"] or "null"
