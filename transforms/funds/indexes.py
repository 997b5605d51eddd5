"""The index that a fund tracks: one form for the spellings of its name, and out of a benchmark."""

import re

from transforms.fold import fold

# Around the name in benchmarks: currency before it, English name and currency in brackets behind
# it, and what of it is measured (seen in 1,648 benchmarks of exchange funds).
_BEFORE = re.compile(
    r"^(?:同期)?(?:经?(?:人民币)?(?:估值)?汇率调整(?:后)?的?|人民币计价的?|人民币/港币汇率\*)?(?:标的|同期)?"
)
_NOTES = re.compile(r"(?:(?<=指数)|(?<=率))\((?:[^()]|\([^()]*\))*\)")
_AFTER = re.compile(r"(?:同期)?(?:净总收益指数收益率|[全总净]?收益率?|增长率|收盘价)$")
# What variant of an index is quoted, not which index: 创业板指数(价格), 中证港股通科技人民币指数,
# 中债-1-5年国开行债券全价(总值)指数.
_VARIANT = re.compile(
    r"\((?:价格|收益|全收益|净收益|总收益|全价|净价|总值)\)"
    r"|(?:全价|财富|净价)(?=\(总值\)指数)|(?<=.)(?:人民币|港元|价格|全收益)(?=指数$)"
)
_WORD = re.compile(r"(?:指数|指|INDEX)+$")
_SPELLINGS = (("标准普尔", "标普"), ("成分", "成份"), ("中债-", "中债"))
_SHORT = ((re.compile("综指?$"), "综合"), (re.compile("成指$"), "成份"))
# Shanghai's contracts: 上海黄金交易所Au99.99现货实盘合约, (合约代码:SHAU), 国内黄金现货价格.
_GOLD = (
    ("黄金9999", re.compile(r"黄金9999|AU99\.?99|国内黄金现货")),
    ("上海金", re.compile(r"SHAU|上海金(?:$|集中|午盘|早盘|基准)")),
)

# Not every + joins: 360互联网+大数据100.
_JOINT = re.compile(r"(?<=[%率)])\+|\+(?=\d+(?:\.\d+)?%)")
_WEIGHT = re.compile(r"[*×x](\d+(?:\.\d+)?)%|(\d+(?:\.\d+)?)%[*×x]")
# Index funds state 90 to 100 % of their index; most managed funds 80 % or less.
_MOST = 90


def index_form(name: str) -> str:
    """The form under which two spellings of one index name are equal: 沪深300指数 → 沪深300.

    Without 指数, notes, price and return variants and spaces, in upper case; of Shanghai's gold
    黄金9999 and 上海金. Never empty where the name is not.
    """
    plain = re.sub(r"\s", "", fold(name)).upper()
    if gold := _gold(plain):
        return gold
    form = _VARIANT.sub("", _named(plain))
    for spelling, usual in _SPELLINGS:
        form = form.replace(spelling, usual)
    for short, usual in _SHORT:
        form = short.sub(usual, form)
    return _WORD.sub("", form) or plain


def benchmark_index(benchmark: str) -> str | None:
    """The index that a benchmark follows, as it names it; None where it is none or a mix.

    沪深300指数收益率*95%+银行活期存款利率(税后)*5% → 沪深300指数. Whether the fund tracks it is not
    said: managed funds name one too, above all bond funds. Of 1,213 benchmarks of exchange funds
    whose tracked index another list tells, 1,140 are the same by index_form; of the others most
    are called otherwise there (中证细分化工产业主题, 细分化工).
    """
    pieces = _JOINT.split(re.sub(r"\s*\+\s*", "+", fold(benchmark)))
    heavy = [piece for piece in pieces if len(pieces) == 1 or _weight(piece) >= _MOST]
    if len(heavy) != 1:
        return None
    name = _named(_WEIGHT.sub("", heavy[0]).strip())
    is_index = "指" in heavy[0] or "index" in heavy[0].lower()
    return _gold(heavy[0].upper()) or (name or None if is_index else None)


def _weight(piece: str) -> float:
    """The weight that a part of a benchmark states, in per cent; 0 where it states none."""
    found = _WEIGHT.search(piece)
    return float(found[1] or found[2]) if found else 0.0


def _named(name: str) -> str:
    """The index name without what stands around it in benchmarks."""
    return _AFTER.sub("", _NOTES.sub("", _BEFORE.sub("", name))).strip()


def _gold(name: str) -> str | None:
    return next((gold for gold, pattern in _GOLD if pattern.search(name)), None)
