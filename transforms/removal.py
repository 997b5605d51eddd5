"""Pieces taken out of a text: whose rule, which characters."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.spans import Span


@dataclass(frozen=True, slots=True)
class Removal:
    """One piece of a text that a rule found.

    `support` is the number of posts that taught a learned line, `value` what the piece says for a
    column of the post (the name of a source); each None where there is none.
    """

    rule_id: str
    kind: str
    span: Span
    support: int | None = None
    value: str | None = None


def disjoint(removals: Iterable[Removal], protected: Sequence[Span] = ()) -> Iterator[Removal]:
    """The removals less the protected pieces and less what an earlier one has claimed."""
    taken = _Taken(protected)
    for removal in removals:
        for piece in taken.claim(removal.span):
            yield replace(removal, span=piece)


class _Taken:
    """Pieces that are claimed, in order and apart, so that ten thousand take no long search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.claim(span)

    def claim(self, span: Span) -> list[Span]:
        """What of the piece was still free, and is claimed from now on."""
        free, start = [], span.start
        at = max(bisect_right(self._spans, span) - 1, 0)
        while at < len(self._spans) and self._spans[at].start < span.end:
            if start < self._spans[at].start:
                free.append(Span(start, self._spans[at].start))
            start = max(start, self._spans[at].end)
            at += 1
        if start < span.end:
            free.append(Span(start, span.end))
        for piece in free:
            insort(self._spans, piece)
        return free
