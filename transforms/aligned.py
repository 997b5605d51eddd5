"""Where the characters of a tidied text stood before it was tidied."""

from collections.abc import Sequence

from transforms.spans import Span

_BREAKS = frozenset("\n\x85\u2028\u2029")


class Aligned:
    """A flat text beside the one that it was made from by `transforms.body.tidy`.

    Tidying leaves characters out, and makes spaces and line ends of others; it moves and adds none.
    """

    def __init__(self, given: str, flat: str) -> None:
        is_tidy = given == flat
        self._borders: Sequence[int] = range(len(flat) + 1) if is_tidy else _borders(given, flat)

    def in_given(self, span: Span) -> Span:
        """The piece in the text as given, with what tidying left out in it.

        What was left out between two lines goes with the newline, else with what is before it.
        """
        return Span(self._borders[span.start], self._borders[span.end])


def _borders(given: str, flat: str) -> list[int]:
    """Where in the given text each character of the flat one begins, and where the last ends."""
    borders, position = [], 0
    for char in flat:
        start = position
        while not _became(given[position], char):
            position += 1
        borders.append(start if char == "\n" else position)
        position += 1
    return [0, *borders[1:], len(given)] if borders else [0]


def _became(given: str, char: str) -> bool:
    if char == "\n":
        return given in _BREAKS
    return given == char or (char == " " and given.isspace())
