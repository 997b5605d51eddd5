"""Pieces taken out of a text: whose rule, which characters."""

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
    taken = list(protected)
    for removal in removals:
        for piece in _less(removal.span, taken):
            yield replace(removal, span=piece)
            taken.append(piece)


def _less(span: Span, taken: Sequence[Span]) -> list[Span]:
    pieces = [span]
    for gone in taken:
        pieces = [left for piece in pieces for left in _around(piece, gone)]
    return pieces


def _around(piece: Span, gone: Span) -> Iterator[Span]:
    if not piece.overlaps(gone):
        yield piece
        return
    if piece.start < gone.start:
        yield Span(piece.start, gone.start)
    if gone.end < piece.end:
        yield Span(gone.end, piece.end)
