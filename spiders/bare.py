"""Texts laid bare, so that one is found in another however either is spelled."""

import html
import re
from collections.abc import Iterator

# So many characters in a row do not stand in two texts by chance.
N_SHINGLE = 12

_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,400}>")
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<mark>.))", re.DOTALL)


def forms(text: str) -> tuple[str, str]:
    """The text without escapes and white space: with its tags' attributes, and without tags."""
    plain = html.unescape(_unescaped(html.unescape(text)))
    return "".join(plain.split()), "".join(_TAG.sub("", plain).split())


def shingles(text: str) -> Iterator[str]:
    """Every run of N_SHINGLE characters of the text without tags; none of a shorter one."""
    _, bare = forms(text)
    for n in range(len(bare) - N_SHINGLE + 1):
        yield bare[n : n + N_SHINGLE]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_character, text)
    # Two escapes may make one character.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"], 16))
    return " " if match["mark"] in "nrtbf" else str(match["mark"])
