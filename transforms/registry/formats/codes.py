"""Codes in lists: which are well-formed, of which market, and what spoiled the others."""

import re

from transforms.fold import fold
from transforms.funds.numbering import is_fund
from transforms.registry.formats.lines import BadList, Line

_CODE = re.compile(r"[0-9]{6}")
# What pandas and Excel make of 000001 where they take codes for numbers: 1, and 1.0 beside a gap.
_NUMBER = re.compile(r"(?P<digits>[0-9]{1,5})(?:\.0*)?")
# Numbered by an exchange and never an open fund's number: SH 50 closed-end and REIT, 511 to 518
# ETF and money ETF; SZ 15 and 18. LOF (16, 501, 502, 506) and 519 are open funds by their name.
_LISTED_ONLY = re.compile(r"(?:50[058]|51[0-8]|15[0-9]|18[0-9])[0-9]{3}")
_ETF = re.compile(r"ETF(?!.*(?:联接|FOF))")
_STOCKS = (
    (re.compile(r"(?:60|68|90)[0-9]{4}"), "SH"),
    (re.compile(r"(?:00|20|30)[0-9]{4}"), "SZ"),
    (re.compile(r"(?:43|83|87|88|92)[0-9]{4}"), "BJ"),
    (re.compile(r"[0-9]{5}"), "HK"),
)
_INDEXES = (
    (re.compile(r"000[0-9]{3}"), "SH"),
    (re.compile(r"399[0-9]{3}"), "SZ"),
    (re.compile(r"899[0-9]{3}"), "BJ"),
    # 931071, H30184, CN6069; digits alone are six.
    (re.compile(r"(?:[0-9]{6}|[A-Z]{1,4}[0-9]{4,6}|[A-Z]{4,7})"), "CSI"),
)


def fund_code(line: Line, column: str) -> str:
    """The six digits of a fund; BadList for what is no fund code."""
    code = line.get(column)
    if not _CODE.fullmatch(code):
        raise _no_code(line, column, "no fund code", "six digits, kept as text")
    return code


def market_of_official(code: str, name: str) -> str:
    """OTCFUND, or the exchange of a fund that is only traded there: ETF, closed-end, REIT."""
    is_listed = _LISTED_ONLY.fullmatch(code) or (code[0] == "5" and _ETF.search(name))
    return market_of_listed(code) if is_listed else "OTCFUND"


def market_of_listed(code: str) -> str:
    """The exchange that trades a fund of this number."""
    return "SH" if is_fund("SH", code) else "SZ"


def stock_code(line: Line, column: str) -> tuple[str, str]:
    """(market, code) of an A, B or Hong Kong stock; BadList where no exchange numbers so."""
    code = line.get(column)
    for form, market in _STOCKS:
        if form.fullmatch(code):
            return market, code
    raise _no_code(
        line,
        column,
        "no stock's number",
        "a list of funds needs a column of types (fund_name_em)",
    )


def index_code(line: Line, column: str) -> tuple[str, str]:
    """(market, code) of an index; BadList where none is numbered so."""
    code = line.get(column)
    market = index_market(code)
    if market is None:
        raise _no_code(line, column, "no index's number", "write 000300")
    return market, code


def index_market(code: str) -> str | None:
    """The market of an index by its number, None where no index is numbered so."""
    return next((market for form, market in _INDEXES if form.fullmatch(code)), None)


def _no_code(line: Line, column: str, what: str, advice: str) -> BadList:
    """What is wrong with the code, in one line."""
    code = line.get(column)
    said = f"line {line.number}: {column} is {code[:40]!r}, {what}"
    number = _NUMBER.fullmatch(code)
    if number:
        return BadList(
            f"{said}: the zeros before it were lost ({number['digits']:>06}?), get the list again "
            "with codes as text (pandas: dtype=str, Excel: format Text)"
        )
    if fold(code) != code and _CODE.fullmatch(fold(code)):
        return BadList(f"{said}: write its digits half-width, {fold(code)}")
    return BadList(f"{said}: {advice}")
