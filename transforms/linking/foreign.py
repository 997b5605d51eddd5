"""Fund names that mean a fund of another market: US ETFs and options on them."""

import re

from transforms.linking.beside import Beside, other_than
from transforms.linking.link import Candidate
from transforms.registry.sighting import Kind

_ISSUER = re.compile(
    r"\s*[-–—(·]\s*(?:ishares|invesco|ark|spdr|vanguard|proshares|direxion|global\s?x|kraneshares|vaneck"
    r"|schwab|wisdomtree|first trust|etfmg|microsectors|roundhill|yieldmax|贝莱德|道富|先锋领航)"
)
# Tickers of funds listed in New York whose Chinese names are Chinese ETFs' too.
_TICKER = (
    r"(?:gld|iau|slv|gdxj?|gdxu|gdxd|nugt|jnug|qqqm?|t?qqq|sqqq|spy|voo|ivv|kweb|fxi|mchi|ashr|cqqq|yinn|yang|cweb"
    r"|ark[kgwqf]|soxx|sox[ls]|smh|xbi|labu|xl[kefvy]|tlt|tmf|uvxy|vti|schd|vnq|ewj|eww|inda|eem|dia|iwm|uso|ung"
    r"|ibit|bito|tan|lit|copx|ura|remx|icln)"
)
_NAMED = re.compile(rf"(?:^|[^a-z]){_TICKER}\s?[(,、/]?\s?$")
_NAMED_BEHIND = re.compile(rf"\s?[(,、/]?\s?{_TICKER}(?![a-z])")
# Options on single funds are written so only of New York; those of Shanghai are named 50ETF期权.
_OPTION = re.compile(r"(?:看涨|看跌|的)?\s?(?:call|put)(?![a-z])|盈透|ibkr")
_WORLD = re.compile(r"(?:全球|世界)(?:最大|第一大)的?$|(?:美国|美股)(?:上市)?的?$|spdr\s?$")
# A night report of New York: 热门中概股普涨, then what funds did there.
_NIGHT = re.compile(
    r"(?:热门中概股?|中概股|纳斯达克中国金龙指数|美股(?:三大指数|三大股指)?)(?:盘前|盘后|收盘|开盘|普遍|全线|多数|集体|普)"
)
_MOVED = re.compile(r"\s*(?:收|盘前|盘后|夜盘)?[涨跌]")
# One of these stands beside every foreign fund, and beside few others.
_HINT = re.compile(r"[a-z全世美盈中贝道领]")
# Also of the first in a list of them: 300ETF、500ETF期权.
_DERIVATIVE = re.compile(
    r"(?:(?:[、/]|和|及|与|以及)[0-9a-z一-鿿]{1,8}?etf){0,3}(?:(?:认[购沽])?(?:期权|期货)(?!基金)|[购沽]\s?[0-9]{1,2}月)"
)


def foreign_fund(beside: Beside) -> tuple[Candidate, ...]:
    """A theme's ETF that is New York's: its issuer, ticker or options stand beside it.

    Seen in Xueqiu posts: `纳指100ETF-Invesco`, `KWEB 中概互联网ETF`, `黄金ETF的看涨Call`.
    """
    if "etf" in beside.surface and _is_foreign(beside):
        return other_than(beside.hit, Kind.FUND)
    return beside.hit.candidates


def option(beside: Beside) -> tuple[Candidate, ...]:
    """An option or future on a fund is not the fund: `50ETF期权`, `卖出创业板ETF期权`."""
    is_option = _DERIVATIVE.match(beside.after) is not None
    return other_than(beside.hit, Kind.FUND) if is_option else beside.hit.candidates


def _is_foreign(beside: Beside) -> bool:
    before, after = beside.before, beside.after
    if _HINT.search(before) is None and _HINT.search(after) is None:
        return False
    return bool(
        _ISSUER.match(after)
        or _NAMED.search(before)
        or _NAMED_BEHIND.match(after)
        or _WORLD.search(before)
        or _OPTION.search(after[:8])
        or _OPTION.search(before)
        or (_NIGHT.search(before) and _MOVED.match(after))
    )
