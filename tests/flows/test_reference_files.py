"""The committed reference lists: every row is whole, stands once and knows its dates."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from flows.folder import REFERENCE
from flows.reference import companies, lexicon, reference_sightings
from transforms.funds.numbering import is_fund
from transforms.registry.sighting import Kind, NameKind

FILES = ("fund_companies", "funds", "instruments", "indexes", "nicknames", "common_words")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_whole_and_stands_once(name: str) -> None:
    read = rows(name)
    assert all(None not in row and None not in row.values() for row in read)
    assert all(cell == cell.strip() for row in read for cell in row.values())
    assert max(Counter(tuple(row.values()) for row in read).values()) == 1


def test_a_company_name_stands_for_one_company() -> None:
    names = [name for row in rows("fund_companies") for name in _all_names(row, "short_name")]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert companies().short("工银") == "工银瑞信"


def test_an_index_name_stands_for_one_index() -> None:
    names = [name for row in rows("indexes") for name in _all_names(row, "name")]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert lexicon().indexes["沪指"] == "SH|000001"


def test_common_words_and_nicknames_say_why() -> None:
    said = rows("common_words") + rows("nicknames")
    assert all(row["why"] for row in said)
    assert max(Counter(row["name"] for row in rows("common_words")).values()) == 1


def test_names_of_one_fund_follow_each_other() -> None:
    spans: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for row in rows("funds"):
        days = date.fromisoformat(row["seen_on"]), date.fromisoformat(row["last_seen"])
        spans.setdefault((row["code"], row["name_kind"]), []).append(days)
    for of_code in map(sorted, spans.values()):
        assert all(first <= last for first, last in of_code)
        assert all(last < first for (_, last), (first, _) in pairwise(of_code))


def test_a_fund_stands_in_the_market_that_its_code_is_numbered_for() -> None:
    assert [row for row in rows("funds") if not is_fund(row["market"], row["code"])] == []


def test_names_are_of_the_kinds_that_lists_tell() -> None:
    listed = {NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT}
    assert {sighting.name_kind for sighting in reference_sightings()} <= listed
    assert {row["kind"] for row in rows("nicknames")} <= {Kind.FUND, Kind.STOCK}


def test_the_gold_fund_has_both_its_names() -> None:
    names = {one.seen_on: one.name for one in reference_sightings() if one.code == "000216"}
    assert list(names.values()) == ["华安黄金易ETF联接A", "华安黄金ETF联接A"]


def _all_names(row: dict[str, str], first: str) -> list[str]:
    return [row[first], *filter(None, row["aliases"].split("|"))]
