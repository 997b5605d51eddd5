import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("文中观点仅代表作者个人看法。", ""),
    ("本文仅代表个人观点，不代表所在机构立场。", ""),
    ("一家之言，欢迎拍砖。", ""),
    ("以上只代表我自己，与公司无关。", ""),
    ("以上內容僅代表個人觀點，不代表本公司立場。", ""),
    ("红利比成长稳，仅代表个人观点。", "红利比成长稳。"),
]
STAYS = [
    "这不仅仅代表个人观点，机构也在买。",
    "一个理事的发言不代表委员会立场，别押注。",
    "虽然以上不能代表我的观点，但有道理。",
    "个人看法是先看三千二。",
    "北向流出与汇率无关。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_whose_view_it_is_goes(line: str, stays: str) -> None:
    assert left(line) == stays
    assert {removal.kind for removal in removals(line)} == {"opinion_only"}


@pytest.mark.parametrize("line", STAYS)
def test_views_stay(line: str) -> None:
    assert removals(line) == []
