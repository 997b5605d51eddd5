"""Lists of stocks and indexes: akshare's, tushare's, and the wide table of A-shares."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from transforms.registry.formats.cells import day_in, name_in
from transforms.registry.formats.codes import index_code, stock_code
from transforms.registry.formats.format import Format
from transforms.registry.formats.lines import BadList, Line
from transforms.registry.sighting import Kind, NameKind, Sighting

# Markets of Eastmoney's secid; 100 holds the world's indexes by letters.
_SECID_MARKETS = {"0": "SZ", "1": "SH", "2": "CSI", "124": "HK", "251": "US"}
_HONG_KONG = "HS"  # HSI, HSCEI, HSTECH
# Letters stand in those of stocks long gone: TS0018.SH, T00018.SH.
_TS_CODE = re.compile(r"[0-9A-Z]{6}\.(?:SH|SZ|BJ)|[0-9]{5}\.HK")
# Words in names of funds and in no stock's in Shanghai, Shenzhen and Beijing (of 6,205).
_FUND_NAME = re.compile(r"(?:混合|债券|联接|ETF|LOF|REIT|货币|指数|FOF|QDII)")
# Vintages of one stock's name that the wide table keeps beside the newest.
_OLDER = ("name", "name_adata")


def _stock(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    market, code = stock_code(line, "code")
    if market != "HK" and _FUND_NAME.search(line.get("name")):
        raise BadList(
            f"line {line.number}: {line.get('name')[:40]} is a fund's name in a list of stocks: "
            "a list of funds needs a column of types (fund_name_em)"
        )
    yield _named(line, seen_on, source, (Kind.STOCK, market, code), "name")


def _ts_stock(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    """Names of one vintage are the exchange's; the others a vendor's, without an order of days."""
    key = _ts_key(line)
    newest = next((c for c in line.cells if c.startswith("name_2") and line.get(c)), "name")
    short = _named(line, seen_on, source, key, newest)._replace(
        listed_on=day_in(line, "list_date"), delisted_on=day_in(line, "delist_date")
    )
    yield short
    for column in _OLDER:
        if line.get(column) not in ("", short.name):
            yield short._replace(name=name_in(line, column), name_kind=NameKind.SHORT)
    if line.get("fullname"):
        yield short._replace(name=name_in(line, "fullname"), name_kind=NameKind.OFFICIAL)


def _ts_key(line: Line) -> tuple[Kind, str, str]:
    stated = line.get("ts_code")
    if not stated:
        return (Kind.STOCK, *stock_code(line, "code"))
    if not _TS_CODE.fullmatch(stated):
        raise BadList(f"line {line.number}: ts_code is {stated!r}: write 600519.SH")
    code, _, market = stated.partition(".")
    return Kind.STOCK, market, code


def _index(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    key = (Kind.INDEX, *index_code(line, "index_code"))
    named = _named(line, seen_on, source, key, "display_name")
    yield named._replace(name_kind=NameKind.OFFICIAL, listed_on=day_in(line, "publish_date"))


def _tracked(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    """Names under which funds track an index; those without a number name none that is known."""
    number, _, code = line.get("secid").partition(".")
    if code:
        market = "HK" if code.startswith(_HONG_KONG) else _SECID_MARKETS.get(number, "INTL")
        named = _named(line, seen_on, source, (Kind.INDEX, market, code), "related_sector")
        yield named._replace(name_kind=NameKind.SHORT)


def _own_names(said: Sequence[Sighting]) -> list[Sighting]:
    """Of several names beside one number the shortest: the others are of indexes like it.

    标准普尔500指数 and 标普500医疗保健等权重指数 both stand beside that of the S&P 500.
    """
    shortest = sorted(said, key=lambda one: (len(one.name), one.name))
    own = {(one.market, one.code): one for one in reversed(shortest)}
    return sorted(own.values())


def _named(
    line: Line, seen_on: date, source: str, key: tuple[Kind, str, str], column: str
) -> Sighting:
    name = "".join(name_in(line, column).split()) if key[0] is Kind.STOCK else None
    return Sighting(seen_on, source, *key, name or name_in(line, column), NameKind.EXCHANGE_SHORT)


FORMATS = (
    Format(
        "tushare stock_basic",
        "stock_list",
        frozenset({"ts_code", "name", "list_date"}),
        _ts_stock,
    ),
    Format(
        "akshare index_stock_info",
        "index_list",
        frozenset({"index_code", "display_name", "publish_date"}),
        _index,
    ),
    Format(
        "indexes that funds track",
        "index_secid",
        frozenset({"related_sector", "secid"}),
        _tracked,
        is_by_code=False,
        among=_own_names,
    ),
    Format("stocks by code", "stock_list", frozenset({"code", "name"}), _stock, only=True),
)
