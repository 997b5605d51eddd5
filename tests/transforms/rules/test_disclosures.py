import pytest

from transforms.boilerplate import findings

POSITIONS = [
    "利益披露：本人持有文中提到的白酒股，不构成投资建议。",
    "作者不持有文中提到的任何股票，仅代表个人观点。",
    "利益相关：我持有三年了，仅供参考。",
    "（声明：笔者持有该股，以上不作为投资建议）",
    "利益聲明：本人持有該公司股票，不構成投資建議。",
]
NO_POSITIONS = [
    "保险资金持有的高股息品种又加了。",
    "基金持有人户数翻倍。",
    "我们的平均持仓价格在十六块。",
    "员工是公司内部的利益相关者。",
    "我持有不同意见。",
    "我持有的观点是震荡。",
    "我重仓的逻辑就是股息率。",
    "坚决不持有股票，只买债，这是我爸的原则。",
]
RISKS = [
    "风险提示：下游需求不及预期；原材料价格波动风险；汇率变动。",
    "风险提示：1）新品推广不及预期；2）集采降价超预期。",
    "五、风险提示：门店扩张不及预期。",
    "风险提示流动性超预期收紧；",
]
NO_RISKS = ["这晚上全都是风险提示啊。", "风险提示：股市有风险，投资需谨慎。", "风险提示："]


def kinds(line: str) -> set[str]:
    return {found.kind for found in findings(f"前文。\n{line}\n后文。").content}


@pytest.mark.parametrize("line", POSITIONS)
def test_positions_are_flagged_and_protect_their_sentence(line: str) -> None:
    assert kinds(line) == {"position_disclosure"}
    assert findings(f"前文。\n{line}\n后文。").removals == ()


@pytest.mark.parametrize("line", RISKS)
def test_risks_to_a_call_are_flagged_and_stay(line: str) -> None:
    found = findings(f"前文。\n{line}\n后文。")
    assert kinds(line) == {"research_risk_section"}
    assert found.removals == ()
    assert found.content[0].span.start == len("前文。\n") + line.index("风险提示")
    assert found.content[-1].span.end == len(f"前文。\n{line}")


@pytest.mark.parametrize("line", [*NO_POSITIONS, *NO_RISKS])
def test_other_talk_is_not_flagged(line: str) -> None:
    assert kinds(line) == set()


def test_a_legal_sentence_behind_the_risks_goes() -> None:
    text = "前文。\n风险提示：需求不及预期；以上不构成投资建议。"
    found = findings(text)
    assert [each.span.of(text) for each in found.removals] == ["以上不构成投资建议。"]
    assert [each.kind for each in found.content] == ["research_risk_section"]
