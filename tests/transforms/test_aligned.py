import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.aligned import Aligned
from transforms.body import tidy
from transforms.spans import Span

# What tidying leaves out or rewrites, among what it keeps.
WILD = st.text(
    st.sampled_from("涨a $#。\t\n\r\v\f\x85\u2028\xa0\u3000\u200b\u200d\ufe0f👨\u202e\ufeff")
)


@pytest.mark.parametrize(
    ("given", "flat", "piece", "found"),
    [
        ("涨了。\n免责", "涨了。\n免责", "\n免责", "\n免责"),
        ("涨了。\r\n\r\n免责  \r\n", "涨了。\n免责", "\n免责", "\r\n\r\n免责  \r\n"),
        ("涨了。 \r\n \r\n免责  \r\n跌", "涨了。\n免责\n跌", "\n免责", " \r\n \r\n免责"),
        ("免责  \r\n跌", "免责\n跌", "免责\n", "免责  \r\n"),
        ("  涨　 了", "涨 了", "涨", "  涨"),
        ("免\u200b责\u2028了", "免责\n了", "免责", "免\u200b责"),
    ],
)
def test_a_piece_has_what_was_left_out_in_it(given: str, flat: str, piece: str, found: str) -> None:
    assert tidy(given) == flat
    start = flat.index(piece)
    assert Aligned(given, flat).in_given(Span(start, start + len(piece))).of(given) == found


@given(WILD | st.text())
@example("\u2028 \r")
def test_every_character_is_found_again_in_order(text: str) -> None:
    flat = tidy(text)
    aligned = Aligned(text, flat)
    pieces = [aligned.in_given(Span(n, n + 1)).of(text) for n in range(len(flat))]
    assert "".join(pieces) == (text if flat else "")
    for char, piece in zip(flat, pieces, strict=True):
        assert char in piece or (char.isspace() and any(map(str.isspace, piece)))
