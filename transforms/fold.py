"""Matching on a copy of the text whose every character stands where it stood."""

import re
from collections.abc import Mapping

from transforms.simplified import SIMPLER

# Full-width forms and the three spaces seen in posts; one character for one, so offsets hold.
# NFKC is not used: it changes the length of 12 characters seen in posts (… ℃ Ⅱ; funds.md §4).
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_HALF = {chr(wide): chr(half) for wide, half in _WIDTH.items()}
_MATCHED = _HALF | {chr(code): chr(simple) for code, simple in SIMPLER.items()}
_WIDE, _UNMATCHED = (re.compile(f"[{''.join(names)}]") for names in (_HALF, _MATCHED))


def fold(text: str) -> str:
    """The text with full-width letters, digits and marks made half-width, of the same length."""
    return _replaced(text, _HALF, _WIDE)


def match_form(text: str) -> str:
    """The form that cleaning rules match on: folded and simplified, of the same length."""
    return _replaced(text, _MATCHED, _UNMATCHED)


def _replaced(text: str, characters: Mapping[str, str], names: re.Pattern[str]) -> str:
    # A text holds few of them: 10 times as fast as str.translate.
    for character in set(names.findall(text)):
        text = text.replace(character, characters[character])
    return text


def norm(text: str) -> str:
    """The form under which two spellings of one tag or name are equal: folded, lower case."""
    return fold(text).strip().casefold()
