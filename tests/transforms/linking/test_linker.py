"""The linker's main path, on a registry of a dozen names."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.linking.names import alias
from transforms.cashtags import cashtags
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Hit, Link
from transforms.linking.linker import Linker, merged, unclaimed
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

RENAMED = date(2026, 3, 5)
SHORT, GENERATED = NameKind.EXCHANGE_SHORT, NameKind.GENERATED
FUNDS = {
    "000216": Fund("OTCFUND", "000216", "000216"),
    "000217": Fund("OTCFUND", "000217", "000216"),
    "005827": Fund("OTCFUND", "005827", "005827"),
    "159915": Fund("SZ", "159915", "159915"),
    "510300": Fund("SH", "510300", "510300"),
    "159919": Fund("SZ", "159919", "159919"),
}
ALIASES = (
    alias("华安黄金易ETF联接A", "000216", ends=RENAMED),
    alias("华安黄金ETF联接A", "000216", begins=RENAMED),
    alias("华安黄金ETF联接C", "000217"),
    alias("华安黄金ETF联接", "000216", name_kind=GENERATED),
    alias("华安黄金ETF联接", "000217", name_kind=GENERATED),
    alias("易方达蓝筹精选混合", "005827"),
    alias("沪深300ETF", "510300", market="SH", name_kind=SHORT),
    alias("沪深300ETF", "159919", market="SZ", name_kind=SHORT),
    alias("创业板", "159915", market="SZ", name_kind=SHORT),
    alias("平安银行", "000001", Kind.STOCK, "SZ"),
    alias("海螺水泥", "600585", Kind.STOCK, "SH"),
    alias("海螺水泥", "00914", Kind.STOCK, "HK"),
)
LINKER = Linker(
    Registry("test", ALIASES, FUNDS),
    Lexicon(
        companies={"平安": "平安", "易方达": "易方达", "易方达基金": "易方达"},
        common_words={"平安": "safe"},
        nicknames={"酱油蓝筹": ("159915",)},
        indexes={"创业板": "SZ|399006", "沪深300": "SH|000300"},
    ),
)
DAY = date(2026, 8, 15)


def links(text: str, day: date | None = DAY) -> list[Link]:
    return LINKER.links(text, day)


def told(text: str, day: date | None = DAY) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(link.surface, link.kind, link.codes, link.method) for link in links(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("看好易方达蓝筹精选混合", [("易方达蓝筹精选混合", "fund", ("005827",), "name")]),
        (
            "$平安银行(SZ000001)$$华安黄金ETF联接C(OTCFUND|000217)$",
            [
                ("$平安银行(SZ000001)$", "stock", ("000001",), "cashtag"),
                ("$华安黄金ETF联接C(OTCFUND|000217)$", "fund", ("000217",), "cashtag"),
            ],
        ),
        ("平安银行", [("平安银行", "stock", ("000001",), "name")]),
        ("华安黄金ETF联接", [("华安黄金ETF联接", "fund", ("000216", "000217"), "short_name")]),
        ("沪深300ETF", [("沪深300ETF", "fund", ("159919", "510300"), "short_name")]),
        ("沪深300跌了", [("沪深300", "index", ("000300",), "short_name")]),
        ("酱油蓝筹", [("酱油蓝筹", "fund", ("159915",), "nickname")]),
        ("易方达基金", [("易方达基金", "company", ("易方达",), "name")]),
        ("今天5$，$5(折)$", []),
        ("", []),
    ],
)
def test_what_a_text_names(
    text: str, expected: list[tuple[str, str, tuple[str, ...], str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("day", "surfaces"),
    [
        (date(2025, 3, 27), ["华安黄金易ETF联接A"]),
        (DAY, ["华安黄金易ETF联接A", "华安黄金ETF联接A"]),
        (None, ["华安黄金易ETF联接A", "华安黄金ETF联接A"]),
    ],
)
def test_a_former_name_is_still_said_and_a_later_one_not_yet(
    day: date | None, surfaces: list[str]
) -> None:
    text = "华安黄金易ETF联接A，华安黄金ETF联接A"
    told_at = [link.surface for link in links(text, day) if link.codes == ("000216",)]
    assert told_at == surfaces


def test_an_unbegun_name_leaves_the_form_without_class() -> None:
    early = told("华安黄金ETF联接A", date(2025, 3, 27))
    assert early == [("华安黄金ETF联接", "fund", ("000216", "000217"), "short_name")]


def test_a_cashtag_decides_its_name_everywhere() -> None:
    text = "沪深300ETF涨。$沪深300ETF(SH510300)$ 沪深300ETF"
    assert [link.code for link in links(text)] == ["510300"] * 3
    assert links(text)[0].confidence > links("沪深300ETF")[0].confidence


def test_a_cashtag_does_not_make_an_index_a_fund() -> None:
    text = "$创业板(SZ159915)$ 创业板指数跌了3%"
    assert [link.kind for link in links(text)] == [Kind.FUND, Kind.INDEX]


def test_a_name_that_no_list_has_is_learned_from_the_texts_own_cashtag() -> None:
    text = "Diamondback能源有价值。$Diamondback能源(FANG)$"
    assert [(link.surface, link.code) for link in links(text)] == [
        ("Diamondback能源", "FANG"),
        ("$Diamondback能源(FANG)$", "FANG"),
    ]


def test_a_cashtag_decides_between_two_markets() -> None:
    text = "$海螺水泥(00914)$ 海螺水泥"
    assert [(link.market, link.code) for link in links(text)] == [("HK", "00914")] * 2


def test_marks_of_the_caller_are_taken_as_they_are() -> None:
    text = "$平安银行(SZ000001)$"
    assert LINKER.links(text, DAY, marks=list(cashtags(text))) == links(text)
    assert [link.method for link in LINKER.links(text, DAY, marks=())] == ["name"]


WORDS = [name.name for name in ALIASES] + [
    *"平安 易方达基金 创业板 指数 、 ( ) $ 510300 000001 SZ 和 ETF 联接 A 的 涨 ￥ １ \n".split(
        " "
    ),
    " ",
    "$沪深300ETF(SH510300)$",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join), st.none() | st.just(DAY))
def test_links_are_in_order_disjoint_and_hold_their_surface(text: str, day: date | None) -> None:
    position = 0
    for link in links(text, day):
        assert position <= link.span.start < link.span.end
        assert link.surface == link.span.of(text)
        assert link.codes or link.code is None
        assert link.code is None or link.codes == (link.code,)
        assert 0 < link.confidence <= 1
        position = link.span.end


def hit(start: int, end: int) -> Hit:
    return Hit(Span(start, end), "name", ())


def test_what_is_claimed_is_free_no_more() -> None:
    claimed = [hit(2, 4), hit(8, 9)]
    hits = [hit(0, 2), hit(1, 3), hit(4, 8), hit(5, 9), hit(9, 10)]
    assert unclaimed(hits, claimed) == [hit(0, 2), hit(4, 8), hit(9, 10)]
    assert merged(claimed, hits) == [hit(0, 2), hit(2, 4), hit(4, 8), hit(8, 9), hit(9, 10)]
