import pytest

from tests.transforms.captures import post
from transforms.cleaning import clean
from transforms.funds.mentions import fund_mentions, is_fund
from transforms.funds.names import NameParts, parts

COMPANIES = ("易方达", "广发", "永赢", "华安", "东方", "东方红", "华夏", "南方", "招商", "国泰")

NAMES = {
    "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)": NameParts("易方达", "A", "CNY"),
    "易方达标普500指数人民币A": NameParts("易方达", "A", "CNY"),
    "广发纳斯达克100ETF联接人民币(QDII)C": NameParts("广发", "C", "CNY"),
    "广发全球精选股票(QDII)美元现汇A": NameParts("广发", "A", "USD"),
    "永赢先进制造智选混合发起A": NameParts("永赢", "A", None),
    "华安黄金易ETF联接A": NameParts("华安", "A", None),
    "东方红产业升级混合": NameParts("东方红", None, None),
    "创业板200ETF华夏": NameParts("华夏", None, None),
    "长江保护ETF南方": NameParts("南方", None, None),
    "招商中证白酒指数(LOF)A": NameParts("招商", "A", None),
    "国泰中证A500ETF": NameParts("国泰", None, None),
    "南方中证500ETF联接A类份额": NameParts("南方", "A", None),
    "某某中证500ETF联接E": NameParts(None, "E", None),
    "恒生科技ETF": NameParts(None, None, None),
    "易方达中证A500ETF联接Ａ类": NameParts("易方达", "A", None),
}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_name_says(name: str) -> None:
    assert parts(name, COMPANIES) == NAMES[name]


@pytest.mark.parametrize(
    ("market", "code", "expected"),
    [
        ("OTCFUND", "161130", True),
        ("SH", "513100", True),
        ("SH", "588000", True),
        ("SZ", "159915", True),
        ("SZ", "161725", True),
        ("SH", "600519", False),
        ("SZ", "000040", False),
        ("SZ", "300308", False),
        ("SH", "688981", False),
        ("HK", "00700", False),
        ("BK", "0475", False),
    ],
)
def test_which_codes_are_funds(market: str, code: str, expected: bool) -> None:
    assert is_fund(market, code) is expected


def test_mentions_of_title_body_and_tail_in_order() -> None:
    cleaned = clean(
        post(
            "<p>拿着$纳指ETF(SH513100)$不动，茅台$贵州茅台(SH600519)$先不看。</p>"
            "<p>$易方达标普500指数人民币A(OTCFUND|161125)$</p>",
            title="$纳指ETF(SH513100)$还能拿吗",
        )
    )
    found = fund_mentions(cleaned, COMPANIES)
    assert [(m.zone, m.market, m.code) for m in found] == [
        ("title", "SH", "513100"),
        ("body", "SH", "513100"),
        ("tail", "OTCFUND", "161125"),
    ]
    assert cleaned.title is not None
    assert found[0].span.of(cleaned.title) == found[0].surface
    assert all(m.span.of(cleaned.text) == m.surface for m in found[1:])
