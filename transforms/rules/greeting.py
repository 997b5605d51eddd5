"""Greetings with what belongs to them, such as the author's name: `大家好，我是阿热`."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.formulas import clauses, fills, formula
from transforms.rules.people import PEOPLE, YOU
from transforms.rules.rule import Found, Place, Rule
from transforms.spans import Span

_HOUR = (
    r"(?:大?清早|早上|早晨|早|上午|中午|午间|午|下午|傍晚|晚上|晚|夜里|周[一二三四五六日末]"
    r"|星期[一二三四五六日天]"
    r"|周末|假期|节日|新年|元旦|新春|春节|过年|元宵|清明|五一|端午|中秋|国庆|双节"
    r"|[一二三四五六七八九十\d]{1,2}月)"
)
_GOOD = r"(?:好|吉祥|快乐|愉快)(?:呀|啊|哈|哦|呢)?"
_HELLO = r"(?:hello|hi|hey|嗨|哈喽|哈啰|哈罗|嘿)"
_GREETING = formula(
    rf"{_HELLO}?(?:(?:{PEOPLE}){{1,2}}|{YOU}){_HOUR}?{_GOOD}|{_HELLO}(?:{PEOPLE})?"
    rf"|{_HOUR}好(?:呀|啊)?(?:{PEOPLE})?|早安|早啊|午安|晚安|(?:{PEOPLE})(?:早|早安|晚安)"
)
_CALL = formula(PEOPLE)
# What may follow a greeting as a clause of its own and says nothing besides.
_AFTER = formula(
    r"(?:我们|咱们)?又(?:跟|和|与)?(?:大家|你们)?见面(?:了|啦)|好久不见(?:了|啦)?|(?:很"
    r"|非常)高兴(?:又)?(?:跟|和|与)大家见面(?:了)?"
    r"|又是[^\W\d_]{1,8}的一天|又到了?(?:每周|每日|每天)?[^\W\d_]{0,6}的?(?:时间|时候|日子)(?:了"
    r"|啦)?"
    r"|欢迎(?:来到|收看|收听|光临|关注|打开|阅读)[^,]{1,20}"
)
_INTRODUCTION = re.compile(
    r"\W*(?:我是|我叫|这里是|这是|我就是)(?:你们的|大家的)?(?:老朋友)?(?P<name>.{1,14}?)[\W]*"
)
# A name is a name, not what the author thinks, holds or did: 我是看多的, 我是茅台股东.
_NO_NAME = re.compile(
    r"[了过着吧吗呢不没持仓买卖套亏赚涨跌]|看[好多空]|多头|空头|多军|空军|股东|散户|韭菜|觉得"
    r"|认为|的$"
)
# The rest leans on what would go: 大家好，才是真的好.
_LEANS = re.compile(
    r"\W*(?:才|就|也|都(?!说|知道)|但|却|而|所以|因此|那|说明|是|不是|我(?:才|就|也))"
)


def _greeting(prose: Prose, sentence: Span) -> Iterator[Found]:
    """The greeting clauses at the beginning of a sentence, alone or before what reads on."""
    parts = clauses(prose, sentence)
    n_found = _n_greeting(prose, parts, _is_greeted(prose, sentence))
    if n_found == 0 or prose.is_quoted(parts[0]):
        return
    if n_found == len(parts):
        yield Found(sentence)
    elif fills(prose, parts[0], _GREETING) and not _LEANS.match(
        prose.folded, parts[n_found].start, sentence.end
    ):
        yield Found(Span(sentence.start, parts[n_found].start))


def _is_greeted(prose: Prose, sentence: Span) -> bool:
    """Whether the sentence before greets: `大家好！我是小满。`."""
    if sentence.start == 0:
        return False
    before = clauses(prose, prose.sentence_at(sentence.start - 1))
    return bool(before) and fills(prose, before[-1], _GREETING)


def _n_greeting(prose: Prose, parts: list[Span], is_greeted: bool) -> int:
    """How many clauses from the first on only greet; a call counts with a greeting behind it."""
    n_found = 0
    for number, part in enumerate(parts):
        greets = fills(prose, part, _GREETING) or fills(prose, part, _CALL)
        if not greets and not ((n_found or is_greeted) and _says_on(prose, part)):
            break
        n_found = number + 1
    if not is_greeted and 0 < n_found < len(parts) and not fills(prose, parts[0], _GREETING):
        return 0
    return n_found


def _says_on(prose: Prose, part: Span) -> bool:
    return fills(prose, part, _AFTER) or _is_introduction(prose, part)


def _is_introduction(prose: Prose, part: Span) -> bool:
    said = _INTRODUCTION.fullmatch(prose.folded, part.start, part.end)
    if said is None:
        return False
    if prose.author and said["name"].strip() in prose.author:
        return True
    return len(said["name"]) <= 10 and not _NO_NAME.search(said["name"])


RULES = (
    Rule(
        id="greeting.opening",
        kind="greeting",
        hints=(
            "好",
            "早",
            "安",
            "快乐",
            "愉快",
            "们",
            "hi",
            "Hi",
            "HI",
            "ello",
            "ELLO",
            "嗨",
            "哈",
            "嘿",
            "我是",
            "我叫",
            "这里是",
        ),
        judge=_greeting,
        place=Place.HEAD,
        strip="大家好，我是阿热。",
        keep="大家好好看看这张图，量在哪里。",
        taught_by="openings of bloggers' posts (text.md §1.2; the seed)",
    ),
)
