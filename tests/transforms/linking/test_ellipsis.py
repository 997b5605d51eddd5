import pytest

from tests.transforms.linking.small import listed, said

LISTS = [
    ("华夏上证50ETF、中证500ETF", ["华夏上证50ETF=fund:510050", "中证500ETF=fund:512500"]),
    (
        "华夏科创50ETF、芯片ETF和5GETF净流入较多",
        ["华夏科创50ETF=fund:588000", "芯片ETF=fund:159995", "5GETF=fund:515050"],
    ),
    (
        "华夏上证50ETF（510050）、芯片ETF",
        ["华夏上证50ETF=fund:510050", "510050=fund:510050", "芯片ETF=fund:159995"],
    ),
]
COMPANY_BESIDE = [
    ("芯片ETF国泰涨了", ["芯片ETF国泰=fund:512760"]),
    ("华夏基金的芯片ETF", ["华夏基金=company:华夏", "芯片ETF=fund:159995"]),
    ("国泰旗下芯片ETF", ["国泰=company:国泰", "芯片ETF=fund:512760"]),
    ("易方达的芯片ETF", ["易方达=company:易方达", "芯片ETF=fund:159995/512760"]),
    ("芯片ETF易方达", ["芯片ETF=fund:159995/512760", "易方达=company:易方达"]),
    ("芯片ETF，国泰跌了", ["芯片ETF=fund:159995/512760", "国泰=company:国泰"]),
]
OWNED_LISTS = [
    (
        "国泰基金旗下的黄金ETF、芯片ETF",
        ["国泰基金=company:国泰", "黄金ETF=fund:518880", "芯片ETF=fund:512760"],
    ),
    (
        "华夏基金管理的5GETF（515050）和芯片ETF",
        ["华夏基金=company:华夏", "5GETF=fund:515050", "515050=fund:515050", "芯片ETF=fund:159995"],
    ),
    ("华夏基金：芯片ETF", ["华夏基金=company:华夏", "芯片ETF=fund:159995"]),
    ("国泰基金公司的芯片ETF", ["国泰基金=company:国泰", "芯片ETF=fund:512760"]),
    (
        "易方达、华夏的芯片ETF",
        ["易方达=company:易方达", "华夏=company:华夏", "芯片ETF=fund:159995"],
    ),
    (
        "国泰和华夏的芯片ETF",
        ["国泰=company:国泰", "华夏=company:华夏", "芯片ETF=fund:159995/512760"],
    ),
    ("华夏基金，芯片ETF", ["华夏基金=company:华夏", "芯片ETF=fund:159995/512760"]),
    (
        "华夏的5GETF，芯片ETF",
        ["华夏=company:华夏", "5GETF=fund:515050", "芯片ETF=fund:159995/512760"],
    ),
]
NO_LISTS = [
    ("华夏上证50ETF跌了，芯片ETF涨了", ["华夏上证50ETF=fund:510050", "芯片ETF=fund:159995/512760"]),
    ("芯片ETF、中证500ETF", ["芯片ETF=fund:159995/512760", "中证500ETF=fund:510500"]),
    (
        "华夏上证50ETF、易方达蓝筹、芯片ETF",
        ["华夏上证50ETF=fund:510050", "易方达蓝筹=fund:005827", "芯片ETF=fund:159995/512760"],
    ),
    (
        "易方达蓝筹、芯片ETF",
        ["易方达蓝筹=fund:005827", "芯片ETF=fund:159995/512760"],
    ),
    (
        "华夏上证50ETF、贵州茅台、芯片ETF",
        ["华夏上证50ETF=fund:510050", "贵州茅台=stock:600519", "芯片ETF=fund:159995/512760"],
    ),
]
CLASSES = [
    ("招商中证白酒A/C都行", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒A、C类", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒A和C，我选C", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒C/A", ["招商中证白酒C=fund:012414", "A=fund:161725"]),
    ("招商中证白酒A与C", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒A、C两类", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒A和C差在哪", ["招商中证白酒A=fund:161725", "C=fund:012414"]),
    ("招商中证白酒C和A股没关系", ["招商中证白酒C=fund:012414"]),
    ("招商中证白酒A、C位", ["招商中证白酒A=fund:161725"]),
    ("招商中证白酒A/E", ["招商中证白酒A=fund:161725"]),
    ("招商中证白酒A、CRO都跌", ["招商中证白酒A=fund:161725"]),
    ("招商中证白酒A和C罗一样稳", ["招商中证白酒A=fund:161725"]),
    ("兴全合润/C位", ["兴全合润=fund:163406"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_later_members_are_of_the_first_ones_company(text: str, expected: list[str]) -> None:
    assert said(text, listed(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [*COMPANY_BESIDE, *OWNED_LISTS])
def test_a_shared_name_is_of_the_company_beside_it(text: str, expected: list[str]) -> None:
    assert said(text, listed(text)) == expected


@pytest.mark.parametrize(("text", "expected"), NO_LISTS)
def test_other_neighbours_keep_what_they_may_mean(text: str, expected: list[str]) -> None:
    assert said(text, listed(text)) == expected


@pytest.mark.parametrize(("text", "expected"), CLASSES)
def test_each_class_is_a_mention(text: str, expected: list[str]) -> None:
    assert said(text, listed(text)) == expected
