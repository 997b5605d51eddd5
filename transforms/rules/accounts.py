"""Accounts named at the edge of a text with nothing said of them, and accounts called below it."""

from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.formulas import fills, formula
from transforms.rules.rule import Found, Place, Rule
from transforms.spans import Span

# An account and nothing else: 公众号：名, 本文首发于公众号“名”, 微信公众号ID：abc.
_ACCOUNT_LINE = formula(
    r"(?:本文|文章|原文|更多[^,。:\s]{1,8},?|全文)?(?:首发|始发|原创|同步|发布|发表|来自|作者|同名|个人|我的"
    r"|官方|付费)*(?:于|在|的|自)*(?:同名|个人|我的)?(?:微信|wx)?(?:公众号|公号|订阅号|视频号"
    r"|知识星球)(?:id|名称)?[::\s]*[“「『\"【《]?[^,。!?;\s]{1,16}[”」』\"】》]?(?:首发|同步"
    r"|原创)?"
)
_LONGEST_ROW = 300
# Accounts that are called below a post, and nothing else.
_HANDLES = formula(r"(?:@[\w-]{1,20}[\s,、]*){3,}")


def _handles(prose: Prose, sentence: Span) -> Iterator[Found]:
    line = prose.line_at(sentence.start)
    if line.end - line.start <= _LONGEST_ROW and _HANDLES.fullmatch(
        prose.folded, line.start, line.end
    ):
        yield Found(line)


def _account(prose: Prose, sentence: Span) -> Iterator[Found]:
    if fills(prose, sentence, _ACCOUNT_LINE):
        yield Found(sentence)


RULES = (
    Rule(
        id="cta_follow.account_line",
        kind="cta_follow",
        hints=("公众号", "公号", "订阅号", "视频号", "知识星球"),
        judge=_account,
        place=Place.EDGE,
        strip="微信公众号：量在价先",
        keep="公众号：流量红利见顶之后，广告单价还会掉。",
        taught_by="heads and closings of copied articles (text.md §1)",
    ),
    Rule(
        id="cta_follow.handles",
        kind="cta_follow",
        hints=("@",),
        judge=_handles,
        place=Place.TAIL,
        strip="@某某看盘 @某某话题 @某某访谈",
        keep="感谢@某某 @某某 @某某，三个人的口径合起来才完整。",
        taught_by="closings of posts that call accounts of the site (text.md §1)",
    ),
)
