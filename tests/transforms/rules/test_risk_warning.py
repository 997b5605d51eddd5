import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("股市有风险，投资需谨慎！", ""),
    ("投资有风险、入市须慎重。", ""),
    ("市场有风险 投资需谨慎", ""),
    ("基金有风险。投资需谨慎。", ""),
    ("證券市場有風險，投資需謹慎。", ""),
    ("【风险提示】市场有风险，投资需谨慎", ""),
    ("设备股拿着，股市有风险，入市需谨慎。", "设备股拿着。"),
    ("俗话说：投资有风险，入市须谨慎。", ""),
    ("高收益伴随高风险，投资务必谨慎。", ""),
    ("理财非存款，产品有风险，投资须谨慎。", ""),
    ("可转债有风险，投资需谨慎", ""),
    ("华尔街某报市场有风险投资需谨慎", "华尔街某报"),
]
STAYS = [
    "墙上那句“股市有风险，入市需谨慎”还在。",
    "都说股市有风险，入市需谨慎，可他全仓。",
    "俗话说：投资有风险，入市须谨慎。我偏要说踏空也是风险。",
    "俗话说：投资有风险，入市须谨慎，但踏空也是风险。",
    "证监会提醒：股市有风险，入市需谨慎。",
    "股市有风险，入市需谨慎，这话送给昨天的我。",
    "股市有风险，入市需谨慎。这句话挂了二十年。",
    "基金有风险，投资需谨慎？我看有风险的是基民。",
    "高位股有风险，追涨要谨慎。",
    "短期市场有风险，操作需谨慎对待科技。",
    "今晚全是风险提示公告。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_the_slogan_goes(line: str, stays: str) -> None:
    assert left(line) == stays
    assert {removal.kind for removal in removals(line)} == {"risk_warning"}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_risk_stays(line: str) -> None:
    assert removals(line) == []
