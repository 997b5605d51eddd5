"""How far a credit reaches behind its label, and whom it names."""

import re

from transforms.prose import Prose
from transforms.rules.names import BY_FORM, BY_LATIN, BY_LIST, DATE
from transforms.spans import Span

NAME = (
    rf"(?:《[^》\n]{{1,60}}》(?:网|杂志)?|[“\"「][^”\"」\n]{{1,30}}[”\"」]|{BY_LIST}|{BY_FORM}"
    rf"|{BY_LATIN}(?![A-Za-z]))"
)
_PIECE = (
    rf"(?:{DATE}(?:[电讯](?=[,\s]|$))?|:\s?\d{{1,4}}-\d{{1,4}}|{NAME}(?![一-鿿A-Za-z])|©|@[\w一-鿿-]{{1,20}}|\([^()\n。]{{0,40}}\)"
    rf"|ID\s*:\s*[\w-]+|作者\s*:\s*@?[\w一-鿿·-]{{2,16}}"
    r"|[一-鿿A-Za-z]{2,12}?(?:整理|统计|制图|绘制)(?=[,;。)\s]|$)"
    r"|(?<=、)[一-鿿A-Za-z]{2,10}(?=[、,;。)\s]|$))"
)
_JOIN = r"\s*[,、/&+·|;~—–-]?\s*"
_NAMES = re.compile(rf"(?P<name>{NAME})(?:{_JOIN}{_PIECE})*")
# Words of somebody who speaks; a name has none of them.
_SPEECH = re.compile(
    r"[%?!]|涨|跌|震荡|预计|增长|下降|亿|万元|股价|指数|板块|认为|表示|上周|本周|今日|昨日|今天"
    r"|昨天|近日|因为|所以|如果|我们?|你|他|她|自有|自筹|资金|贷款|收入|利润|工资"
    r"|分红|现金|税|客户|订单|需求|进口|出口|业务|租金|房租|补助|一是|主要|包括|于|很|都|就|不"
    r"|吗|呢|吧|了|[未待]证实|传闻"
)
_LONGEST_NAME = 24
_MOST_AFTER_NAME = 6
_LONGEST_BRACKET = 120
_ASIDE = re.compile(r"\([^()]*\)?$")
_CLOSERS = {"(": ")", "[": "]", "【": "】"}
# What a bracket may say behind its names without saying anything.
_LEGAL = re.compile(
    r"(?:风险提示\s*:?)?(?:(?:股市|市场|投资|基金|理财)有风险|投资(?:需|须)?谨慎|入市需谨慎"
    r"|历史涨?跌?幅?业?绩?不(?:预示|代表)未来[^,)]*|指数历史[^,)]*"
    r"|(?:以上)?(?:本文)?观点[^,)]*|不构成[^,)]*|仅供参考|本文[^,)]*)"
)
# A name that goes on as a sentence: Wind数据显示, 公司公告称, 公司年报里写得, 财联社这条快讯.
_GOES_ON = re.compile(
    r"显示|数据|统计|发布|报道|称,|[这那的里也都说写讲《]|中的|我(?!国)|[你他她]"
    r"|第[一二三四五六七八九十]"
)
_NEXT_CREDIT = re.compile(r"[,;|/@]|\s{2,}|\(|作者|编辑|记者|\s链接")
# 公众号“某某看盘”: what sort of source it is, before its name.
_ACCOUNT = re.compile(r"^(?:微信)?(?:公众号|订阅号)[\s:“\"「]+(?=\w)")
_MARKS = ' \t《》“”"「」()。,;:|/·©-'


def credited(
    prose: Prose, opener: str | None, start: int, sentence: Span
) -> tuple[int, str | None]:
    """Where the credit ends whose label ends at `start`, and its name; there if nothing is sure."""
    if opener is None:
        return _open(prose, start, sentence)
    close = _closing(prose.folded, opener, start, prose.line_at(start).end)
    if close < 0:
        return _open(prose, start, prose.sentence_at(start))
    return _bracketed(prose, start, close)


def _closing(text: str, opener: str, start: int, stop: int) -> int:
    """The place of the bracket that closes, -1 where it is too far off."""
    depth = 1
    for at in range(start, min(stop, start + _LONGEST_BRACKET)):
        depth += (text[at] == opener) - (text[at] == _CLOSERS[opener])
        if depth == 0:
            return at
    return -1


def _bracketed(prose: Prose, start: int, close: int) -> tuple[int, str | None]:
    named = _NAMES.match(prose.folded, start, close)
    rest = prose.folded[named.end() if named else start : close]
    if _SPEECH.search(_LEGAL.sub("", rest)):
        return start, None
    return close + 1, _clean(named["name"] if named else _first(rest))


def _open(prose: Prose, start: int, sentence: Span) -> tuple[int, str | None]:
    """All of the sentence where nothing in it speaks, else what is surely names."""
    named = _NAMES.match(prose.folded, start, sentence.end)
    position = named.end() if named else start
    rest = _ASIDE.sub("", prose.folded[position : sentence.end].rstrip("。;,)】] ")).rstrip()
    if named and not rest:
        return sentence.end, _clean(named["name"])
    if not rest or _is_name(prose.folded[start:position], rest):
        return sentence.end, _clean(_first(prose.folded[start : sentence.end]))
    if named is None or _GOES_ON.match(prose.folded, position):
        return start, None
    return _with_mark(prose.folded, position), _clean(named["name"])


def _is_name(before: str, rest: str) -> bool:
    """Whether what the grammar of names leaves over may be the rest of a name."""
    if len(before) + len(rest) > _LONGEST_NAME or "," in rest or "。" in rest:
        return False
    return not _SPEECH.search(rest) and (not before or len(rest) <= _MOST_AFTER_NAME)


def _with_mark(text: str, position: int) -> int:
    return position + (text[position : position + 1] in tuple(",;。)"))


def _first(words: str) -> str:
    return _NEXT_CREDIT.split(words)[0]


def _clean(name: str) -> str | None:
    return _ACCOUNT.sub("", name.strip(_MARKS)).removeprefix("综合") or None
