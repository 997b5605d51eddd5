"""Lists of stocks and indexes: akshare's, tushare's, and the wide table of A-shares."""

from collections.abc import Iterator, Sequence
from datetime import date

from transforms.registry.formats.cells import day_in, index_market, name_in, stock_code
from transforms.registry.formats.format import Format
from transforms.registry.formats.lines import BadList, Line
from transforms.registry.sighting import Kind, NameKind, Sighting

# Markets of Eastmoney's secid; 100 holds the world's indexes by letters.
_SECID_MARKETS = {"0": "SZ", "1": "SH", "2": "CSI", "124": "HK", "251": "US"}
_HONG_KONG = "HS"  # HSI, HSCEI, HSTECH
# Vintages of one stock's name that the wide table keeps beside the newest.
_OLDER = ("name", "name_adata")


def _stock(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    market, code = stock_code(line, "code")
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
    code, _, market = line.get("ts_code").partition(".")
    if not code:
        return (Kind.STOCK, *stock_code(line, "code"))
    if market not in ("SH", "SZ", "BJ", "HK"):
        raise BadList(f"line {line.number}: ts_code is {line.get('ts_code')!r}: not 600519.SH")
    return Kind.STOCK, market, code


def _index(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    code = line.get("index_code")
    market = index_market(code)
    if market is None:
        raise BadList(f"line {line.number}: index_code is {code!r}, no index's number")
    named = _named(line, seen_on, source, (Kind.INDEX, market, code), "display_name")
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
