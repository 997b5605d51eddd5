"""What is found in what is left lies in the whole text where its characters stood."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.kept import Kept
from transforms.removal import Removal
from transforms.spans import Span, without

CUTS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), max_size=5)


@given(CUTS, st.integers(0, 30), st.integers(1, 12))
def test_pieces_of_what_is_left_are_found_again(
    cuts: list[tuple[int, int]], start: int, size: int
) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(60))
    gone, at = [], 0
    for skipped, length in cuts:
        gone.append(Span(at + skipped, at + skipped + length))
        at = gone[-1].end
    kept = Kept(text, gone)
    assert kept.text == without(text, gone)
    found = Span(min(start, len(kept.text) - 1), min(start + size, len(kept.text)))
    pieces = [removal.span for removal in kept.in_original([Removal("r", "r", found)])]
    assert "".join(piece.of(text) for piece in pieces) == found.of(kept.text)
    assert all(piece.start < piece.end for piece in pieces)
    assert not any(piece.overlaps(span) for piece in pieces for span in gone)


def test_seams_are_where_something_is_gone() -> None:
    kept = Kept("甲乙丙丁戊己", [Span(1, 2), Span(2, 3), Span(4, 5)])
    assert (kept.text, kept.seams) == ("甲丁己", [1, 1, 2])
