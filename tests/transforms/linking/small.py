"""A small registry of real funds, stocks and indexes, and the hits of a sentence by it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from transforms.linking.codes import code_hits
from transforms.linking.contexts import in_context
from transforms.linking.dictionary import Dictionary
from transforms.linking.ellipsis import with_ellipses
from transforms.linking.form import linking_form
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Candidate, Hit
from transforms.linking.shields import SHIELDS
from transforms.registry.alias import Alias
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

DAY = date(2024, 6, 3)
OFFICIAL, SHORT, MADE = NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.GENERATED

# code: (market, name, company, class, fund_id)
_FUNDS = {
    "000001": ("OTCFUND", "华夏成长混合", "华夏", None, "000001"),
    "000651": ("OTCFUND", "嘉实稳祥纯债债券C", "嘉实", "C", "000651"),
    "161725": ("OTCFUND", "招商中证白酒指数(LOF)A", "招商", "A", "161725"),
    "012414": ("OTCFUND", "招商中证白酒指数(LOF)C", "招商", "C", "161725"),
    "110011": ("OTCFUND", "易方达优质精选混合(QDII)", "易方达", None, "110011"),
    "005827": ("OTCFUND", "易方达蓝筹精选混合", "易方达", None, "005827"),
    "202212": ("OTCFUND", "南方荣尊混合C", "南方", "C", "202212"),
    "163406": ("OTCFUND", "兴全合润混合A", "兴证全球", "A", "163406"),
    "163402": ("OTCFUND", "兴全趋势投资混合", "兴证全球", None, "163402"),
    "510050": ("SH", "华夏上证50ETF", "华夏", None, "510050"),
    "512500": ("SH", "华夏中证500ETF", "华夏", None, "512500"),
    "510500": ("SH", "南方中证500ETF", "南方", None, "510500"),
    "159995": ("SZ", "华夏国证半导体芯片ETF", "华夏", None, "159995"),
    "512760": ("SH", "国泰CES半导体芯片ETF", "国泰", None, "512760"),
    "515050": ("SH", "华夏中证5G通信主题ETF", "华夏", None, "515050"),
    "159915": ("SZ", "易方达创业板ETF", "易方达", None, "159915"),
    "588000": ("SH", "华夏上证科创板50成份ETF", "华夏", None, "588000"),
    "518880": ("SH", "华安易富黄金ETF", "华安", None, "518880"),
    "513050": ("SH", "易方达中证海外中国互联网50ETF", "易方达", None, "513050"),
    "515180": ("SH", "易方达中证红利ETF", "易方达", None, "515180"),
    "512890": ("SH", "华泰柏瑞中证红利低波动ETF", "华泰柏瑞", None, "512890"),
    "000198": ("OTCFUND", "天弘余额宝货币", "天弘", None, "000198"),
}
_OTHER_NAMES = (
    ("中证500ETF", "510500", SHORT), ("芯片ETF", "159995", SHORT), ("芯片ETF", "512760", SHORT),
    ("5GETF", "515050", SHORT), ("创业板", "159915", SHORT), ("创业板ETF", "159915", SHORT),
    ("科创50", "588000", SHORT), ("科创50ETF", "588000", SHORT), ("黄金ETF", "518880", SHORT),
    ("中概互联网ETF", "513050", SHORT), ("中国互联", "513050", SHORT), ("红利ETF", "515180", SHORT),
    ("红利低波", "512890", SHORT), ("50ETF", "510050", SHORT), ("芯片", "159995", SHORT),
    ("招商中证白酒A", "161725", MADE), ("招商中证白酒C", "012414", MADE),
    ("招商中证白酒", "161725", MADE), ("招商中证白酒", "012414", MADE),
    ("兴全合润", "163406", MADE), ("兴全趋势", "163402", MADE), ("易方达蓝筹", "005827", MADE),
    ("华夏芯片ETF", "159995", MADE), ("华夏5GETF", "515050", MADE),
    ("华夏科创50ETF", "588000", MADE),
    ("南方中证500", "510500", MADE), ("中证500", "510500", MADE),
    ("余额宝", "000198", NameKind.NICKNAME),
)  # fmt: skip
_STOCKS = {
    "000001": ("SZ", "平安银行"), "000651": ("SZ", "格力电器"), "600519": ("SH", "贵州茅台"),
    "600000": ("SH", "浦发银行"), "000002": ("SZ", "万科A"), "603883": ("SH", "老百姓"),
    "300024": ("SZ", "机器人"), "000591": ("SZ", "太阳能"), "603939": ("SH", "益丰药房"),
    "601318": ("SH", "中国平安"), "600048": ("SH", "保利发展"), "002271": ("SZ", "东方雨虹"),
    "600340": ("SH", "华夏幸福"), "00700": ("HK", "腾讯控股"), "NVDA": ("US", "英伟达"),
}  # fmt: skip
_INDEXES = {"科创50": "SH|000688", "创业板": "SZ|399006", "沪深300": "SH|000300"}
# Names of the list of all indexes, which nobody chose.
_INDEX_LIST = {"食品": "CSI|H30192", "中证红利": "CSI|000922"}
_COMPANIES = (
    "华夏",
    "易方达",
    "南方",
    "招商",
    "平安",
    "富国",
    "国泰",
    "银河",
    "嘉实",
    "中欧",
    "华宝",
)
_WORDS = (
    "老百姓", "机器人", "太阳能", "华夏", "南方", "招商", "平安", "国泰", "银河", "中欧", "芯片",
)  # fmt: skip

LEXICON = Lexicon(
    companies={each: each for each in _COMPANIES} | {f"{each}基金": each for each in _COMPANIES},
    common_words=dict.fromkeys(_WORDS, "a word"),
    indexes=_INDEXES,
)


def _alias(name: str, kind: Kind, market: str, code: str, name_kind: NameKind) -> Alias:
    return Alias(name, kind, market, code, name_kind, DAY, DAY, None, None, ("reference",))


def _aliases() -> Iterator[Alias]:
    for code, (market, name, *_) in _FUNDS.items():
        yield _alias(name, Kind.FUND, market, code, OFFICIAL)
    for name, code, name_kind in _OTHER_NAMES:
        yield _alias(name, Kind.FUND, _FUNDS[code][0], code, name_kind)
    for code, (market, name) in _STOCKS.items():
        yield _alias(name, Kind.STOCK, market, code, SHORT)
    for name, code in (("发展", "000838"), ("未来", "600532")):
        yield _alias(name, Kind.STOCK, "SZ", code, MADE)


def _index(name: str, key: str, name_kind: NameKind) -> Alias:
    market, code = key.split("|")
    return _alias(name, Kind.INDEX, market, code, name_kind)


def _spoken() -> Iterator[Alias]:
    for name, short_name in LEXICON.companies.items():
        yield _alias(name, Kind.COMPANY, "", short_name, OFFICIAL)
    for name, key in LEXICON.indexes.items():
        yield _index(name, key, NameKind.SHORT)
    for name, key in _INDEX_LIST.items():
        yield _index(name, key, OFFICIAL)


def _registry() -> Registry:
    names = defaultdict(list)
    for alias in _aliases():
        names[alias.kind, alias.market, alias.code].append(alias)
    funds = {
        code: Fund(market, code, fund_id, share_class, company=company)
        for code, (market, _, company, share_class, fund_id) in _FUNDS.items()
    }
    classes = defaultdict(list)
    for fund in funds.values():
        classes[fund.fund_id].append(fund.code)
    return Registry(
        "test",
        tuple(_aliases()),
        funds,
        classes={fund_id: tuple(sorted(codes)) for fund_id, codes in classes.items()},
        names={key: tuple(each) for key, each in names.items()},
    )


REGISTRY = _registry()
DICTIONARY = Dictionary([*_aliases(), *_spoken()], shields=SHIELDS)


def find(name: str) -> tuple[Candidate, ...]:
    """What the name means, as the linker tells the rules of lists."""
    form = linking_form(name)
    found = [
        each for each in DICTIONARY.find(form, name, DAY) if each.end - each.start == len(form)
    ]
    return found[0].surface.candidates(DAY) if found else ()


def hits(text: str) -> list[Hit]:
    """The names and codes of a text, before lists and contexts."""
    form = linking_form(text)
    names = [
        Hit(Span(start, end), "short_name", surface.candidates(DAY))
        for start, end, surface in DICTIONARY.find(form, text, DAY)
    ]
    return sorted([*names, *code_hits(form, REGISTRY, DAY)], key=lambda hit: hit.span)


def listed(text: str) -> list[Hit]:
    """The hits of a text after the rules of lists."""
    return with_ellipses(linking_form(text), hits(text), REGISTRY, find)


def judged(text: str) -> list[Hit]:
    """The hits of a text that its context lets stand."""
    return in_context(linking_form(text), hits(text), LEXICON)


def said(text: str, found: Iterable[Hit]) -> list[str]:
    """`surface=kind:code/code` of each hit."""
    return [
        f"{hit.span.of(text)}={kinds(hit)}:{'/'.join(sorted({c.code for c in hit.candidates}))}"
        for hit in found
    ]


def kinds(hit: Hit) -> str:
    """The kinds of a hit's candidates."""
    return "+".join(sorted({candidate.kind for candidate in hit.candidates}))
