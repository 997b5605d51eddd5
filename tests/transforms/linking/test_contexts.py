from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.linking.small import LEXICON, hits, judged, said
from transforms.linking.contexts import in_context

FUND_OR_INDEX = [
    ("今天加仓科创50", ["科创50=fund:588000"]),
    ("科创50跌了2%", ["科创50=index:000688"]),
    ("创业板行情还没完", ["创业板=index:399006"]),
    ("定投创业板，不动", ["创业板=fund:159915"]),
    ("买入创业板个股要小心", ["创业板=index:399006"]),
    ("科创50指数创新高", ["科创50=index:000688"]),
    ("科创50和红利ETF各一半", ["科创50=fund:588000", "红利ETF=fund:515180"]),
    ("创业板基金亏了", ["创业板=fund:159915"]),
    ("创业板基金经理换了", ["创业板=index:399006"]),
    ("科创50的溢价不低", ["科创50=fund:588000"]),
    ("芯片涨了，涨疯了", []),
    ("芯片板块回调", []),
    ("黄金ETF红利ETF创业板", ["黄金ETF=fund:518880", "红利ETF=fund:515180", "创业板=fund:159915"]),
    ("黄金ETF 创业板 科创50", ["黄金ETF=fund:518880", "创业板=fund:159915", "科创50=fund:588000"]),
    ("黄金ETF\n创业板\n", ["黄金ETF=fund:518880", "创业板=fund:159915"]),
    ("持有人多：创业板黄金ETF", ["创业板=fund:159915", "黄金ETF=fund:518880"]),
    ("黄金ETF 创业板今天跌了", ["黄金ETF=fund:518880", "创业板=index:399006"]),
    ("黄金ETF创业板指数", ["黄金ETF=fund:518880", "创业板=index:399006"]),
    ("沪深300创业板科创50", ["沪深300=index:000300", "创业板=index:399006", "科创50=index:000688"]),
    ("今天创业板 黄金ETF", ["创业板=index:399006", "黄金ETF=fund:518880"]),
    ("黄金ETF，创业板", ["黄金ETF=fund:518880", "创业板=index:399006"]),
    ("黄金ETF 机器人 创业板", ["黄金ETF=fund:518880", "创业板=index:399006"]),
    ("黄金ETF 芯片", ["黄金ETF=fund:518880"]),
    ("看好创业板", ["创业板=index:399006"]),
    ("卖出200股科创50", ["科创50=fund:588000"]),
    ("创业板ETF也在跌", ["创业板ETF=fund:159915"]),
    ("中国互联还能拿吗", ["中国互联=fund:513050"]),
]
FOREIGN = [
    ("黄金ETF-iShares 又新高", []),
    ("买了黄金ETF的看涨Call", []),
    ("KWEB 中概互联网ETF", []),
    ("热门中概股全线上涨，中概互联网ETF涨超3%", []),
    ("全球最大黄金ETF持仓增加", []),
    ("卖出50ETF期权", []),
    ("50ETF、中证500ETF期权", []),
    ("50ETF和黄金ETF", ["50ETF=fund:510050", "黄金ETF=fund:518880"]),
    ("黄金ETF今天小涨", ["黄金ETF=fund:518880"]),
    ("黄金ETF-联接一起买", ["黄金ETF=fund:518880"]),
    ("中概互联网ETF涨超3%", ["中概互联网ETF=fund:513050"]),
    ("美股收盘后再看，黄金ETF先不动", ["黄金ETF=fund:518880"]),
]
COMPANIES = [
    ("易方达的规模最大", ["易方达=company:易方达"]),
    ("国泰期货大量平空", []),
    ("富国银行的财报", []),
    ("中欧课程很好", []),
    ("南方地区进入雨季", []),
    ("银河深处", []),
    ("招商引资力度很大", []),
    ("一路平安，国泰民安", []),
    ("南方旗下产品不少", ["南方=company:南方"]),
    ("华夏基金发新了", ["华夏基金=company:华夏"]),
    ("南方、易方达都上报了", ["南方=company:南方", "易方达=company:易方达"]),
    ("平安的基金经理离职", ["平安=company:平安"]),
    ("华夏幸福违约", ["华夏幸福=stock:600340"]),
    ("东方雨虹跌停", ["东方雨虹=stock:002271"]),
    ("招商产业引导基金入股", []),
    ("嘉实股权投资基金领投", []),
]
WORDS = [
    ("都是老百姓的血汗钱", []),
    ("机器人赛道怎么看", []),
    ("屋顶装太阳能", []),
    ("太阳能板降价", []),
    ("益丰药房、老百姓都跌了", ["益丰药房=stock:603939", "老百姓=stock:603883"]),
    ("老百姓(603883)公告", ["老百姓=stock:603883", "603883=stock:603883"]),
    ("老百姓股价新低", ["老百姓=stock:603883"]),
    ("机器人涨停了", ["机器人=stock:300024"]),
    ("603883今天跌，老百姓怎么办", ["603883=stock:603883", "老百姓=stock:603883"]),
]
WEAK_AND_THEMES = [
    ("中国的发展需要时间", []),
    ("未来发展可期", []),
    ("发展股份重组", ["发展=stock:000838"]),
    ("食品价格上涨", []),
    ("食品指数收涨", ["食品=index:H30192"]),
    ("中证红利回调", ["中证红利=index:000922"]),
    ("沪深300收涨", ["沪深300=index:000300"]),
]
OTHER_THINGS = [
    ("十家公司上报芯片ETF", []),
    ("芯片ETF密集获批", []),
    ("上报黄金ETF", ["黄金ETF=fund:518880"]),
    ("@科创50ETF 你好", []),
    ("50ETF购5月2500", []),
    ("余额宝收益又低了", ["余额宝=fund:000198"]),
]
SHIELDED: list[tuple[str, list[str]]] = [
    ("股票基金和混合基金都亏", []),
    ("中概率、高赔率", []),
    ("ETF期权怎么开户", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *FUND_OR_INDEX,
        *FOREIGN,
        *COMPANIES,
        *WORDS,
        *WEAK_AND_THEMES,
        *OTHER_THINGS,
        *SHIELDED,
    ],
)
def test_a_name_is_what_its_context_says(text: str, expected: list[str]) -> None:
    assert said(text, judged(text)) == expected


def test_what_a_code_beside_it_confirms_stays() -> None:
    text = "芯片(159995)涨了"
    name, code = hits(text)
    confirmed = replace(name, is_confirmed=True)
    assert in_context(text, [name, code], LEXICON) == [code]
    assert in_context(text, [confirmed, code], LEXICON) == [confirmed, code]


_PIECES = [
    "创业板",
    "科创50",
    "芯片",
    "老百姓",
    "发展",
    "华夏",
    "国泰",
    "红利ETF",
    "黄金ETF",
    "600519",
]
_WORDS = [
    "、",
    "和",
    "，",
    "加仓",
    "指数",
    "基金",
    "的",
    "@",
    "ETF",
    "期权",
    "\n",
    "call",
    "上报",
    "(",
]


@given(st.lists(st.sampled_from([*_PIECES, *_WORDS]), max_size=14).map("".join))
def test_context_only_takes_away(text: str) -> None:
    before = {hit.span: set(hit.candidates) for hit in hits(text)}
    left = judged(text)
    assert all(set(hit.candidates) <= before[hit.span] for hit in left)
    assert all(hit.candidates for hit in left)
    assert [hit.span for hit in left] == sorted(hit.span for hit in left)


def test_no_hits_stay_none() -> None:
    assert in_context("", [], LEXICON) == []
