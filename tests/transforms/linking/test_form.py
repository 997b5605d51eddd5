import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.linking.form import joined, latin_pairs, linking_form, name_form, name_forms
from transforms.spans import Span


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("易方达ＥＴＦ联接Ａ（ＱＤＩＩ）", "易方达etf联接a(qdii)"),
        ("華夏滬深300", "华夏沪深300"),
        ("İETF", "İetf"),  # its lower case has two characters
        ("ΑΣ", "ας"),
    ],
)
def test_the_form_is_folded_simplified_and_lower(text: str, form: str) -> None:
    assert linking_form(text) == form


@given(st.text())
def test_every_character_stands_where_it_stood(text: str) -> None:
    assert len(linking_form(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("华夏MSCI中国A股 ETF", "华夏msci中国a股etf"),
        ("万 科Ａ", "万科a"),
        ("Berkshire Hathaway", "berkshire hathaway"),
        (" 红利 ETF ", "红利etf"),
    ],
)
def test_listed_names_lose_their_spaces(name: str, form: str) -> None:
    assert name_form(name) == form


@given(st.lists(st.text(alphabet="Ａa 華\n", max_size=4), max_size=4))
def test_forms_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert name_forms(names) == [name_form(name) for name in names]


PAIRS = latin_pairs(["华夏mscia股etf", "科创50etf", "etf联接", "中欧etf"])


@pytest.mark.parametrize(
    ("form", "whole"),
    [
        ("华夏msci a股etf", "华夏mscia股etf"),
        ("科创50 etf 和etf  联接", "科创50etf 和etf联接"),
        ("南方 中欧", None),
        ("没有空格", None),
        ("南方 中欧 etf", "南方 中欧etf"),
        ("2025 年 etf 大涨", None),
    ],
)
def test_spaces_beside_latin_letters_and_digits_are_taken_out(form: str, whole: str | None) -> None:
    made = joined(form, PAIRS)
    assert (made and made.form) == whole


@given(st.text(alphabet="a1中 ", max_size=30))
def test_pieces_of_the_joined_form_are_found_again(form: str) -> None:
    made = joined(form, latin_pairs([_bare(form)]))
    if made is None:
        return
    for start in range(len(made.form)):
        for end in range(start + 1, len(made.form) + 1):
            span = made.original(start, end)
            piece = made.form[start:end]
            if span is not None:
                found = span.of(form)
                assert len(found) > len(piece)
                assert [found[0], found[-1]] == [piece[0], piece[-1]]
                assert _bare(found) == _bare(piece)


def _bare(form: str) -> str:
    return form.replace(" ", "")


def test_a_piece_without_a_gap_inside_is_no_second_sight() -> None:
    made = joined("科创50 etf", PAIRS)
    assert made is not None
    assert made.original(0, 4) is None
    assert made.original(4, 7) is None
    assert made.original(0, 7) == Span(0, 8)
