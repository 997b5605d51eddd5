"""Names with dates: renames, names that come back, codes that vanish, lists of a part of all."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.registry.said import crowd, dates, day, fund
from transforms.registry.alias import Alias
from transforms.registry.aliases import aliases
from transforms.registry.sighting import NameKind, Sighting

CODE = "000216"
OLD, NEW = "华安黄金易ETF联接A", "华安黄金ETF联接A"
D1, D2, D3, D4 = "2020-03-19", "2025-08-13", "2026-03-05", "2026-08-15"


def of(code: str, said: Iterable[Sighting]) -> list[tuple[str, str | None, str | None]]:
    found = [alias for alias in aliases(said) if alias.code == code]
    return [dates(alias) for alias in sorted(found, key=lambda alias: alias.first_seen)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([fund(CODE, OLD, D1)], [(OLD, None, None)], id="one list"),
        pytest.param(
            [fund(CODE, OLD, D1, D2), fund(CODE, NEW, D3, D4)],
            [(OLD, None, D3), (NEW, "2025-08-14", None)],
            id="a rename closes one and opens the next",
        ),
        pytest.param(
            [fund(CODE, OLD, D1), fund(CODE, NEW, D2), fund(CODE, OLD, D3)],
            [(OLD, None, D2), (NEW, "2020-03-20", D3), (OLD, "2025-08-14", None)],
            id="a name that comes back opens again",
        ),
        pytest.param(
            [fund(CODE, OLD, D1), fund(CODE, NEW, D2, source="reference"), fund(CODE, NEW, D3)],
            [(OLD, None, D2), (NEW, "2020-03-20", None)],
            id="whatever list tells the rename",
        ),
        pytest.param(
            [fund(CODE, "华安 黄金ETF联接Ａ", D1), fund(CODE, NEW, D2)],
            [(NEW, None, None)],
            id="width and spaces make no other name",
        ),
        pytest.param(
            [fund(CODE, OLD, D1), fund(CODE, NEW, D1)],
            [(NEW, None, None), (OLD, None, None)],
            id="two names on one day both hold",
        ),
        pytest.param(
            [fund(CODE, OLD, D1, D3), fund(CODE, NEW, D2, D4, source="reference")],
            [(OLD, None, D4), (NEW, "2020-03-20", None)],
            id="two lists that overlap: the one that goes on wins",
        ),
        pytest.param(
            [fund(CODE, OLD, D2), fund(CODE, OLD, D2, source="reference"), fund(CODE, NEW, D1, D3)],
            [(NEW, None, None), (OLD, "2020-03-20", D3)],
            id="one day in two lists is one run",
        ),
    ],
)
def test_names_of_a_code(
    said: list[Sighting], expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert sorted(of(CODE, said), key=str) == sorted(expected, key=str)


def test_a_new_code_begins_after_the_last_whole_list_without_it() -> None:
    said = [*crowd(D1, D2, D3), fund(CODE, NEW, D3)]
    assert of(CODE, said) == [(NEW, "2025-08-14", None)]


@pytest.mark.parametrize(
    ("without", "closed"), [((D2,), None), ((D2, D3), D2)], ids=["one list", "two lists"]
)
def test_a_vanished_code_ends_when_two_whole_lists_leave_it_out(
    without: tuple[str, ...], closed: str | None
) -> None:
    said = [*crowd(D1, *without), fund(CODE, OLD, D1)]
    assert of(CODE, said) == [(OLD, None, closed)]


MONEY = "货币型-普通货币"


def test_a_list_of_part_of_the_market_tells_nothing_of_the_rest() -> None:
    """D2 and D3 leave money funds out: none of them ended, and the new one of D4 may be older."""
    money = crowd(D1, D4, begins=800000, fund_type=MONEY)
    said = [*crowd(D1, D2, D3, D4), *money, fund(CODE, NEW, D4, fund_type=MONEY)]
    assert of(CODE, said) == [(NEW, "2020-03-20", None)]
    assert of("800003", said) == [("同泰800003混合", None, None)]
    gone = [one for one in said if one.code != "800003" or str(one.seen_on) == D1]
    assert of("800003", gone) == [("同泰800003混合", None, None)]


def test_a_watchlist_ends_nothing_and_begins_nothing() -> None:
    few = [fund(f"{900000 + n}", f"同泰{900000 + n}混合", D1) for n in range(6)]
    said = [*few, *crowd(D2, D3, n=60), *crowd(D4, n=6), fund(CODE, NEW, D2, D3)]
    assert of(CODE, said) == [(NEW, None, None)]


def test_codes_without_a_type_go_by_lists_that_tell_of_most_others() -> None:
    unknown = [fund(CODE, OLD, D1, fund_type=None), *crowd(D1, D2, D3)]
    assert of(CODE, unknown) == [(OLD, None, D2)]


def test_the_end_of_trading_ends_a_name_at_once() -> None:
    short = fund(CODE, "汇利A", D2, name_kind=NameKind.EXCHANGE_SHORT, market="SZ")
    said = [short._replace(delisted_on=day("2018-11-08"), source="fund_basic")]
    assert of(CODE, said) == [("汇利A", None, "2018-11-08")]


def test_what_people_call_a_fund_stands_beside_its_other_names() -> None:
    learned = [
        fund(CODE, name, on, name_kind=NameKind.LEARNED, source="cashtags", support=n)
        for name, on, n in [("黄金易", D1, 3), ("华安金", D2, 2), ("黄金易", D3, 9)]
    ]
    found = aliases(learned)
    assert [dates(one) for one in found] == [("华安金", None, None), ("黄金易", None, None)]
    assert [one.support for one in found] == [2, 9]


def test_days_of_lists_that_brought_nothing_new_count() -> None:
    said = [*crowd(D1), fund(CODE, OLD, D1)]
    said += [one._replace(last_seen=day(D3)) for one in crowd(D1)]
    without = [dates(one) for one in aliases(said) if one.code == CODE]
    days = {"fundcode_search": [day(D1), day(D2), day(D3)]}
    told = [dates(one) for one in aliases(said, days) if one.code == CODE]
    assert (without, told) == ([(OLD, None, None)], [(OLD, None, D2)])


# -- whatever lists say

DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(12)]
SIGHTS = st.lists(
    st.builds(
        lambda code, name, first, n, source: fund(
            code, name, str(DAYS[first]), str(DAYS[min(first + n, 11)]), source=source
        ),
        st.sampled_from(["000001", "000002"]),
        st.sampled_from(["甲混合", "乙混合", "丙混合"]),
        st.integers(0, 11),
        st.integers(0, 3),
        st.sampled_from(["fundcode_search", "reference"]),
    ),
    min_size=1,
    max_size=14,
)


@given(SIGHTS)
def test_every_sighting_lies_within_a_name_of_its_code(said: list[Sighting]) -> None:
    found = aliases(said)
    for one in said:
        [alias] = [a for a in found if _holds(a, one)]
        assert alias.valid_from is None or alias.valid_from <= one.seen_on
        assert alias.valid_to is None or alias.valid_to > one.seen_until
    assert found == aliases(random.Random(7).sample(said, len(said)))


def _holds(alias: Alias, one: Sighting) -> bool:
    is_same = (alias.code, alias.name) == (one.code, one.name)
    return is_same and alias.first_seen <= one.seen_on <= one.seen_until <= alias.last_seen


@given(SIGHTS)
def test_a_code_that_was_seen_on_a_day_has_a_name_on_it(said: list[Sighting]) -> None:
    found = aliases(said)
    for one in said:
        assert any(a.code == one.code and a.is_current(one.seen_on) for a in found)
