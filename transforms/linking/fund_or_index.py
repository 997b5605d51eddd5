"""Names that a fund shares with an index or a theme: 创业板, 科创50, 红利低波50, 中国互联."""

import re

from transforms.linking.beside import Beside, of_kinds, other_than
from transforms.linking.link import Candidate, Hit
from transforms.registry.sighting import Kind, NameKind

# What only names of funds hold, so that no index or theme is meant; 军工B is part of a graded one.
FUND_MARK = re.compile(
    r"etf|lof|reit|fof|qdii|基金|联接|混合|股票型?[a-i]?$|债券?[a-i]?$|货币|定开|封闭|持有|发起|增强|分级|(?<=[一-鿿])[ab](?:[级类份端]|份额)?$"
)
# 芯片, 国企改 were exchange names. One letter is a class (transforms/linking/ellipsis.py).
_SHORT = (2, 3)
_INDEX_BEHIND = re.compile(
    r"\s*(?:综合|综|等权)?(?:指数(?!基金|a|c|增强|etf)|指[数标]?(?![数导出的望向])|点(?!评)|板块|概念|行情|赛道|成[分份]"
    r"|权重|期[货指权]|股指|行业|产业|公司|个股|股票|企业|上市|注册制|打新|开户|权限|收盘?[涨跌报于]|[涨跌大][涨跌幅停]"
    r"|[涨跌](?:了|超|逾|近|破)?\s*[-+]?[0-9.]+(?:%|点|个点))"
)
_FUND_BEHIND = re.compile(
    r"\s*(?:[a-i]类|[(]?(?:场内|场外)[)]?|的?(?:母基金|净值|份额|溢价|折价|成交价|网格|定投|申购|赎回|底仓|仓位)"
    r"|(?:指数)?基金(?!经理|公司|重仓|们|圈|行业|市场|业|抱团|持仓))"
)
_TRADED = re.compile(
    r"(?:加仓|减仓|买入|买进|卖出|卖掉|定投|持有|清仓|建仓|抄底|止盈|止损|补仓|申购|赎回|埋伏|重仓|轻仓|满仓"
    r"|调仓|底仓|割肉|接回|换成?|买|卖|割|持仓)"
    r"(?:了|过|点|些|一点|一些|一笔|的|是|[0-9一二两三四五六七八九十百千]+(?:份|手|股|元|块|成|w|万))*\s*:?\s*[\"“「]?$"
)
# A market of that name, not a fund: one buys there, or its members.
_MARKET_BEHIND = re.compile(
    r"\s*(?:的|里|中|上)?(?:个股|股票?|公司|龙头|标的|票|品种|核心资产|企业|指数)"
)
# A run of names ends here: none of these is punctuation or a space.
_GOES_ON = re.compile(r"\w")
_WENT_BEFORE = re.compile(r"\w$")


def fund_or_index(beside: Beside) -> tuple[Candidate, ...]:
    """A fund only where it is traded, measured or listed as one; else the index or theme.

    Seen in posts of holdings (`持仓：科创50、红利ETF`) against market talk (`科创50跌了2%`).
    """
    if not is_shared(beside):
        return beside.hit.candidates
    if _is_traded_as_fund(beside):
        return of_kinds(beside.hit, Kind.FUND)
    return other_than(beside.hit, Kind.FUND)


def is_shared(beside: Beside) -> bool:
    """Whether the surface is also an index's or a theme's, or too short to be a fund's alone."""
    surface = beside.surface
    if FUND_MARK.search(surface):
        return False
    return (
        surface in beside.lexicon.indexes
        or surface in beside.lexicon.common_words
        or (len(surface) in _SHORT and not _is_nickname(beside.hit))
        or bool(of_kinds(beside.hit, Kind.INDEX, Kind.PLATE))
    )


def _is_nickname(hit: Hit) -> bool:
    """Whether people gave the name to one fund: 余额宝 is no theme."""
    return any(candidate.name_kind is NameKind.NICKNAME for candidate in hit.candidates)


def is_surely_a_fund(form: str, hit: Hit) -> bool:
    """Whether a hit is a fund's without a look at its context."""
    if not hit.candidates or other_than(hit, Kind.FUND):
        return False
    return hit.method in ("cashtag", "code") or FUND_MARK.search(hit.span.of(form)) is not None


def _is_traded_as_fund(beside: Beside) -> bool:
    after = beside.after
    if _FUND_BEHIND.match(after):
        return True
    if _INDEX_BEHIND.match(after) or _MARKET_BEHIND.match(after):
        return False
    if _TRADED.search(beside.before):
        return True
    return any(
        is_surely_a_fund(beside.form, each) for each in beside.list_neighbours()
    ) or _is_in_run(beside)


def _is_in_run(beside: Beside) -> bool:
    """Whether it stands in a run of names and nothing else in which a fund is next to it.

    Posts end so: `医疗ETF酒ETF创业板50`; `医疗ETF 创业板今天跌了` goes on.
    """
    if beside.surface in beside.lexicon.common_words:
        return False
    before, after = beside.neighbour(-1), beside.neighbour(1)
    if after is None and _GOES_ON.match(beside.after):
        return False
    if before is None and _WENT_BEFORE.search(beside.before):
        return False
    return any(
        each is not None and (is_surely_a_fund(beside.form, each) or _is_judged(beside, each))
        for each in (before, after)
    )


def _is_judged(beside: Beside, other: Hit) -> bool:
    """Whether it was told to be a fund: the rules go from left to right."""
    is_fund = bool(other.candidates) and not other_than(other, Kind.FUND)
    return is_fund and other.span < beside.hit.span
