import pytest

from tests.transforms.linking.small import REGISTRY, said
from transforms.linking.codes import code_hits
from transforms.linking.form import linking_form
from transforms.linking.link import Hit
from transforms.registry.registry import EMPTY
from transforms.spans import Span


def codes(text: str) -> list[str]:
    return said(text, code_hits(linking_form(text), REGISTRY, None))


BY_NAME = [
    ("平安银行000001今天放量", "000001=stock:000001"),
    ("华夏成长混合（000001）净值新高", "000001=fund:000001"),
    ("000001 平安银行 继续拿着", "000001=stock:000001"),
    ("000002万科A又跌了", "000002=stock:000002"),
    ("格力(000651)分红，基金都在买", "000651=stock:000651"),
    ("嘉实稳祥纯债C（000651）又创新高", "000651=fund:000651"),
    ("平安银行(000001)季报；华夏成长（000001）分红", "000001=stock:000001|000001=fund:000001"),
    ("茅台600519今年利润不错", "600519=stock:600519"),
]
BY_MARK = [
    ("sz000001明天高开", "sz000001=stock:000001"),
    ("加了点 510050.SH", "510050.SH=fund:510050"),
    ("F000001跌了不少", "F000001=fund:000001"),
    ("OF161725 又补了一点", "OF161725=fund:161725"),
    ("基金代码：000001", "000001=fund:000001"),
    ("股票代码000001", "000001=stock:000001"),
    ("【C类：012414】", "012414=fund:012414"),
    ("中概互联网ETF513050会不会更好", "513050=fund:513050"),
]
BY_WORDS = [
    ("000001主力又在洗盘，散户快跑", "000001=stock:000001"),
    ("每周定投000001，赎回费太高", "000001=fund:000001"),
    ("这个支付宝里能买吗 000651 净值才一块多", "000651=fund:000651"),
    ("新股申购没中，000001尾盘又拉升", "000001=stock:000001"),
    ("涨幅还不如588000，服了", "588000=fund:588000"),
    ("自选股600519、000651、600048", "600519=stock:600519|000651=stock:000651|600048=stock:600048"),
    ("我的组合：161725 20%，110011 30%", "161725=fund:161725|110011=fund:110011"),
    (
        "主力净买入600519，000651、600048",
        "600519=stock:600519|000651=stock:000651|600048=stock:600048",
    ),
    ("基金重仓000651 前十", "000651=fund+stock:000651"),
    ("看000001、000651、600519", "000001=stock:000001|000651=stock:000651|600519=stock:600519"),
    ("我的基金是110011、000001", "110011=fund:110011|000001=fund:000001"),
]
LISTS = [
    ("定投：005827 50元，163406 100元，110011 10元", "005827|163406|110011"),
    ("510050/510500/159915 三只", "510050|510500|159915"),
    ("白酒161725、蓝筹005827，都绿", "161725|005827"),
    ("005827、163406 和 161725", "005827|163406|161725"),
    ("110011 3000，005827 2000，161725 1000", "110011|005827|161725"),
    ("2021/03/18 161725/110011", "161725|110011"),
    ("161725，QQ群110011", "161725"),
    ("161725涨了，昨天005827人", "161725"),
    ("161725今天又创新低，随机数字005827而已", "161725"),
]
NUMBERED_BUT_CODES = [
    ("加码510050", "510050"),
    ("松动的筹码159915", "159915"),
    ("代号510050", "510050"),
    ("基金编号：161725", "161725"),
    ("基金号161725", "161725"),
    ("7月1号510050买了", "510050"),
    ("招商的161725（A）和012414（C）每天限购10块", "161725|012414"),
    ("群里都在买510050", "510050"),
    ("医药创新A510050都有", "510050"),
]
NO_CODES = [
    "会员号510050，报这个号码",
    "密码是159915别说",
    "学号:159915",
    "工号（510050）",
    "验证码为510500",
    "这是第510050号员工",
    "户号就是159915",
    "传真510050",
    "1234567/510050",
    "12/510050",
    "全国投资600519亿元，同比增长",
    "产量达到161725万吨",
    "发行510050份",
    "一共卖了510500张",
    "电话0755-600519转人工",
    "访问 example.com/600519 页面",
    "颜色#600519好看",
    "版本3.600519发布",
    "卖了159915.5元",
    "订单号：510050",
    "202212月度数据，订单回落",
    "从202212到今天",
    "QQ群588000欢迎加入",
    "¥510050到账",
    "id_600519",
    "准备600000元现金",
    "门牌号600519",
    "666666，破防了",
    "编号110011",
    "随机数110011而已",
    "又跌了600000，心疼",
    "群510050，进来聊",
    "加我建的群 510050",
    "车牌京A510050",
    "车牌号：沪B·600519",
    "粤B510050，这车不错",
]


@pytest.mark.parametrize(("text", "expected"), [*BY_NAME, *BY_MARK, *BY_WORDS])
def test_codes_are_of_what_stands_beside_them(text: str, expected: str) -> None:
    assert "|".join(codes(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [*LISTS, *NUMBERED_BUT_CODES])
def test_members_of_a_list_are_codes(text: str, expected: str) -> None:
    assert [each.partition("=")[0] for each in codes(text)] == expected.split("|")


def test_what_is_claimed_holds_no_codes() -> None:
    form = "$白酒(sz161725)$ 510050"
    claimed = [Hit(Span(0, 14), "cashtag", ())]
    assert said(form, code_hits(form, REGISTRY, None, claimed)) == ["510050=fund:510050"]


@pytest.mark.parametrize("text", NO_CODES)
def test_other_numbers_are_none(text: str) -> None:
    assert codes(text) == []


def test_what_nothing_decides_keeps_both_kinds() -> None:
    assert codes("看看 000001 怎么样") == ["000001=fund+stock:000001"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港股00700.HK回购", ["00700.HK=stock:00700"]),
        ("HK|00700 再加仓", ["HK|00700=stock:00700"]),
        ("NVDA.US 财报", ["NVDA.US=stock:NVDA"]),
        ("nasdaq:nvda", ["nasdaq:nvda=stock:NVDA"]),
        ("00700 涨到400", []),
        ("hk99999", []),
    ],
)
def test_codes_of_other_markets_need_their_mark(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_an_empty_registry_knows_no_codes() -> None:
    assert code_hits("600519 510300.sh", EMPTY, None) == []
