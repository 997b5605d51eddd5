"""Pieces of a text by their offsets."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece of the text."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other piece lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def lines(text: str) -> list[Span]:
    """The lines of a text without their newlines, also the empty ones."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def without(text: str, spans: Iterable[Span]) -> str:
    """The text less the pieces, which may touch but not overlap."""
    kept, position = [], 0
    for span in sorted(spans):
        kept.append(text[position : span.start])
        position = span.end
    return "".join([*kept, text[position:]])
