"""Where a name may begin and end: it cuts no longer word, number or name of another thing."""

import re

from transforms.registry.themes import ENDINGS

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")
_NARROW = _LATIN | _DIGITS
_CODE = re.compile(r"[0-9]{6}(?![0-9])")
_CLASS = re.compile(r"[a-i](?![a-z0-9])")
# What listed funds' names end in: a number behind it is no part of the word, 食品etf14亿.
_FUND_END = ("etf", "lof", "reit", "reits")
# Before a number they are one name with it, also of a fund that no list has yet: 科创50etf.
_HOUSES = (
    *("科创", "双创", "创业", "创业板", "上证", "深证", "中证", "国证", "北证", "沪深"),
    *("恒生", "纳指", "纳斯达克", "标普"),
)
# But that of an index is part of a name: 现金流etf800, 黄金etf9999.
_INDEX_NUMBER = re.compile(
    r"(?:50|100|180|200|300|500|800|1000|2000|9999)(?![0-9.%亿万千百元块份手股点个只支倍连天日月年家])"
)
_FEEDER = re.compile(r"\s?(?:发起式?)?联接")
# How the name of another fund goes on where a shorter form ends: 易方达优质|精选混合.
_OTHER_FUND = re.compile(
    rf"(?:{ENDINGS})+(?:灵活配置|[0-9一二三四五六七八九十]+(?:年|个?月|天))?"
    r"(?:混合|股票|债券?|货币|指数|etf|lof|qdii|fof|定开|定期|封闭|持有|基金|联接|[a-e](?![a-z0-9]))"
)
# Words of days end in 日, 月 and 年, which names begin with: 每日经济, 11月3日经董事会.
_DAY = frozenset("日月年")
_BEFORE_DAY = _DIGITS | frozenset(
    "每今昨明当近次同逐整翌即终往平节假生前后首末周一二三四五六七八九十几两"
)


def is_narrow(name: str) -> bool:
    """Whether a name may not stand everywhere: `cuts` must be asked."""
    return name[0] in _NARROW or name[-1] in _NARROW or name[0] in _DAY


def cuts(form: str, start: int, end: int, *, is_ticker: bool) -> bool:
    """Whether a name that stands there cuts a longer word, number or name.

    `is_ticker`: it is a short Latin one, before which no count may stand.
    """
    return _cuts_left(form, start, end, is_ticker=is_ticker) or _cuts_right(form, start, end)


def goes_on(form: str, end: int) -> bool:
    """Whether the name of a fund goes on where a shorter form of another one ends."""
    return _OTHER_FUND.match(form, end) is not None


def _cuts_left(form: str, start: int, end: int, *, is_ticker: bool) -> bool:
    if start == 0:
        return False
    before, first = form[start - 1], form[start]
    if first in _DAY:
        return before in _BEFORE_DAY
    if first in _DIGITS and form.endswith(_HOUSES, 0, start):
        return form.endswith(_FUND_END, start, end)
    if before not in _NARROW or first not in _NARROW:
        return False
    # A count may stand before a name, 100tcl; a letter before 50etf makes it another name.
    return not (before in _DIGITS and first in _LATIN and not is_ticker)


def _cuts_right(form: str, start: int, end: int) -> bool:
    if end == len(form):
        return False
    last, behind = form[end - 1], form[end]
    if last in _LATIN and form.endswith(_FUND_END, start, end):
        return _cuts_fund(form, end, behind)
    if last not in _NARROW or behind not in _NARROW:
        return False
    if last in _LATIN:
        # A code may stand right behind a name: 创业板a159949.
        return _CODE.match(form, end) is None
    # So may the letter of a share class: 沪深300a.
    return _CLASS.match(form, end) is None


def _cuts_fund(form: str, end: int, behind: str) -> bool:
    """Of a name that ends in ETF: a feeder is another fund, 主要消费etf联接."""
    if behind in _DIGITS:
        return _INDEX_NUMBER.match(form, end) is not None
    return behind in _LATIN or _FEEDER.match(form, end) is not None
