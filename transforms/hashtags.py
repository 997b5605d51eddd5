"""Hashtags as posts write them: `#A#`, also glued together as `#A##B#`."""

import re
from collections.abc import Iterator

from transforms.fold import fold
from transforms.spans import Span

# 151 of 1,150 real lines with # hold an odd number of them (headings, `425#水泥`; funds.md §4),
# so a pair that makes no tag gives its second # to the next one.
_PAIR = re.compile(r"#(?P<tag>[^#\n]{1,40})#")
# A # behind a number or a single letter belongs to it: 3#精煤, 425#水泥, C#.
_OWNER = re.compile(r"(?:\d|(?<![A-Za-z])[A-Za-z])\Z")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def hashtags(text: str) -> Iterator[Span]:
    """The spans of the tags in order, their # marks included."""
    folded = fold(text)
    headings = {match.start() for match in _HEADING.finditer(folded)}
    position = 0
    while (match := _PAIR.search(folded, position)) is not None:
        start = match.start()
        is_owned = _OWNER.search(folded[max(start - 2, 0) : start]) is not None
        if _is_tag(match["tag"]) and not is_owned and start not in headings:
            yield Span(*match.span())
            position = match.end()
        else:
            position = match.end() - 1


def _is_tag(inside: str) -> bool:
    """A tag is a phrase: no outer spaces, no end of a sentence, not a bare number."""
    return (
        inside == inside.strip()
        and "。" not in inside
        and ";" not in inside  # CSS colours and undecoded entities
        and not inside.isdigit()
    )
