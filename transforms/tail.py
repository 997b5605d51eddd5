"""The closing block of tags and cashtags below the last sentence: the tail."""

from collections.abc import Sequence

from transforms.fold import fold
from transforms.spans import Span, lines, without

# What authors set between one mark and the next.
_SEPARATORS = " ,、;|/"


def is_said(text: str) -> bool:
    """Whether the last line has words and no mark, so that no tail is below the last sentence."""
    last = fold(text[text.rfind("\n") + 1 :])
    return "#" not in last and "$" not in last and bool(last.strip(_SEPARATORS))


def tail_of(text: str, marks: Sequence[Span]) -> Span:
    """The piece from the end of the last line that says something to the end of the text.

    `marks` are the spans of hashtags and cashtags. The piece begins with the newline before the
    block, so that the text before it ends clean; it is empty where the last line is a sentence.
    """
    start = len(text)
    for line in reversed(lines(text)):
        inner = [Span(m.start - line.start, m.end - line.start) for m in marks if line.holds(m)]
        if fold(without(line.of(text), inner)).strip(_SEPARATORS):
            break
        start = max(line.start - 1, 0)
    return Span(start, len(text))
