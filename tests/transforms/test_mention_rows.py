"""Mentions to rows: what the registry and the marks say of each."""

from datetime import date
from typing import Any

import pytest

from tests.transforms.captures import row
from tests.transforms.listed import RENAMED, alias, linker
from transforms.day import build_day
from transforms.registry.sighting import Kind, NameKind

DAY = date(2025, 3, 27)
OFFICIAL = ("华安", "指数型-其他", "黄金9999", "518880")


def rows(text: str, table: str = "fund_mentions", **page: Any) -> list[dict[str, Any]]:
    tables = build_day(DAY, [row(f"<p>{text}</p>", **page)], [], linker())
    found: list[dict[str, Any]] = tables[table].to_pylist()
    return found


def only(text: str, table: str = "fund_mentions") -> dict[str, Any]:
    (found,) = rows(text, table)
    return found


def facts(found: dict[str, Any]) -> tuple[str | None, ...]:
    names = ("company", "fund_type", "tracked_index", "feeder_of")
    return tuple(found[name] for name in names)


def test_a_name_has_the_names_of_then_and_now() -> None:
    found = only("定投华安黄金易ETF联接C，不看。")
    assert found["surface"] == "华安黄金易ETF联接C"
    assert (found["market"], found["code"], found["fund_id"]) == ("OTCFUND", "000217", "000216")
    assert (found["method"], found["share_class"], found["currency"]) == ("name", "C", None)
    assert found["name_at_date"] == "华安黄金易ETF联接C"
    assert found["name_now"] == "华安黄金ETF联接C"
    assert facts(found) == OFFICIAL
    assert (found["candidates"], found["n_funds_in_post"]) == (None, 1)
    assert found["registry_version"] == "2026-08-15-test"


def test_a_cashtag_has_the_name_that_it_states() -> None:
    found = only("拿着$黄金联接(OTCFUND|000216)$，不动。")
    assert (found["code"], found["share_class"], found["method"]) == ("000216", "A", "cashtag")
    assert found["name_at_date"] == "黄金联接"
    assert found["name_now"] == "华安黄金ETF联接A"
    assert (found["confidence"], facts(found)) == (1.0, OFFICIAL)


def test_a_cashtag_of_an_unknown_code_says_what_its_name_says() -> None:
    found = only("拿着$易方达标普500指数人民币A(OTCFUND|161125)$，不动。")
    assert [found[name] for name in ("code", "company", "share_class", "currency")] == [
        "161125",
        "易方达",
        "A",
        "CNY",
    ]
    assert (found["name_now"], found["fund_type"]) == (None, None)
    assert found["n_funds_in_post"] == 1


def test_a_fund_without_a_class_has_all_its_codes() -> None:
    found = only("定投华安黄金联接，不看。")
    assert (found["code"], found["fund_id"], found["share_class"]) == (None, "000216", None)
    assert found["candidates"] == ["000216", "000217"]
    assert (found["market"], found["method"]) == ("OTCFUND", "short_name")
    assert found["name_at_date"] == "华安黄金易ETF联接A"
    assert facts(found) == OFFICIAL


def test_where_two_funds_are_possible_only_what_both_have_is_said() -> None:
    found = only("加仓黄金ETF，不看。")
    assert (found["market"], found["code"], found["fund_id"]) == (None, None, None)
    assert found["candidates"] == ["159934", "518880"]
    assert (found["name_at_date"], found["name_now"]) == (None, None)
    assert facts(found) == (None, None, "黄金9999", None)


def test_funds_are_counted_once_whatever_their_class_and_zone() -> None:
    text = "华安黄金易ETF联接A、华安黄金易ETF联接C，还有$某某(OTCFUND|161125)$"
    found = rows(text, post_title="华安黄金联接")
    assert [one["ordinal"] for one in found] == [0, 1, 2, 3]
    assert {one["n_funds_in_post"] for one in found} == {2}
    assert [one["zone"] for one in found] == ["title", "body", "body", "body"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("贵州茅台缩量。", ("stock", "SH", "600519", "short_name", "贵州茅台", "贵州茅台")),
        ("上证指数缩量。", ("index", "SH", "000001", "short_name", "上证指数", "上证指数")),
        ("白酒指数缩量。", ("index", "SZ", "399997", "short_name", "中证白酒", "中证白酒")),
        ("$茅台(SH600519)$缩量。", ("stock", "SH", "600519", "cashtag", "茅台", "贵州茅台")),
        ("$苹果(NASDAQ|AAPL)$缩量。", ("stock", "NASDAQ", "AAPL", "cashtag", "苹果", None)),
        ("$白酒(BK0896)$缩量。", ("plate", "BK", "0896", "cashtag", "白酒", None)),
        ("$一号(ZH123456)$缩量。", ("other", "ZH", "123456", "cashtag", "一号", None)),
    ],
)
def test_other_instruments_have_a_table_of_their_own(text: str, told: tuple[str, ...]) -> None:
    found = only(text, "instrument_mentions")
    names = ("kind", "market", "code", "method", "name_at_date", "name_now")
    assert tuple(found[name] for name in names) == told
    assert (found["n_instruments_in_post"], found["candidates"]) == (1, None)
    assert rows(text) == []


def test_a_ticker_is_one_instrument_whichever_exchange_is_told() -> None:
    found = rows("$苹果(NASDAQ|AAPL)$，$苹果(AAPL)$，$微软(MSFT)$", "instrument_mentions")
    assert [one["market"] for one in found] == ["NASDAQ", "US", "US"]
    assert {one["n_instruments_in_post"] for one in found} == {2}


def test_a_company_is_no_instrument() -> None:
    assert rows("华安基金的经理换了。", "instrument_mentions") == []
    assert rows("华安基金的经理换了。") == []


def test_a_listed_funds_official_name_is_that_of_the_list_of_all_funds() -> None:
    told = [
        alias(
            "黄金ETF华安", "518880", "SH", name_kind=NameKind.EXCHANGE_SHORT, valid=(RENAMED, None)
        ),
        alias("华安黄金ETF", "518880", "SH"),
    ]
    tables = build_day(DAY, [row("<p>加仓华安黄金ETF。</p>")], [], linker(*told))
    (found,) = tables["fund_mentions"].to_pylist()
    assert (found["code"], found["fund_id"], found["share_class"]) == ("518880", "518880", None)
    assert found["name_at_date"] is not None


def test_without_a_registry_cashtags_alone_are_found() -> None:
    tables = build_day(DAY, [row("<p>贵州茅台，$黄金ETF(SH518880)$，$茅台(SH600519)$</p>")], [])
    (fund,) = tables["fund_mentions"].to_pylist()
    (stock,) = tables["instrument_mentions"].to_pylist()
    assert (fund["code"], fund["registry_version"]) == ("518880", None)
    assert (stock["code"], stock["kind"]) == ("600519", Kind.STOCK.value)
