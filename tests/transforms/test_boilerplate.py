"""Every rule: what it strips, and beside it what it must keep."""

from itertools import pairwise

import pytest

from transforms.boilerplate import findings
from transforms.removal import Removal
from transforms.rules import RULES
from transforms.spans import without

DISCLAIMER = (
    "郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及图表）"
    "仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。"
)
STRIPPED = {
    "platform.disclaimer": [
        DISCLAIMER,
        "举报 " + DISCLAIMER,
        "郑重声明:用户在本社区发表的所有资料、言论等仅代表个人观点",
        "提示：用户在社区发表的所有资料",
    ],
    "platform.disclaimer_half": [
        "请勿相信代客理财、免费荐股和炒股培训等宣传内容，远离非法证券活动。"
    ],
    "platform.footer": [
        "信息网络传播视听节目许可证：0908328号 经营证券期货业务许可证编号：913101046312860336",
        "沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11",
    ],
    "platform.inline_ad": [
        "在东方财富看资讯行情，选东方财富证券一站式开户交易>>",
        "想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>",
        "[点击查看原文]",
    ],
}
KEPT = {
    "platform.disclaimer": [
        "他在文末写了郑重声明：用户在社区发表的信息都算数。",
        "公司郑重声明：不存在应披露未披露的信息。",
        "提示：今晚有议息会议。",
        "提示：用户在增长，ARPU在下降，这是腾讯最大的隐忧。",
        "郑重声明：用户在本店购买的散瓶一律不支持鉴定。",
    ],
    "platform.disclaimer_half": [
        "老话说请勿相信代客理财、免费荐股和炒股培训等宣传内容，我信了半句。"
    ],
    "platform.footer": [
        "这家公司刚拿到信息网络传播视听节目许可证，利好。",
        "经营证券期货业务许可证又批了三家，利好券商板块，我加了仓。",
        "沪ICP证的申请变严，对小平台不利",
    ],
    "platform.inline_ad": ["想炒股，先开户！我同事去年就是这么被拉进来的。"],
}


def removals(text: str) -> list[Removal]:
    return list(findings(text).removals)


def test_every_rule_has_both_examples() -> None:
    assert {rule.id for rule in RULES} == set(STRIPPED) == set(KEPT)


@pytest.mark.parametrize(("rule", "line"), [(r, line) for r, ls in STRIPPED.items() for line in ls])
@pytest.mark.parametrize("text", ["{}", "前文。\n{}", "{}\n后文。", "前文。\n{}\n后文。"])
def test_strips(rule: str, line: str, text: str) -> None:
    whole = text.format(line)
    found = removals(whole)
    assert [removal.rule_id for removal in found] == [rule]
    left = without(whole, [removal.span for removal in found])
    assert left == "\n".join(part for part in text.split("\n") if part != "{}")


@pytest.mark.parametrize(("rule", "line"), [(r, line) for r, ls in KEPT.items() for line in ls])
def test_keeps(rule: str, line: str) -> None:
    assert removals(f"前文。\n{line}\n后文。") == []


def test_lines_in_a_row_are_cut_without_overlap() -> None:
    text = "\n".join(
        [*STRIPPED["platform.footer"], "正文。", DISCLAIMER, *STRIPPED["platform.footer"]]
    )
    found = removals(text)
    assert len(found) == 5
    assert without(text, [removal.span for removal in found]) == "正文。"
    spans = [removal.span for removal in found]
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
