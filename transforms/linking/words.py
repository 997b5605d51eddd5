"""Names that are also words (老百姓, 太阳能): mentions only where the context says so."""

import re

from transforms.linking.beside import Beside, of_kinds
from transforms.linking.fund_or_index import FUND_MARK
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import EXPLICIT, Candidate, Hit
from transforms.registry.sighting import Kind, NameKind

_N_WORD = 2
_MADE = NameKind.GENERATED
_INDEX_MARK = re.compile(
    r"指|[0-9]{2}|中证|上证|深证|国证|沪|深成|恒生|创业板|科创|北证|中债|msci|富时|标普|道琼斯|道指|纳斯达克|纳指|日经"
)
_STOCK_BEHIND = re.compile(
    r"\s?(?:股份|股票|股价|个股|这[只支]股|涨停|跌停|一字板|连板|[0-9一二两三四五六七八九]连?板|的?(?:股东|市值|财报|年报|半年报|季报|市盈率)"
    r"|[(]?(?:sh|sz|hk)?[.:]?[0-9]{5,6})"
)
_STOCK_BEFORE = re.compile(
    r"(?:个股|股票|概念股|龙头股?|标的)[:,是如:]?\s?[\"“「《]?$|[0-9]{6}[)]?\s?$"
)
_INDEX_BEHIND = re.compile(r"\s?(?:等权|全收益)?(?:指数|etf)")


def common_word(beside: Beside) -> tuple[Candidate, ...]:
    """The stock only with its code, its stock words or in a list of stocks; the index with 指数.

    Seen: `老百姓的血汗`, `太阳能板`, `机器人赛道` are words; `药房股益丰药房、老百姓` is the stock.
    Companies that are words are judged in companies.py, funds by their own marks.
    """
    hit = beside.hit
    if not is_weak(hit, beside.surface, beside.lexicon) or FUND_MARK.search(beside.surface):
        return hit.candidates
    if _is_stated(beside):
        return hit.candidates
    left = of_kinds(hit, Kind.COMPANY, Kind.FUND)
    if _INDEX_BEHIND.match(beside.after):
        left += of_kinds(hit, Kind.INDEX)
    elif _is_stock(beside):
        left += of_kinds(hit, Kind.STOCK)
    return left


def theme_index(beside: Beside) -> tuple[Candidate, ...]:
    """An index whose name is a theme (食品, 智能制造) only where 指数 or ETF follows.

    The list of index names has hundreds of these; names with their publisher or number
    (中证红利, 国证2000) and those that people use (data/reference/indexes.csv) stand alone.
    """
    surface = beside.surface
    if surface in beside.lexicon.indexes or _INDEX_MARK.search(surface) or _is_stated(beside):
        return beside.hit.candidates
    if _INDEX_BEHIND.match(beside.after):
        return beside.hit.candidates
    return tuple(c for c in beside.hit.candidates if c.kind not in (Kind.INDEX, Kind.PLATE))


def is_weak(hit: Hit, surface: str, lexicon: Lexicon) -> bool:
    """Whether a name is more often a word: listed as one, or two characters made of a name.

    ST发展, ST未来 leave 发展, 未来: 20 and 19 of 1,108 texts had the word, none the stock.
    """
    if surface in lexicon.common_words:
        return True
    return len(surface) <= _N_WORD and all(c.name_kind is _MADE for c in hit.candidates)


def _is_stated(beside: Beside) -> bool:
    """Whether the text gives one of its codes elsewhere, as a cashtag or bare."""
    return any(each.code in beside.stated for each in beside.hit.candidates)


def _is_stock(beside: Beside) -> bool:
    if _STOCK_BEHIND.match(beside.after) or _STOCK_BEFORE.search(beside.before):
        return True
    beside_it = beside.list_neighbours()
    if beside.surface in beside.lexicon.common_words:
        # Posts set stocks side by side (均胜电子机器人); 阿里生态 is no list.
        beside_it += beside.touching()
    return any(_is_plain_stock(beside, each) for each in beside_it)


def _is_plain_stock(beside: Beside, other: Hit) -> bool:
    """Whether a neighbour is a stock that is no ordinary word itself."""
    return bool(of_kinds(other, Kind.STOCK)) and (
        other.method in EXPLICIT or not is_weak(other, other.span.of(beside.form), beside.lexicon)
    )
