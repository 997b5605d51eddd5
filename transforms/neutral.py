"""Text that shows what it holds: characters that hide, reorder or break text are taken out.

Everything that a page says passes here before any offset is counted (`PostCapture`, `tidy`), so
that a title with a right-to-left override cannot turn a code round on the morning page, a hidden
run of tag characters cannot carry words that nobody sees, and no lone surrogate stops Parquet.
"""

import re

# C0 and C1 controls but tab, newline and what becomes one of the two below.
_CONTROLS = "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f"
# Soft hyphen, Mongolian separator, zero widths, bidi marks, embeddings and isolates, fillers, BOM.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# Surrogates, noncharacters, interlinear marks, tag characters: no text in any script needs them.
_NO_TEXT = "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PICTURES = (
    # 👨‍👩‍👧 is one picture, joined by U+200D between its persons.
    f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])",
    # The flags of England, Scotland and Wales are a black flag with tag characters behind it.
    "(?<=\U0001f3f4)\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f",
)
_HOSTILE = (
    f"[{_CONTROLS}{_UNSEEN}{_NO_TEXT}]",
    # One selector chooses a glyph; a run of them is a message.
    "(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]",
    f"(?<![{_IDEOGRAPH}])[\U000e0100-\U000e01ef]",
)
_FOUND = re.compile(f"(?P<picture>{'|'.join(_PICTURES)})|{'|'.join(_HOSTILE)}")
_BREAKS = str.maketrans("\r\v\f\x85\u2028\u2029", "   \n\n\n")
# All that is hostile is not printable, but the selectors of glyphs. A search for the rest would
# take 20 times as long.
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def neutral(text: str) -> str:
    """The text without what is not seen, other line ends as newlines; done twice it is as once."""
    if _is_plain(text):
        return text
    shown = text.translate(_BREAKS)
    while (less := _FOUND.sub(_picture, shown)) != shown:  # what stood between two is gone
        shown = less
    return shown


def _is_plain(text: str) -> bool:
    """Whether a look is enough, as it is for most texts: newlines and wide spaces are no harm."""
    rest = text.replace("\n", "").replace("\t", "").replace("\u3000", "").replace("\xa0", "")
    return rest.isprintable() and not _SELECTOR.search(rest)


def neutral_or_none(text: str | None) -> str | None:
    """The same for what may be unknown."""
    return None if text is None else neutral(text)


def _picture(match: re.Match[str]) -> str:
    return match["picture"] or ""
