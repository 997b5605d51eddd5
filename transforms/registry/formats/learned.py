"""Names that authors' cashtags state beside a code, counted over many posts."""

import re
from collections.abc import Iterator
from datetime import date

from transforms.registry.formats.cells import name_in
from transforms.registry.formats.codes import index_market, market_of_listed, stock_code
from transforms.registry.formats.format import Format
from transforms.registry.formats.lines import BadList, Line
from transforms.registry.sighting import Kind, NameKind, Sighting

_TICKER = re.compile(r"\.?[A-Z]{1,6}(?:\.[A-Z])?")
_HK_INDEX = re.compile(r"HK(?P<code>HS[A-Z]+)")
_CSI = re.compile(r"CSI(?P<code>[A-Z]?[0-9]{5,6})")
# Letters that a reader of prefixes took for those of an index or a portfolio: CSIQ, SPRD.
_MISTAKEN = re.compile(r"(?:CSI|SP)[A-Z]+")
_FUND = re.compile(r"[0-9]{6}")
_COUNT = re.compile(r"[0-9]{1,9}")
_PORTFOLIO = re.compile(r"(?:CSI|SP|ZH|P)[0-9]+")


def _learned(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    count = line.get("count")
    if not _COUNT.fullmatch(count):
        raise BadList(f"line {line.number}: count is {count[:40]!r}: give a whole number")
    key, name = _stated(line), name_in(line, "name")
    yield Sighting(seen_on, source, *key, name, NameKind.LEARNED, support=int(count))


def _stated(line: Line) -> tuple[Kind, str, str]:
    """Kind, market and code by the type that the list tells."""
    code, sort = line.get("code"), line.get("type")
    if sort == "otc_fund" and _FUND.fullmatch(code):
        return Kind.FUND, "OTCFUND", code
    if sort in ("etf", "lof_or_reit") and _FUND.fullmatch(code):
        return Kind.FUND, market_of_listed(code), code
    if sort in ("stock_a", "stock_hk"):
        return (Kind.STOCK, *stock_code(line, "code"))
    if sort == "stock_us" and _TICKER.fullmatch(code):
        return Kind.STOCK, "US", code
    key = _index(code) if sort == "index" else None
    if key is None:
        raise BadList(f"line {line.number}: {code!r} is no code of type {sort!r}")
    return key


def _index(code: str) -> tuple[Kind, str, str] | None:
    if _MISTAKEN.fullmatch(code):
        return Kind.STOCK, "US", code
    for market, form in (("HK", _HK_INDEX), ("CSI", _CSI)):
        match = form.fullmatch(code)
        if match:
            return Kind.INDEX, market, match["code"]
    if _PORTFOLIO.fullmatch(code):
        return Kind.OTHER, "ZH", code
    if _TICKER.fullmatch(code):
        return Kind.INDEX, "US", code
    exchange = index_market(code)
    return (Kind.INDEX, exchange, code) if exchange else None


FORMATS = (
    Format(
        "names that cashtags state",
        "cashtags",
        frozenset({"name", "code", "type", "count"}),
        _learned,
        is_by_code=False,
    ),
)
