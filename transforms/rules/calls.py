"""Calls to the reader inside longer sentences: where the call begins and where it ends."""

import re

from transforms.prose import Prose
from transforms.spans import Span

# Clauses that only lead to a call: 更多精彩内容, 如果觉得有用, 想了解更多的朋友.
_LEAD = re.compile(
    r"[\W_]*(?:\d*[.、)]?\s*)?(?:更多|点击(?:我的|头像|个人)?(?:主页|头像)|关注|了解|查看|获取"
    r"|如果|如需|如您|若您?|觉得|喜欢"
    r"|想(?:要)?|感兴趣|有兴趣|有(?:需要|问题|疑问|想法)|需要|为了?|欲|原创不易|码字不易|创作不易"
    r"|最后|另外|此外|同时|注意|ps|温馨提示|各位|朋友|大家|兄弟|亲|(?:或|也)可以?|本文|(?:今天"
    r"|今晚)?的?(?:文章|内容))[^,。!?;:]{0,24}[,:~\s]*",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[,:~\s)(（）】|]|(?<=[A-Za-z\d%])(?=更多)")
# What is said on after a call is part of it, unless it speaks of the market again.
_MARKET = re.compile(
    r"[$#%]|[涨跌仓]|\d{6}|指数|大盘|板块|估值|业绩|行情|反弹|买入|卖出|看好|看空|利好|利空"
    r"|[底顶牛熊]"
)
_MOST_BEFORE = 10
_MOST_NAMED = 16
_MOST_SAID_ON = 40
_CLOSERS = "”’」』)】》]"
# What a call goes on to say: what there is to get, what to write there, thanks.
_SAID_ON = re.compile(
    r"更多|精彩|探讨|一起|一同|获取|获得|领取|回复|及时|第一时间|不错过|不再|不迷路|失联|谢谢|感谢"
    r"|多谢|多多|点赞|转发|分享|在看|留言|点击|扫码|二维码|学习|成长|进步"
    r"|交流|联系|备注|注明|来意|群(?![体众岛])|名额|先到先得|速来|完整|全文|动力|添加|加我|咨询"
    r"|^\W*关注[^,。!?;\s]{1,10}\W*$|合作|授权|链接|原文|独享|福利|资料|关注(?:我|公众|公号|一下|哦|吧|后|[,。!]|$)|报名"
    r"|助手|助理|客服|朋友圈|公众号|公号|可得|免费|最新|下载|查看|阅读|订阅"
    r"|陪你|陪伴|每[天日周](?:陪|为|给|分享|更新)|微信|邮箱|电话|暗号|欢迎|名称|错过",
    re.IGNORECASE,
)
# It begins with what it goes on with; what comes late in a clause is its topic.
_SOONEST = 12
# Somebody speaks of something: it is no call any more.
_SPOKEN = re.compile(
    r"[季财年]报|公司|客户|成本|利润|毛利|订单|需求|库存|存货|龙头|资本|央行|政策|利率|翻倍|[讲谈]|说[说到的]|我把|会员|这个|那个"
    r"|因为|所以|但是|不过|其实|结果|已经|去年|今年|明年|昨天|主要|核心"
)
# What is no name but goes on: 长按二维码支付的手续费, 直播报名的散户.
_GOES_ON = re.compile(r"的|之[后前]|以[后前]|后(?!台)|时|者|[们里上]|支付|代理|越|都|也|就(?!可)")
# Where somebody is reached: a telephone, an address, an id in brackets.
_REACHED = re.compile(
    r"\d{3,4}-\d{7}|(?<!\d)1\d{10}(?!\d)|@\w+\.|^\s*\([^()]{0,8}(?:id|号)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,:~!\s]*((?:《[^》\n]{0,40}》|“[^”\n]{0,40}”|[^,:;~!?。\s\n(”’」』)】》\]])*)"
    r"[,:;~!?。\s”’」』)】》\]]*"
)
_ASIDE = re.compile(r"(?:@[\w-]{1,16}\s*)+|\s*\([^()\n]{1,30}\)[,;!。\s]*")


def call(prose: Prose, sentence: Span, said: re.Match[str]) -> Span | None:
    """The call: from its lead-in over what it goes on to say.

    What stands before and after and speaks of something else is the author's and stays; None
    where the formula only begins a clause that goes on.
    """
    start, end = _start(prose, sentence, said.start()), said.end()
    if end < sentence.end and not (_is_border(prose, end) or _ends_id(prose, end)):
        named = _CLAUSE.match(prose.folded, end, sentence.end)
        if named and _is_name(prose, Span(end, named.end(1))):
            end = named.end()
        elif prose.folded[end - 1] not in _CLOSERS and prose.folded[end] not in "$#@(":
            return None
    return Span(start, _said_on(prose, end, sentence.end))


def _said_on(prose: Prose, end: int, last: int) -> int:
    """Where the clauses end that only go on calling, and the mentions behind them."""
    while end < last:
        clause = _ASIDE.match(prose.folded, end, last) or _CLAUSE.match(prose.folded, end, last)
        if clause is None or clause.end() == end:
            break
        words = prose.folded[end : clause.end()]
        is_marks = prose.is_wordless(Span(end, clause.end()))
        is_short = len(words) <= _MOST_SAID_ON
        goes_on = is_short and _calls_on(words)
        if not (words.lstrip().startswith("@") or is_marks or goes_on or _REACHED.search(words)):
            break
        end = clause.end()
    return end


def _calls_on(words: str) -> bool:
    said = _SAID_ON.search(words)
    is_soon = said is not None and said.start() <= _SOONEST
    return is_soon and not _MARKET.search(words) and not _SPOKEN.search(words)


def _is_border(prose: Prose, at: int) -> bool:
    return prose.is_wordless(Span(at, at + 1)) and prose.folded[at] not in "$#@("


def _ends_id(prose: Prose, at: int) -> bool:
    """Whether an id or a number ends here, glued to words."""
    before = prose.folded[at - 1]
    return before.isascii() and before.isalnum() and not prose.folded[at].isascii()


def _is_name(prose: Prose, span: Span) -> bool:
    """Whether what is left of the formula's clause is the name of what is called for."""
    words = prose.of(span)
    is_short = len(words) <= _MOST_NAMED and not re.search(r"\d|^[a-z]$", words, re.IGNORECASE)
    closed = span.start > 0 and prose.folded[span.start - 1] in _CLOSERS
    goes_on = _SAID_ON.search(words) is not None and len(words) <= 2 * _MOST_NAMED
    if _MARKET.search(words) or _GOES_ON.match(words):
        return False
    return goes_on or (is_short and not closed)


def _start(prose: Prose, sentence: Span, at: int) -> int:
    """The beginning of the clauses that lead to the call, or of its own."""
    borders = [sentence.start]
    borders += [b.end() for b in _BORDER.finditer(prose.folded, sentence.start, at)]
    start = at
    for n_seen, border in enumerate(reversed(borders)):
        before = Span(border, start)
        if not (_is_lead(prose, before) or (n_seen == 0 and _is_short(prose, before))):
            break
        start = border
    # An opened bracket goes with what it opens.
    while start > sentence.start and prose.folded[start - 1] in "([【*":
        start -= 1
    return start


def _is_short(prose: Prose, span: Span) -> bool:
    """Whether what stands before the formula in its clause only leads to it: 后续内容请关注…."""
    is_short = span.end - span.start <= _MOST_BEFORE
    return is_short and not _MARKET.search(prose.folded, span.start, span.end)


def _is_lead(prose: Prose, span: Span) -> bool:
    words = prose.of(span)
    is_short = len(words) <= _MOST_NAMED
    calls = is_short and bool(_SAID_ON.search(words)) and not _MARKET.search(words)
    return calls or prose.is_wordless(span) or bool(_LEAD.fullmatch(words))
