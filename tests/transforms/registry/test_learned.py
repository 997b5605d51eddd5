"""What cashtags teach: by how many, since when, and what they never do."""

import random
from datetime import date, timedelta

import pytest

from tests.transforms.listed import alias, linker, registry
from transforms.cashtags import stated_names
from transforms.linking.lexicon import Lexicon
from transforms.registry.alias import Alias
from transforms.registry.learned import Lesson, learned, with_learned
from transforms.registry.sighting import Kind, NameKind

NIGHT = date(2025, 3, 20)
APPLE = "NASDAQ|AAPL|苹果"
LEXICON = Lexicon(
    companies={"华安基金": "华安"}, common_words={"理想": "ideal"}, indexes={"沪深300": "SH|000300"}
)


def said(stated: str, *told: tuple[str, int]) -> list[Lesson]:
    """What authors stated, so many nights after the first."""
    return [Lesson(stated, author, NIGHT + timedelta(days=n)) for author, n in told]


def taught(*lessons: Lesson) -> tuple[Alias, ...]:
    return learned(lessons, registry(), LEXICON)


@pytest.mark.parametrize(
    ("told", "is_taught"),
    [
        ([("甲", 0), ("乙", 0), ("丙", 1)], True),
        ([("甲", 0), ("乙", 0), ("丙", 0)], False),
        ([("甲", 0), ("乙", 1), ("乙", 2), ("甲", 3)], False),
        ([("甲", n) for n in range(9)], False),
        ([("甲", 0), ("乙", 0), ("丙", 0), ("甲", 1)], True),
    ],
)
def test_three_authors_on_two_nights_make_a_name(
    told: list[tuple[str, int]], is_taught: bool
) -> None:
    assert [one.name for one in taught(*said(APPLE, *told))] == (["苹果"] if is_taught else [])


def test_it_begins_after_the_night_that_made_it_known_whatever_is_said_later() -> None:
    lessons = said(APPLE, ("甲", 0), ("甲", 1), ("乙", 1), ("丙", 4))
    (one,) = taught(*lessons)
    assert one == Alias(
        name="苹果",
        kind=Kind.STOCK,
        market="NASDAQ",
        code="AAPL",
        name_kind=NameKind.LEARNED,
        first_seen=NIGHT,
        last_seen=NIGHT + timedelta(days=4),
        valid_from=NIGHT + timedelta(days=5),
        valid_to=None,
        sources=("cashtags",),
        support=3,
    )
    later = said(APPLE, ("丁", 5), ("甲", 6), ("戊", 30))
    shuffled = [*lessons, *later]
    random.Random(7).shuffle(shuffled)
    assert taught(*shuffled) == (one,)


NONE = {
    "of the list": "SH|600519|贵州茅台",
    "the same with a space": "SH|600519|贵州 茅台",
    "of the list, elsewhere": "OTCFUND|518880|黄金ETF",
    "a former name of its own": "OTCFUND|000216|华安黄金易ETF联接A",
    "another code's": "SZ|159812|黄金ETF",
    "a company": "SH|518880|华安",
    "a company in full": "SH|518880|华安基金",
    "an index": "SH|510300|沪深300",
    "a common word": "US|LI|理想",
    "a ticker": "US|AAPL|AAPL",
    "an English word": "US|TGT|Target",
    "a portfolio": "ZH|123456|稳稳的幸福",
    "a private fund": "P|000123|某某一号",
    "a bond": "SH|113050|南银转债",
    "one character": "US|C|花",
    "a sentence": "US|AAPL|" + "果" * 30,
}


@pytest.mark.parametrize("stated", NONE.values(), ids=NONE)
def test_what_is_never_learned(stated: str) -> None:
    lessons = said(stated, ("甲", 0), ("乙", 1), ("丙", 2))
    assert taught(*lessons) == ()


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("OTCFUND|000216|小金人", Kind.FUND),
        ("SH|518880|老金", Kind.FUND),
        ("SH|600519|股王", Kind.STOCK),
        ("HK|00700|企鹅", Kind.STOCK),
        ("BK|0896|白酒概念", Kind.PLATE),
        ("CSI|930050|中证A50", Kind.INDEX),
    ],
)
def test_what_is_learned_has_the_kind_of_its_code(stated: str, kind: Kind) -> None:
    (one,) = taught(*said(stated, ("甲", 0), ("乙", 1), ("丙", 2)))
    assert f"{one.market}|{one.code}|{one.name}" == stated
    assert one.kind is kind


def test_a_former_name_of_another_code_may_be_learned() -> None:
    gone = alias("小金人", "159934", "SZ", valid=(None, date(2024, 1, 1)))
    lessons = said("OTCFUND|000216|小金人", ("甲", 0), ("乙", 1), ("丙", 2))
    (one,) = learned(lessons, registry(gone), LEXICON)
    assert one.code == "000216"


def test_two_codes_of_one_name_are_both_learned() -> None:
    lessons = [
        *said("SH|518880|老金", ("甲", 0), ("乙", 1), ("丙", 2)),
        *said("SZ|159934|老金", ("丁", 3), ("戊", 4), ("己", 4)),
    ]
    assert [(one.code, one.valid_from) for one in taught(*lessons)] == [
        ("518880", NIGHT + timedelta(days=3)),
        ("159934", NIGHT + timedelta(days=5)),
    ]


def test_a_learned_name_is_linked_from_its_first_day_on_and_the_version_stays() -> None:
    listed = registry()
    (one,) = taught(*said(APPLE, ("甲", 0), ("乙", 1), ("丙", 2)))
    known = with_learned(listed, (one,))
    assert known.version == listed.version
    assert with_learned(listed, ()) is listed
    linked = linker(one)
    found = {
        n: [link.code for link in linked.links("苹果跌了。", NIGHT + timedelta(days=n))]
        for n in (2, 3)
    }
    assert found == {2: [], 3: ["AAPL"]}


def test_captures_keep_each_thing_stated_once() -> None:
    text = "$苹果(AAPL)$ $贵州茅台(SH600519)$ $苹果(AAPL)$ $5(没有)$"
    assert stated_names(text) == ["SH|600519|贵州茅台", "US|AAPL|苹果"]
