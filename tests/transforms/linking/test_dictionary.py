"""What the dictionary finds, also beside a naive search over the names of the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.linking.names import alias
from transforms.linking.dictionary import Dictionary
from transforms.linking.form import linking_form, name_form
from transforms.linking.surface import Surface
from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind

DAY = date(2024, 1, 10)


def found(names: list[str], text: str, day: date | None = DAY) -> list[str]:
    dictionary = Dictionary([alias(name) for name in names])
    return _texts(dictionary, text, day)


def _texts(dictionary: Dictionary, text: str, day: date | None) -> list[str]:
    names = dictionary.find(linking_form(text), text, day)
    return [text[name.start : name.end] for name in names]


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["华夏", "华夏幸福"], "华夏幸福和华夏", ["华夏幸福", "华夏"]),
        (["科创50", "科创50ETF"], "科创50ＥＴＦ", ["科创50ＥＴＦ"]),
        (["华夏MSCI A股ETF"], "买华夏MSCI A股ETF", ["华夏MSCI A股ETF"]),
        (["华夏", "华夏MSCI中国A股ETF"], "华夏MSCI中国A股 ETF。", ["华夏MSCI中国A股 ETF"]),
        (["科创50", "科创50ETF"], "科创50 ETF 涨", ["科创50 ETF"]),
        (["上证50", "中证500ETF"], "上证50 中证 500 ETF", ["上证50", "中证 500 ETF"]),
        (["华夏沪深"], "华夏 沪深", []),
        (["Berkshire Hathaway"], "买了 Berkshire Hathaway", ["Berkshire Hathaway"]),
    ],
)
def test_the_longest_of_the_leftmost_names(
    names: list[str], text: str, expected: list[str]
) -> None:
    assert found(names, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("A50", "MA500", False),
        ("A50", "富时A50涨", True),
        ("UPS", "groups", False),
        ("UPS", "ups and downs", False),
        ("UPS", "买入UPS、", True),
        ("科创50", "科创500", False),
        ("科创50", "科创50在涨", True),
        ("300ETF", "沪深1300ETF", False),
        ("300ETF", "A300ETF", False),
        ("50ETF", "买50ETF期权", True),
        ("TCL科技", "100TCL科技", True),
        ("TCL科技", "XTCL科技", False),
        ("创业板50ETF", "创业板50ETF159949", True),
        ("创业板50", "创业板50159949", False),
        ("创业板50ETF", "创业板50ETF2只", True),
        ("沪深300", "沪深300ETF", False),
        ("易方达沪深300", "易方达沪深300A类", True),
        ("Berkshire", "BERKSHIRE", True),
        ("NOW", "know NOW.", True),
        ("NOW", "now", False),
    ],
)
def test_no_name_cuts_a_longer_word_or_number(name: str, text: str, is_found: bool) -> None:
    assert bool(found([name], text)) is is_found


def test_a_shorter_name_counts_where_the_longer_one_may_not_stand() -> None:
    assert found(["科创", "科创50", "50"], "科创500") == ["科创"]


def test_a_name_that_has_not_begun_hides_nothing() -> None:
    names = [
        alias("半导体ETF"),
        alias("半导体ETF国联安", begins=date(2026, 3, 1)),
        alias("国联安"),
    ]
    dictionary = Dictionary(names)
    assert _texts(dictionary, "半导体ETF国联安", DAY) == ["半导体ETF", "国联安"]
    assert _texts(dictionary, "半导体ETF国联安", date(2026, 3, 1)) == ["半导体ETF国联安"]
    assert _texts(dictionary, "半导体ETF国联安", None) == ["半导体ETF国联安"]


def test_an_unbegun_name_written_with_spaces_leaves_the_shorter_one() -> None:
    names = [alias("科创50ETF"), alias("科创50ETF华夏", begins=date(2026, 3, 1))]
    assert _texts(Dictionary(names), "科创50 ETF 华夏", DAY) == ["科创50 ETF"]


def test_a_word_hides_the_names_inside_it() -> None:
    dictionary = Dictionary([alias("中概"), alias("机器人")], words=["概率", "中概率", "机器人"])
    assert _texts(dictionary, "其中概率与中概，机器人", DAY) == ["中概", "机器人"]


def test_a_shield_names_nothing_but_a_stock() -> None:
    names = [alias("指数基金", kind=Kind.INDEX), alias("东方财富", kind=Kind.STOCK), alias("东方")]
    dictionary = Dictionary(names, shields=["指数基金", "东方财富"])
    assert _texts(dictionary, "东方指数基金和东方财富", DAY) == ["东方", "东方财富"]


def test_the_single_character_is_no_name() -> None:
    assert found(["昇"], "昇腾") == []


# Few letters and few days, so that names hold, overlap and precede each other.
_NAMES = st.text(alphabet="华夏etf5 ", min_size=1, max_size=4)
_BEGINS = st.none() | st.integers(-2, 2).map(lambda days: DAY + timedelta(days=days))
_ALIASES = st.lists(st.builds(lambda n, b: alias(n, begins=b), _NAMES, _BEGINS), max_size=9)


@given(_ALIASES, st.text(alphabet="华夏ETf5", max_size=24))
def test_the_answer_is_that_of_a_naive_search_over_the_names_of_the_day(
    aliases: list[Alias], text: str
) -> None:
    got = Dictionary(aliases).find(linking_form(text), text, DAY)
    begun = [name for name in aliases if name.has_begun(DAY)]
    assert [(name.start, name.end) for name in got] == _naive(begun, text)


def _naive(aliases: list[Alias], text: str) -> list[tuple[int, int]]:
    form, found, start = linking_form(text), [], 0
    surfaces = _surfaces(aliases)
    while start < len(form):
        ends = [
            end
            for end in range(len(form), start + 1, -1)
            if form[start:end] in surfaces
            and surfaces[form[start:end]].fits(form, text, start, end)
        ]
        found += [(start, ends[0])] if ends else []
        start = ends[0] if ends else start + 1
    return found


def _surfaces(aliases: list[Alias]) -> dict[str, Surface]:
    forms = {name_form(name.name) for name in aliases}
    return {
        form: Surface(form, [name for name in aliases if name_form(name.name) == form])
        for form in forms
        if len(form) > 1
    }
