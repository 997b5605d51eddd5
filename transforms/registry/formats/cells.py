"""What cells of lists say: names, codes with their market, days."""

import re
import unicodedata
from datetime import date

from transforms.funds.mentions import is_fund
from transforms.registry.formats.lines import BadList, Line

_CODE = re.compile(r"\d{6}")
# Numbered by an exchange and never an open fund's number: SH 50 closed-end and REIT, 511 to 518
# ETF and money ETF; SZ 15 and 18. LOF (16, 501, 502, 506) and 519 are open funds by their name.
_LISTED_ONLY = re.compile(r"(?:50[058]|51[0-8]|15\d|18\d)\d{3}")
_ETF = re.compile(r"ETF(?!.*(?:联接|FOF))")
_STOCKS = (
    (re.compile(r"(?:60|68|90)\d{4}"), "SH"),
    (re.compile(r"(?:00|20|30)\d{4}"), "SZ"),
    (re.compile(r"(?:43|83|87|88|92)\d{4}"), "BJ"),
    (re.compile(r"\d{5}"), "HK"),
)
_INDEXES = (
    (re.compile(r"000\d{3}"), "SH"),
    (re.compile(r"399\d{3}"), "SZ"),
    (re.compile(r"899\d{3}"), "BJ"),
    (re.compile(r"(?:[A-Z]{0,4}\d{4,6}|[A-Z]{4,7})"), "CSI"),
)
# Cc control, Cf invisible, Cs half of a pair, Co private, Cn nothing.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def name_in(line: Line, column: str) -> str:
    """The name in the cell; BadList where it is empty or holds a character that nobody sees."""
    name = line.get(column)
    if not name:
        raise BadList(f"line {line.number}: {column} is empty: give the name or leave the line out")
    # Most names are of letters and digits alone, which asks nothing of each character.
    unseen = [c for c in name if unicodedata.category(c) in _UNSEEN] if not name.isalnum() else []
    if unseen:
        raise BadList(
            f"line {line.number}: {column} holds the unseen character U+{ord(unseen[0]):04X}: "
            "take it out"
        )
    return name


def fund_code(line: Line, column: str) -> str:
    """The six digits of a fund; BadList for what is no fund code."""
    code = line.get(column)
    if not _CODE.fullmatch(code):
        raise BadList(
            f"line {line.number}: {column} is {code!r}, no fund code: "
            "six digits, kept as text so that leading zeros stay"
        )
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
    raise BadList(
        f"line {line.number}: {column} is {code!r}, no stock's number; "
        "a list of funds needs a column of types (fund_name_em)"
    )


def index_market(code: str) -> str | None:
    """The market of an index by its number, None where no index is numbered so."""
    return next((market for form, market in _INDEXES if form.fullmatch(code)), None)


def day_in(line: Line, column: str) -> date | None:
    """The day in the cell, 2025-03-27 or 20250327; None where it is empty."""
    text = line.get(column)
    try:
        return date.fromisoformat(text.removesuffix(".0")) if text else None
    except ValueError:
        raise BadList(
            f"line {line.number}: {column} is {text!r}, no day: write it as 2025-03-27"
        ) from None


def text_in(line: Line, column: str) -> str | None:
    """The cell, None where it is empty."""
    return line.get(column) or None
