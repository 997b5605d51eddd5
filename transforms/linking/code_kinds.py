"""Of what a code is that is both a stock's and a fund's: by its name, its mark, the words near."""

import re
from collections.abc import Sequence

from transforms.linking.code_lists import Gap
from transforms.linking.link import Candidate
from transforms.linking.written_code import WrittenCode
from transforms.registry.sighting import Kind

_FUND_LABEL = re.compile(
    r"(?:基金(?:代码)?|etf|lof|联接|[a-i]类|混合[a-i]?|债券?[a-i]?)[:(\[【为是\s]*$"
)
_STOCK_LABEL = re.compile(r"(?:股票(?:代码)?|个股|该股|新股|正股|股份|证券代码)[:(\[【为是\s]*$")
_FUND_WORD = re.compile(
    r"基金(?!重仓|持[股仓]|经理|公司|[增加减]仓|抱团|买入)|etf|净值|(?<!新股)(?<!打新)申购(?!新股|新债)|定投|赎回"
    r"|lof|联接|份额|支付宝|天天基金|蚂蚁财富|混合型?|债基|股基|货基|[ac]类|持有人"
)
_STOCK_WORD = re.compile(
    r"股票|个股|该股|股价|股东|涨停|跌停|[连封炸首]板|打板|主力|散户|筹码|庄家|游资|重组|停牌|复牌|年报|中报|季报|增发|解禁"
    r"|借壳|市盈率|拉升|洗盘|吸筹|新股|尾盘|做[空多]|k线|业绩|公告|限售|龙虎榜|大单|利好|利空|高开|低开|成本价?|亏损|利润|(?<!基金)公司"
)
_INDEX_LABEL = re.compile(r"指数?(?:代码)?[:(\[【为是\s]*$")
_REACH = 20


def decided(form: str, written: Sequence[WrittenCode]) -> list[WrittenCode]:
    """The codes with the candidates that context leaves; a list's undecided follow the others."""
    judged = [_by_context(form, each) if _is_open(each) else each for each in written]
    if len(judged) > 1 and any(map(_is_open, judged)):
        _follow(form, judged)
    return judged


def _follow(form: str, judged: list[WrittenCode]) -> None:
    # Once in each direction: a list's kind is told by its first or its last code.
    for index in (*range(len(judged)), *reversed(range(len(judged)))):
        kind = _kind_of_neighbour(form, judged, index) if _is_open(judged[index]) else None
        if kind is not None:
            judged[index] = _only(judged[index], kind)


def _by_context(form: str, written: WrittenCode) -> WrittenCode:
    """By name, else by the mark or label before it, else by the words around it."""
    named = written.named(form)
    if named:
        return written._replace(candidates=_with_same(written, named))
    kind = _labelled(form, written) or _spoken_of(form, written)
    return _only(written, kind) if kind is not None else written


def _is_open(written: WrittenCode) -> bool:
    candidates = written.candidates
    return len(candidates) > 1 and len({candidate.kind for candidate in candidates}) > 1


def _with_same(written: WrittenCode, named: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """All candidates of the named ones' kinds: a fund has a name on and one off the exchange."""
    kinds = {candidate.kind for candidate in named}
    return tuple(candidate for candidate in written.candidates if candidate.kind in kinds)


def _only(written: WrittenCode, kind: Kind) -> WrittenCode:
    left = tuple(candidate for candidate in written.candidates if candidate.kind is kind)
    return written._replace(candidates=left) if left else written


def _labelled(form: str, written: WrittenCode) -> Kind | None:
    before = form[max(0, written.span.start - _REACH) : written.span.start]
    if written.market == "OTCFUND" or _FUND_LABEL.search(before):
        return Kind.FUND
    if _STOCK_LABEL.search(before) or written.market in ("SH", "SZ", "BJ"):
        return Kind.STOCK
    return Kind.INDEX if _INDEX_LABEL.search(before) else None


def _spoken_of(form: str, written: WrittenCode) -> Kind | None:
    start, end = written.span
    near = form[max(0, start - _REACH) : start].rpartition("\n")[2]
    near += "|" + form[end : end + _REACH].partition("\n")[0]
    n_fund, n_stock = (len(set(word.findall(near))) for word in (_FUND_WORD, _STOCK_WORD))
    if n_fund == n_stock:
        return None
    return Kind.FUND if n_fund > n_stock else Kind.STOCK


def _kind_of_neighbour(form: str, judged: Sequence[WrittenCode], index: int) -> Kind | None:
    """The kind of a decided code beside it in one list."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(judged) and not _is_open(judged[other]):
            first, second = sorted((judged[index].span, judged[other].span))
            if Gap(form, first, second).is_of_list:
                return judged[other].candidates[0].kind
    return None
