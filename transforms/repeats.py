"""Lines that one author or one source repeats at the head or tail of post after post."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from transforms.fold import match_form

# Where a repeated line is furniture: the first two lines and the last five (text.md §1.5).
HEAD_LINES = 2
TAIL_LINES = 5
# In shorter lines there is too little to be sure of (`加油`, `不追高`); longer ones are said once.
_FEWEST_CHARS, _MOST_CHARS = 4, 120
# A line of a whole source must say more: many authors write `新年快乐` without any template.
_FEWEST_OF_SOURCE = 8

# What a line must not hold, however often it comes again: figures, marks of tables and tags,
# what is held or done, what is thought of the market; and headings, which structure a text.
_SAYS = re.compile(
    r"[\d%‰$#\t]|https?:|[零一二三四五六七八九十百千万亿两半几]+(?:成|仓|倍|个点|点|万|亿|元|块"
    r"|毛|手|股|只|支|天|日|周|月|年|次|轮|波|板)|百分之"
    r"|[仓持买卖加减清割套补抄追赚亏涨跌牛熊]|定投|止损|止盈|做多|做空|看多|看空|看好|唱多|唱空"
    r"|建议|利益|目标价"
    r"|观点|看法|判断|策略|操作|维持|不变|继续|等待|观望|谨慎|乐观|悲观|中性|震荡|反弹|回调|突破"
    r"|支撑|压力|见底|见顶|底部区|顶部"
    r"|大盘|指数|板块|行情|趋势|主线|量能|北向|两融|美联储|加息|降息|关税"
)
_HEADING = re.compile(
    r"[\W_]*(?:[一二三四五六七八九十]+|[(\[【][^)\]】]{1,12}[)\]】])[\W_]*.{0,12}|.*[::]\W*"
    r"|.{0,10}(?:复盘|分析|总结|计划|点评|回顾|展望|要闻|早报|晚报|日报|周报|盘点|观察|笔记|前瞻"
    r"|解读|速递|快讯|日记|导读|摘要|正文|结论|结语|附录|参考)\W*"
)
# In a line that is known to repeat, these words make it an advertisement.
_CALLS = re.compile(
    r"公众号|公号|微信|关注|点赞|转发|在看|扫码|二维码|[加进入]群|直播|链接|订阅|星标|私信|专栏"
    r"|星球|课程|客服|免费|领取|下载"
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a repeated line is: `rule_id` and `kind` of its removal, `support` posts that had it."""

    rule_id: str
    kind: str
    support: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """What is known to repeat in one author's posts: numbers of posts by the line's digest."""

    of_author: Mapping[int, int] = field(default_factory=dict)
    of_source: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.of_author or self.of_source)

    def find(self, line: str, *, is_head: bool) -> Repeat | None:
        """What the line is where it repeats at this edge, and says nothing of its own."""
        key = line_key(line)
        if not _may_repeat(line, key):
            return None
        digest = _digest(key, is_head=is_head)
        if digest in self.of_author:
            return Repeat("repeat.author", _kind(line, is_head), self.of_author[digest])
        if digest in self.of_source and len(key) >= _FEWEST_OF_SOURCE:
            return Repeat("repeat.source", "promo", self.of_source[digest])
        return None


NONE = Repeats()
# What is known to repeat where and when a visit (a row of POST_CAPTURES) saw a post.
RepeatsOf = Callable[[Mapping[str, Any]], Repeats]


def none_known(_: Mapping[str, Any]) -> Repeats:
    """For builds that look at one visit alone."""
    return NONE


def line_key(line: str) -> str:
    """The form under which two spellings of one line are equal: folded words without marks."""
    return "".join(filter(str.isalnum, match_form(line))).casefold()


def edge_keys(text: str) -> list[int]:
    """Digests of the lines at head and tail of a flat text that may repeat, sorted.

    A text of one line has no edge. Digests tell no words: captures may keep them beside texts.
    """
    lines = [line for line in text.split("\n") if _is_said(line)]
    if len(lines) < 2:
        return []
    head = _digests(lines[:HEAD_LINES], is_head=True)
    return sorted({*head, *_digests(lines[-TAIL_LINES:], is_head=False)})


def _digests(lines: Sequence[str], *, is_head: bool) -> Iterator[int]:
    for line in lines:
        key = line_key(line)
        if _may_repeat(line, key):
            yield _digest(key, is_head=is_head)


def _is_said(line: str) -> bool:
    """Whether the line has words beside tags and cashtags: those close a post below its end."""
    return bool(line_key(re.sub(r"#[^#\n]{1,60}#|\$[^$\n]{1,60}\$", "", match_form(line))))


def _may_repeat(line: str, key: str) -> bool:
    if not _FEWEST_CHARS <= len(key) <= _MOST_CHARS:
        return False
    folded = match_form(line)
    return _SAYS.search(folded) is None and _HEADING.fullmatch(folded) is None


def _digest(key: str, *, is_head: bool) -> int:
    edge = b"head" if is_head else b"tail"
    return int.from_bytes(blake2b(key.encode(), digest_size=8, person=edge).digest(), signed=True)


def _kind(line: str, is_head: bool) -> str:
    if _CALLS.search(match_form(line)):
        return "promo"
    return "greeting" if is_head else "signoff"
