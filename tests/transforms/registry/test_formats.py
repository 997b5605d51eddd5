"""Lists of every format, and what is wrong with them."""

import json

import pytest

from tests.transforms.registry.said import day
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.reading import ReadList, read_list
from transforms.registry.sighting import Kind, NameKind, Sighting

SEEN = day("2025-03-27")
EM = "code,pinyin_abbr,name,type,pinyin_full\n"
TWO = EM + "000307,YFDHJ,易方达黄金ETF联接A,指数型-其他,YI\n000198,TH,天弘余额宝货币,货币型,TIAN\n"
CHINESE = (
    "基金代码,拼音缩写,基金简称,基金类型,拼音全称\n000307,YFD,易方达黄金ETF联接A,指数型-其他,YI\n"
)
HISTORY = "code,name,first_seen,last_seen\n"
SHORT = "code,short_name,first_seen,last_seen,kind\n"
BASIC = "ts_code,name,management,fund_type,list_date,delist_date,benchmark,invest_type\n"
Told = tuple[str, str, str, str, str]


def read(text: str, name: str = "list.csv", encoding: str = "utf-8") -> ReadList:
    return read_list(text.encode(encoding), name, SEEN)


def told(one: Sighting) -> Told:
    return one.kind, one.market, one.code, one.name, one.name_kind


FUND = ("fund", "OTCFUND", "000307", "易方达黄金ETF联接A", "official")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (TWO, FUND),
        (CHINESE, FUND),
        ("\ufeff" + TWO, FUND),
        (TWO.replace("\n", "\r\n"), FUND),
        (",基金代码,基金简称,基金类型\n0,000307,易方达黄金ETF联接A,指数型\n", FUND),
        ("code,name,type,name_date\n000307,易方达黄金ETF联接A,指数型,2025-03-01\n", FUND),
        (HISTORY + "000307,易方达黄金ETF联接A,2020-01-01,2025-01-01\n", FUND),
        (
            EM + "510300,H,沪深300ETF华泰柏瑞,指数型-股票,H\n",
            ("fund", "SH", "510300", "沪深300ETF华泰柏瑞", "official"),
        ),
        (
            EM + "588000,H,科创50ETF华夏,指数型-股票,H\n",
            ("fund", "SH", "588000", "科创50ETF华夏", "official"),
        ),
        (
            EM + "530015,J,建信深证基本面60ETF联接A,指数型,J\n",
            ("fund", "OTCFUND", "530015", "建信深证基本面60ETF联接A", "official"),
        ),
        (
            EM + "161725,Z,招商中证白酒指数(LOF)A,指数型,Z\n",
            ("fund", "OTCFUND", "161725", "招商中证白酒指数(LOF)A", "official"),
        ),
        (
            EM + "508000,H,华安张江产业园REIT,Reits,H\n",
            ("fund", "SH", "508000", "华安张江产业园REIT", "official"),
        ),
        (
            "code,exchange,short_name,tracking\n512480,sh,半导体ETF,半导体\n",
            ("fund", "SH", "512480", "半导体ETF", "exchange_short"),
        ),
        (
            SHORT + "159915,创业板,,,cashtag\n159915,创业板ETF,2023-06-13,2025-04-20,list\n",
            ("fund", "SZ", "159915", "创业板", "learned"),
        ),
        (
            BASIC + "510050.SH,50ETF,华夏基金,股票型,20050223,,上证50指数收益率,被动指数型\n",
            ("fund", "SH", "510050", "50ETF", "exchange_short"),
        ),
        (
            BASIC + "000001.OF,华夏成长,华夏基金,混合型,,,,\n",
            ("fund", "OTCFUND", "000001", "华夏成长", "short"),
        ),
        (
            BASIC + "5010631.SH,添富悦享,汇添富基金,混合型,20190701,20231127,,\n",
            ("fund", "SH", "501063", "添富悦享", "short"),
        ),
        ("code,name\n600519,贵州茅台\n", ("stock", "SH", "600519", "贵州茅台", "exchange_short")),
        ("code,name\n00700,腾讯控股\n", ("stock", "HK", "00700", "腾讯控股", "exchange_short")),
        (
            "ts_code,symbol,name,list_date\n000002.SZ,000002,万 科Ａ,19910129\n",
            ("stock", "SZ", "000002", "万科Ａ", "exchange_short"),
        ),
        (
            "index_code,display_name,publish_date\n000300,沪深300,2005-04-08\n",
            ("index", "SH", "000300", "沪深300", "official"),
        ),
        (
            "index_code,display_name,publish_date\nH30184,半导体,2012-01-01\n",
            ("index", "CSI", "H30184", "半导体", "official"),
        ),
        ("related_sector,secid\n恒生指数,100.HSI\n", ("index", "HK", "HSI", "恒生指数", "short")),
        (
            "name,code,type,count\n英伟达,NVDA,stock_us,57\n",
            ("stock", "US", "NVDA", "英伟达", "learned"),
        ),
        (
            "name,code,type,count\n恒生科技,HKHSTECH,index,5\n",
            ("index", "HK", "HSTECH", "恒生科技", "learned"),
        ),
    ],
)
def test_a_list_is_told_by_its_header(text: str, first: Told) -> None:
    assert told(read(text).sightings[0]) == first


def script(rows: object, mark: str = "\ufeff") -> bytes:
    return f"{mark}var r = {json.dumps(rows, ensure_ascii=False)};".encode()


def test_eastmoneys_script_is_read_as_it_comes() -> None:
    rows = [["000307", "YFD", "易方达黄金ETF联接A", "指数型-其他", "YIFANGDA"]]
    for mark in ("", "\ufeff"):
        said = read_list(script(rows, mark), "fundcode_search.js", SEEN)
        assert [told(one) for one in said.sightings] == [FUND]
        assert said.sightings[0].fund_type == "指数型-其他"


@pytest.mark.parametrize(
    "cut", [lambda data: data[:-30], lambda data: data[: len(data) // 2], lambda _: b"var r = [];"]
)
def test_a_cut_script_is_refused(cut) -> None:  # type: ignore[no-untyped-def]
    rows = [[f"{n:06}", "A", f"甲{n}混合", "混合型", "B"] for n in range(40)]
    with pytest.raises(BadList, match="torn"):
        read_list(cut(script(rows)), "fundcode_search.js", SEEN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert read(CHINESE, encoding=encoding).sightings == read(CHINESE).sightings


def test_facts_and_days_come_along() -> None:
    [one] = read(
        BASIC + "510050.SH,50ETF,华夏基金,股票型,20050223,,上证50指数收益率,被动指数型\n"
    ).sightings
    assert (one.listed_on, one.delisted_on, one.company) == (day("2005-02-23"), None, "华夏基金")
    assert (one.fund_type, one.tracked_index) == ("股票型", "上证50指数")
    [old] = read(HISTORY + "000307,甲混合,2020-01-01,2025-01-01\n").sightings
    assert (old.seen_on, old.seen_until) == (day("2020-01-01"), day("2025-01-01"))


def test_of_two_names_beside_one_index_number_the_shorter_is_its_own() -> None:
    said = read(
        "related_sector,secid\n标普500医疗保健指数,100.SPX\n标准普尔500指数,100.SPX\n中债指数,\n"
    )
    assert [one.name for one in said.sightings] == ["标准普尔500指数"]


@pytest.mark.parametrize(
    ("name", "header", "expected"),
    [
        ("funds_em_20260623.csv", EM, "2026-06-23"),
        ("2024-01-31/funds-2026-06-23.csv", EM, "2026-06-23"),
        ("funds.csv", EM, None),
        ("funds_20269999.csv", EM, None),
        ("stocks.csv", "ts_code,name,list_date,name_20260721\n", "2026-07-21"),
    ],
)
def test_the_day_is_in_the_name_or_must_be_given(
    name: str, header: str, expected: str | None
) -> None:
    row = "000001.SZ,平安银行,19910403,\n" if "ts_code" in header else "000307,Y,甲混合,混合型,Y\n"
    data = (header + row).encode()
    later = day("2026-07-22")
    assert read_list(data, name, later).seen_on == later
    if expected is None:
        with pytest.raises(BadList, match="--seen"):
            read_list(data, name)
    else:
        assert read_list(data, name).seen_on == day(expected)


def test_a_list_is_not_seen_before_the_day_in_its_name() -> None:
    with pytest.raises(BadList, match="its name says 2026-06-23, after --seen 2025-03-27"):
        read(TWO, "funds_em_20260623.csv")
    own_days = read(HISTORY + "000307,甲混合,2020-01-01,2025-01-01\n", "history_20260815.csv")
    assert own_days.seen_on == day("2025-01-01")


def test_a_line_that_stands_twice_counts_once() -> None:
    again = TWO + TWO.splitlines()[1] + "\n"
    assert [one.code for one in read(again).sightings] == ["000307", "000198"]


def test_kinds_are_those_of_the_registry() -> None:
    [one] = read("code,name\n600519,贵州茅台\n").sightings
    assert isinstance(one.kind, Kind)
    assert isinstance(one.name_kind, NameKind)
