"""The registry out of sightings: names on a day, classes, facts; the same whatever the order."""

import random

import pytest

from tests.transforms.registry.said import day, fund
from transforms.registry.build import build
from transforms.registry.known import known_by
from transforms.registry.registry import EMPTY, Registry
from transforms.registry.sighting import Kind, NameKind, Sighting
from transforms.registry.tables import registry_tables

COMPANIES = ("华安", "易方达")
GOLD = "指数型-其他"
LISTS = [
    fund("000216", "华安黄金易ETF联接A", "2020-03-19", "2025-08-13", fund_type="联接基金"),
    fund("000217", "华安黄金易ETF联接C", "2020-03-19", "2025-08-13", fund_type="联接基金"),
    fund("000216", "华安黄金ETF联接A", "2026-03-05", fund_type=GOLD, tracked_index="黄金9999"),
    fund("000217", "华安黄金ETF联接C", "2026-03-05", fund_type=GOLD, tracked_index="黄金9999"),
    fund("518880", "华安黄金易ETF", "2020-03-19", "2025-08-13", market="SH", fund_type=GOLD),
    fund("518880", "黄金ETF华安", "2026-03-05", market="SH", tracked_index="黄金9999"),
    fund(
        "518880", "黄金ETF", "2023-06-13", "2026-03-22", market="SH", source="exchange_list"
    )._replace(name_kind=NameKind.EXCHANGE_SHORT),
    fund("600519", "贵州茅台", "2026-07-21", market="SH", source="stock_list")._replace(
        kind=Kind.STOCK, name_kind=NameKind.EXCHANGE_SHORT, fund_type=None
    ),
    fund("600519", "贵州茅台酒股份有限公司", "2026-07-21", market="SH")._replace(
        kind=Kind.STOCK, fund_type=None
    ),
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return build(LISTS, COMPANIES)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2019-01-01", "华安黄金易ETF联接A"),
        ("2025-03-27", "华安黄金易ETF联接A"),
        ("2025-12-01", "华安黄金易ETF联接A"),  # between two lists: the one known then
        ("2026-03-05", "华安黄金ETF联接A"),
    ],
)
def test_the_name_on_a_day(registry: Registry, on: str, name: str) -> None:
    assert registry.name_at(Kind.FUND, "OTCFUND", "000216", day(on)) == name
    assert registry.name_now(Kind.FUND, "OTCFUND", "000216") == "华安黄金ETF联接A"


def test_a_stock_goes_by_the_name_under_which_it_is_traded(registry: Registry) -> None:
    assert registry.name_at(Kind.STOCK, "SH", "600519", None) == "贵州茅台"


def test_classes_of_one_fund_share_their_id_and_facts_are_the_newest(registry: Registry) -> None:
    a, c = registry.funds["000216"], registry.funds["000217"]
    assert (a.fund_id, c.fund_id) == ("000216", "000216")
    assert registry.classes["000216"] == ("000216", "000217")
    assert (a.share_class, a.company, a.fund_type) == ("A", "华安", GOLD)
    assert (a.tracked_index, a.feeder_of, a.is_listed) == ("黄金9999", "518880", True)
    assert registry.funds["518880"].market == "SH"


def test_the_order_of_sightings_changes_nothing(registry: Registry) -> None:
    for seed in range(3):
        assert build(random.Random(seed).sample(LISTS, len(LISTS)), COMPANIES) == registry
    assert build([*LISTS, *LISTS], COMPANIES) == registry
    other = build(LISTS[1:], COMPANIES)
    assert registry.version.startswith("2026-07-21-")
    assert other.version != registry.version


def test_nothing_said_is_no_registry() -> None:
    assert build([], COMPANIES) == EMPTY


def test_short_forms_are_made_of_names_and_kept_out_of_tables(registry: Registry) -> None:
    assert any(alias.name_kind is NameKind.GENERATED for alias in registry.aliases)
    tables = registry_tables(registry)
    funds = [of_day["funds"] for of_day in tables.values() if "funds" in of_day]
    rows = [row for table in funds for row in table.to_pylist()]
    assert sorted(row["name"] for row in rows if row["code"] == "518880") == [
        "华安黄金易ETF",
        "黄金ETF",
        "黄金ETF华安",
    ]
    assert all(str(row["first_seen"]) in map(str, tables) for row in rows)
    assert {row["name_kind"] for row in rows} == {"official", "exchange_short"}
    [stocks] = [of_day["instruments"] for of_day in tables.values() if "instruments" in of_day]
    assert stocks["kind"].to_pylist() == ["stock", "stock"]


def known(on: str) -> list[Sighting]:
    return list(known_by(LISTS, {"fundcode_search": [day("2025-06-01")]}, day(on))[0])


def test_a_list_seen_later_is_not_known() -> None:
    early = build(known("2025-12-31"), COMPANIES)
    assert early.name_now(Kind.FUND, "OTCFUND", "000216") == "华安黄金易ETF联接A"
    assert "600519" not in {alias.code for alias in early.aliases}
    assert early.version.startswith("2023-06-13-")
    # Of what lists went on saying, the last list by then is the last that is known.
    [a, *_] = known("2025-07-01")
    assert (a.seen_on, a.seen_until) == (day("2020-03-19"), day("2025-06-01"))


def test_official_names_of_a_fund_lie_under_one_market() -> None:
    said = [
        fund("588690", "甲科创板增强策略", "2025-01-01"),
        fund("588690", "科创ETF甲", "2026-01-01", market="SH"),
    ]
    names = build(said, ()).names
    assert list(names) == [(Kind.FUND, "SH", "588690")]
    assert len(names[Kind.FUND, "SH", "588690"]) == 2


NIGHTS = ("2026-03-05", "2026-03-06", "2026-03-07")


def version_of(*said: Sighting) -> str:
    return build(said, COMPANIES, {"fundcode_search": map(day, NIGHTS)}).version


def test_a_list_without_news_is_the_same_version() -> None:
    first = fund("000216", "华安黄金ETF联接A", NIGHTS[0])
    again = first._replace(last_seen=day(NIGHTS[1]))
    other = fund("000217", "华安黄金ETF联接C", NIGHTS[0])
    assert version_of(first, other) == version_of(again, other)
    assert version_of(first).startswith(NIGHTS[0])
    news = {
        "a new code": (again, fund("000217", "华安黄金ETF联接C", NIGHTS[2])),
        "a new name": (again, fund("000216", "华安上海金ETF联接A", NIGHTS[2])),
        "a new fact": (again, first._replace(seen_on=day(NIGHTS[2]), tracked_index="黄金9999")),
    }
    for what, said in news.items():
        assert version_of(*said).startswith(NIGHTS[2]), what
