"""Marks of the exchange in names, and funds of Hong Kong in lists of stocks."""

from datetime import date

import pytest

from transforms.registry.hong_kong import is_hong_kong_fund, told_apart
from transforms.registry.marked import unmarked
from transforms.registry.sighting import Kind, NameKind, Sighting

DAY, LATER = date(2026, 7, 21), date(2026, 8, 15)
SHORT, VENDOR = NameKind.EXCHANGE_SHORT, NameKind.SHORT


def stock(
    name: str, seen_on: date = DAY, name_kind: NameKind = SHORT, market: str = "SH"
) -> Sighting:
    return Sighting(seen_on, "stock_list", Kind.STOCK, market, "600900", name, name_kind)


def names(*said: Sighting) -> list[str]:
    return [one.name for one in unmarked(said)]


@pytest.mark.parametrize("marked", ["XD长江电", "XR长江电", "DR长江电", "ＸＤ长江电"])
def test_a_name_that_was_cut_is_the_one_that_a_list_told(marked: str) -> None:
    assert names(stock(marked), stock("长江电力", name_kind=VENDOR)) == ["长江电力", "长江电力"]


def test_a_list_seen_later_does_not_name_an_earlier_day() -> None:
    assert names(stock("XD长江电"), stock("长江电力", LATER)) == ["XD长江电", "长江电力"]


def test_a_name_of_first_days_has_all_its_letters() -> None:
    fund = Sighting(DAY, "exchange_list", Kind.FUND, "SH", "562930", "N软件30ETF", SHORT)
    assert [one.name for one in unmarked([fund])] == ["软件30ETF"]
    assert names(stock("N华润新能"), stock("NVIDIA"), stock("N新股", market="US")) == [
        "华润新能",
        "NVIDIA",
        "N新股",
    ]


def test_a_mark_without_another_name_stays() -> None:
    assert names(stock("XD长江电"), stock("国电电力", name_kind=VENDOR)) == ["XD长江电", "国电电力"]


@pytest.mark.parametrize("code", ["02800", "03088", "07226", "09088", "82800", "83188"])
def test_funds_of_hong_kong_are_told_by_their_numbers(code: str) -> None:
    assert is_hong_kong_fund("HK", code)
    assert not is_hong_kong_fund("SH", code)


@pytest.mark.parametrize("code", ["00700", "09988", "06618", "80700", "HSI"])
def test_stocks_and_indexes_of_hong_kong_are_no_funds(code: str) -> None:
    assert not is_hong_kong_fund("HK", code)


def test_only_stocks_of_lists_are_told_apart() -> None:
    given = [
        Sighting(DAY, "list", Kind.STOCK, "HK", "03088", "海棠恒生科技", SHORT),
        Sighting(DAY, "list", Kind.STOCK, "HK", "00700", "腾讯控股", SHORT),
    ]
    assert [one.kind for one in told_apart(given)] == [Kind.OTHER, Kind.STOCK]
