import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("本材料仅为服务信息，不作为任何法律文件。", ""),
    ("基金的过往业绩并不预示其未来表现。", ""),
    ("2.基金管理人管理的其他基金的业绩不构成对本基金业绩表现的保证。", ""),
    ("基金管理人以诚实信用、勤勉尽责的原则管理基金资产，但不保证最低收益。", ""),
    ("投资者购买基金前请仔细阅读《基金合同》《招募说明书》等法律文件。", ""),
    ("我国基金运作时间较短，不能反映股市发展的所有阶段。", ""),
    ("本基金为债券型基金，其预期风险低于股票型基金。", ""),
    ("基金定投不能规避基金投资所固有的风险。", ""),
    ("過往業績不代表未來表現。", ""),
    ("十二只股票入选风险提示:本资料仅为服务信息,不作为任何法律文件.", "十二只股票入选"),
    ("【行业涨跌】【指数估值】风险提示：本资料仅为服务信息。", ""),
]
STAYS = [
    "过往业绩说明不了什么，换了三任经理。",
    "用老话说，过往表现不保证未来回报。",
    "我翻了基金合同，基准是中证红利。",
    "定投的前提是长期向上。",
    "公司预期收益低于去年。",
    "法律文件还没签，市场先炒了。",
    "【行业涨跌】【指数估值】今天都没什么可说的。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_what_the_law_asks_for_goes(line: str, stays: str) -> None:
    assert left(line) == stays
    assert {removal.kind for removal in removals(line)} == {"fund_legal"}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_funds_stays(line: str) -> None:
    assert removals(line) == []
