import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("以上内容不构成任何投资建议。", ""),
    ("本文不作买卖依据，据此操作，盈亏自负。", ""),
    ("（以上均为个人思考，不构成投资建议，请勿跟单！）", ""),
    ("【免责声明】本号内容仅供学习交流。", ""),
    ("因使用本资料造成的任何损失，我们概不负责。", ""),
    ("以上内容不作為買賣依據，據此操作風險自擔。", ""),
    ("仅供参考", ""),
    # A notice takes along what only goes with one, also in the next sentence.
    ("本文不构成投资建议。读者要为自己的决策负责。", ""),
    ("不构成投资建议！不喜勿喷！", ""),
    # The author's clauses stay, with the marks that they need.
    ("红利先拿着，不作为投资建议。", "红利先拿着。"),
    ("红利先拿着（以上不构成投资建议），周五再看。", "红利先拿着，周五再看。"),
    ("仅供参考，红利先拿着。", "红利先拿着。"),
    ("红利先拿着。以上非投资建议。周五再看。", "红利先拿着。周五再看。"),
    ("红利先拿着以上内容仅供参考，不作为买卖依据。", "红利先拿着。"),
    ("个人观点不构成投资建议 //@老王: 太重了", "//@老王: 太重了"),
]
STAYS = [
    "投资建议：买入，目标价三十八元。",
    "他给出的建议仅供参考，我按周线做。",
    "研报写着“不构成投资建议”，大家照买。",
    "「本文不构成投资建议」",
    "降准对地产不构成利好。",
    "公告称框架协议不构成业绩承诺。",
    "险企的风险自留比例提到三成。",
    "据此前的口径，毛利率回升。",
    "再追高后果自负。",
    "谨慎操作，半仓以内。",
    "第一，这篇文章不是投资建议。第二，比特币的波动很大。",
    "现价买入风险不大。一家之言，仅供参考。等突破再加。",
    "个人观点：银行还有空间。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_what_says_that_it_is_no_advice_goes(line: str, stays: str) -> None:
    assert left(line) == stays
    assert "not_advice" in {removal.kind for removal in removals(line)}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_advice_and_risk_stays(line: str) -> None:
    assert removals(line) == []
