"""Lists of traded funds under their exchange's short names, and tushare's list of funds."""

import re
from collections.abc import Iterator
from datetime import date

from transforms.funds.indexes import benchmark_index
from transforms.registry.formats.cells import day_in, name_in, text_in
from transforms.registry.formats.codes import fund_code, market_of_listed
from transforms.registry.formats.format import Format
from transforms.registry.formats.fund_lists import days_of
from transforms.registry.formats.lines import BadList, Line
from transforms.registry.sighting import Kind, NameKind, Sighting

# 5012011.SH is what 501201.SH was before it was listed anew: its name then, and no fact of now.
_TS_CODE = re.compile(r"(?P<code>[0-9]{6})(?P<former>[0-9]?)\.(?P<market>SH|SZ|OF)")
# Offered, founded, traded: from the first of them on a fund is one.
_BEGINS = ("issue_date", "found_date", "list_date")
_SUFFIXES = {"SH": "SH", "SZ": "SZ", "OF": "OTCFUND"}


def _exchange(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    market = line.get("exchange").upper()
    if market not in ("SH", "SZ"):
        raise BadList(f"line {line.number}: exchange is {market!r}: write sh or sz")
    short = Sighting(
        seen_on=seen_on,
        source=source,
        kind=Kind.FUND,
        market=market,
        code=fund_code(line, "code"),
        name=name_in(line, "short_name"),
        name_kind=NameKind.EXCHANGE_SHORT,
        tracked_index=text_in(line, "tracking"),
    )
    yield short
    other = text_in(line, "em_name")
    if other and other != short.name:
        yield short._replace(name=name_in(line, "em_name"), name_kind=NameKind.SHORT)


def _history(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    code = fund_code(line, "code")
    short = Sighting(
        seen_on=seen_on,
        source=source,
        kind=Kind.FUND,
        market=market_of_listed(code),
        code=code,
        name=name_in(line, "short_name"),
        name_kind=NameKind.EXCHANGE_SHORT,
    )
    if line.get("kind") == "cashtag":
        # Authors stated it; when, the list does not tell: known by the list's newest day.
        yield short._replace(name_kind=NameKind.LEARNED, source="cashtags")
        return
    first, last = days_of(line)
    yield short._replace(seen_on=first, last_seen=last)


def _fund_basic(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    match = _TS_CODE.fullmatch(line.get("ts_code"))
    if match is None:
        raise BadList(f"line {line.number}: ts_code is {line.get('ts_code')!r}: write 510300.SH")
    is_present = match["market"] != "OF" and not match["former"]
    told = Sighting(
        seen_on=seen_on,
        source=source,
        kind=Kind.FUND,
        market=_SUFFIXES[match["market"]],
        code=match["code"],
        name=name_in(line, "name"),
        name_kind=NameKind.EXCHANGE_SHORT if is_present else NameKind.SHORT,
    )
    yield told if match["former"] else _with_facts(told, line)


def _with_facts(told: Sighting, line: Line) -> Sighting:
    # A managed fund names indexes in its benchmark too, and tracks none.
    is_index_fund = "指数" in line.get("invest_type")
    return told._replace(
        fund_type=text_in(line, "fund_type"),
        tracked_index=benchmark_index(line.get("benchmark")) if is_index_fund else None,
        company=text_in(line, "management"),
        listed_on=min(filter(None, (day_in(line, column) for column in _BEGINS)), default=None),
        delisted_on=day_in(line, "delist_date"),
    )


EXCHANGE = Format(
    "exchange short names",
    "exchange_list",
    frozenset({"code", "exchange", "short_name"}),
    _exchange,
)
FORMATS = (
    Format(
        "history of exchange short names",
        "exchange_list",
        frozenset({"code", "short_name", "first_seen", "last_seen", "kind"}),
        _history,
        has_days=True,
        is_by_code=False,
    ),
    EXCHANGE,
    Format(
        "tushare fund_basic",
        "fund_basic",
        frozenset({"ts_code", "name", "management", "fund_type"}),
        _fund_basic,
    ),
)
