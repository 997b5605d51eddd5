from transforms.fold import match_form
from transforms.simplified import SIMPLER


def test_no_character_is_both_traditional_and_simplified() -> None:
    assert set(SIMPLER) & set(SIMPLER.values()) == set()
    assert len(SIMPLER) > 300


def test_both_scripts_have_one_form() -> None:
    traditional = "聲明：本文僅供參考，不構成任何投資建議，據此操作風險自擔，請謹慎決策。"
    simplified = "声明：本文仅供参考，不构成任何投资建议，据此操作风险自担，请谨慎决策。"
    assert match_form(traditional) == match_form(simplified)


def test_a_character_of_two_words_stays() -> None:
    assert match_form("髮型、一隻、乾杯") == "髮型、一隻、乾杯"
