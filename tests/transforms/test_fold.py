import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.fold import fold, norm


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("郑重声明：用户在财富号，", "郑重声明:用户在财富号,"),
        ("（ＱＤＩＩ）Ａ", "(QDII)A"),
        ("全\u3000角\xa0空", "全 角 空"),
        ("……℃Ⅱ①", "……℃Ⅱ①"),
    ],
)
def test_full_width_becomes_half_width_and_the_rest_stays(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_every_character_stays_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_two_spellings_of_one_tag_are_equal() -> None:
    assert norm("ＤｅｅｐＳｅｅｋ概念 ") == norm("deepseek概念")
