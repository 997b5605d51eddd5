"""Where names may stand: beside numbers, days, feeders and longer names of other funds."""

import pytest

from tests.transforms.linking.names import alias
from transforms.linking.dictionary import Dictionary
from transforms.linking.form import linking_form
from transforms.registry.sighting import Kind, NameKind

GENERATED, NICKNAME = NameKind.GENERATED, NameKind.NICKNAME


def is_found(
    name: str, text: str, kind: Kind = Kind.FUND, of: NameKind = NameKind.OFFICIAL
) -> bool:
    found = Dictionary([alias(name, kind=kind, name_kind=of)]).find(linking_form(text), text, None)
    return [text[one.start : one.end] for one in found] == [name]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("食品ETF", "食品ETF14亿，银行ETF5连阳", True),
        ("蜂场新能源REIT", "蜂场新能源REIT24特变K1", True),
        ("现金流ETF", "现金流ETF800", False),
        ("现金流ETF", "现金流ETF800亿", True),
        ("黄金ETF", "黄金ETF9999涨", False),
        ("黄金ETF", "黄金ETF518880", True),
        ("黄金ETF", "黄金ETFs", False),
        ("A50", "A501", False),
    ],
)
def test_a_number_counts_behind_what_names_of_funds_end_in(
    name: str, text: str, expected: bool
) -> None:
    assert is_found(name, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("科创50ETF", False), ("中证 50ETF", True), ("海棠50ETF", True), ("看好50ETF", True)],
)
def test_a_number_behind_an_index_house_begins_no_name_of_a_fund(text: str, expected: bool) -> None:
    assert is_found("50ETF", text, of=NICKNAME) is expected
    assert is_found("中证50", "中证50", kind=Kind.INDEX)


@pytest.mark.parametrize("behind", ["联接", " 联接A", "发起式联接", "发起联接C", "连接"])
def test_an_etf_is_not_named_by_its_feeder(behind: str) -> None:
    assert not is_found("主要消费ETF", f"主要消费ETF{behind}")
    assert is_found("主要消费ETF", f"主要消费ETF的{behind}")


def test_a_feeder_is_found_also_where_it_is_misspelt() -> None:
    found = Dictionary([alias("海棠ETF联接A")]).find(
        linking_form("海棠ETF连接Ａ"), "海棠ETF连接Ａ", None
    )
    assert [(one.start, one.end) for one in found] == [(0, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海棠优质精选混合", False),
        ("海棠优质成长优选三年持有", False),
        ("海棠优质精选A", False),
        ("海棠优质混合", True),
        ("海棠优质成长性好", True),
        ("海棠优质A", True),
    ],
)
def test_a_shorter_form_does_not_begin_the_name_of_another_fund(text: str, expected: bool) -> None:
    assert is_found("海棠优质", text, of=GENERATED) is expected
    assert is_found("海棠优质", text, of=NICKNAME) is expected
    assert is_found("海棠优质", text), "a listed name stands as it is"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日经大涨", True),
        ("昨夜日经跌", True),
        ("每日经济新闻", False),
        ("11月3日经董事会批准", False),
        ("今日经查", False),
    ],
)
def test_a_name_does_not_begin_in_the_word_of_a_day(text: str, expected: bool) -> None:
    assert is_found("日经", text, Kind.INDEX) is expected
