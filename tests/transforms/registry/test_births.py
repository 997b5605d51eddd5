"""No name of a code before the code: what lists tell of its first day, and what they leave out."""

import pytest

from tests.transforms.registry.said import crowd, day, fund
from transforms.registry.aliases import aliases
from transforms.registry.build import build
from transforms.registry.sighting import Kind, NameKind, Sighting

CODE = "588000"
TYPE = "指数型-股票"
BEFORE, LISTED, TRADED = "2020-10-19", "2025-02-06", "2023-06-13"
ALL = crowd(BEFORE, LISTED, fund_type=TYPE)
OFFICIAL = fund(CODE, "同泰上证科创板50成份ETF", LISTED, market="SH", fund_type=TYPE)
SHORT = OFFICIAL._replace(
    seen_on=day(TRADED), source="exchange_list", name="科创50ETF", name_kind=NameKind.EXCHANGE_SHORT
)
LEARNED = SHORT._replace(name="科创宽基", name_kind=NameKind.LEARNED, source="cashtags")


def begun(*said: Sighting) -> dict[str, str | None]:
    """By name the day on which it begins, of the code's names."""
    return {
        one.name: str(one.valid_from) if one.valid_from else None
        for one in aliases(said)
        if one.code == said[-1].code
    }


def told(listed_on: str, one: Sighting = SHORT) -> Sighting:
    return one._replace(listed_on=day(listed_on))


@pytest.mark.parametrize(
    ("said", "since"),
    [
        pytest.param([SHORT], None, id="nothing known"),
        pytest.param([*ALL, OFFICIAL, SHORT], "2020-10-20", id="a whole list had it not"),
        pytest.param([*ALL, OFFICIAL, LEARNED, SHORT], "2020-10-20", id="learned names too"),
        pytest.param([*ALL, OFFICIAL, told("2021-11-04")], "2021-11-04", id="told"),
        pytest.param([told("2021-11-04")], "2021-11-04", id="told, of a traded fund alone"),
        pytest.param([*ALL, OFFICIAL, told("2020-09-28")], "2020-10-20", id="the later of both"),
        pytest.param([told("2024-01-01")], None, id="told wrong: a list had it before"),
        pytest.param(
            [*ALL, OFFICIAL, told("2024-01-01")], "2020-10-20", id="told wrong, and a list without"
        ),
        pytest.param(
            [*ALL, OFFICIAL, SHORT._replace(seen_on=day("2019-01-01"))], None, id="had before"
        ),
    ],
)
def test_no_name_of_a_fund_begins_before_its_code(said: list[Sighting], since: str | None) -> None:
    days = begun(*said)
    assert days.pop("科创50ETF") == since
    assert all(since is None or (one and one >= since) for one in days.values())


def test_a_stock_is_one_some_weeks_before_it_is_traded_and_an_index_before_it_is_told() -> None:
    stock = told("2021-11-04")._replace(kind=Kind.STOCK, code="688001")
    assert begun(stock) == {"科创50ETF": "2021-10-05"}
    assert begun(stock._replace(kind=Kind.INDEX, market="CSI")) == {"科创50ETF": None}


def test_short_forms_do_not_begin_before_the_code_either() -> None:
    forms = [one for one in build([*ALL, OFFICIAL, SHORT], ("同泰",)).aliases if one.code == CODE]
    assert {one.name_kind for one in forms} >= {NameKind.GENERATED}
    assert all(not one.has_begun(day(BEFORE)) for one in forms)
