"""What is left of a text, and where its characters stood."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.removal import Removal
from transforms.spans import Span, without


class Kept:
    """A text less some pieces; `seams` are the places in what is left where something is gone."""

    def __init__(self, text: str, gone: Sequence[Span]) -> None:
        self.text = without(text, gone)
        self.seams: list[int] = []
        self._n_gone = [0]
        for span in sorted(gone):
            self.seams.append(span.start - self._n_gone[-1])
            self._n_gone.append(self._n_gone[-1] + span.end - span.start)

    def in_original(self, removals: Iterable[Removal]) -> Iterator[Removal]:
        """The removals with their places in the whole text, in pieces around what is gone."""
        for removal in removals:
            for piece in self._pieces(removal.span):
                yield replace(removal, span=piece)

    def _pieces(self, span: Span) -> Iterator[Span]:
        start, number = span.start, bisect_right(self.seams, span.start)
        while number < len(self.seams) and self.seams[number] < span.end:
            seam, shift = self.seams[number], self._n_gone[number]
            if seam > start:
                yield Span(start + shift, seam + shift)
                start = seam
            number += 1
        yield Span(start + self._n_gone[number], span.end + self._n_gone[number])
