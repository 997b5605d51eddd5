"""Matching on a copy of the text whose every character stands where it stood."""

from transforms.simplified import SIMPLER

# Full-width forms and the three spaces seen in posts; one character for one, so offsets hold.
# NFKC is not used: it changes the length of 12 characters seen in posts (… ℃ Ⅱ; funds.md §4).
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_MATCHED = _WIDTH | SIMPLER


def fold(text: str) -> str:
    """The text with full-width letters, digits and marks made half-width, of the same length."""
    return text.translate(_WIDTH)


def match_form(text: str) -> str:
    """The form that cleaning rules match on: folded and simplified, of the same length."""
    return text.translate(_MATCHED)


def norm(text: str) -> str:
    """The form under which two spellings of one tag or name are equal: folded, lower case."""
    return fold(text).strip().casefold()
