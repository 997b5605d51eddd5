"""Sign-offs: the end announced, the next time promised, wishes, thanks for reading."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.formulas import clauses, fills, formula
from transforms.rules.people import PEOPLE, YOU
from transforms.rules.rule import Found, Place, Rule
from transforms.spans import Span

_SOFT = r"(?:了|吧|啦|哈|哦|呀|咯|喽|哒|呢|啊)*"
_NOW = (
    r"(?:今天|今晚|今日|今儿|本期|这期|本篇|这篇|本文|文章|今天的(?:文章|分享|复盘|内容)|这次|先"
    r"|暂时|好[了啦]|好|那么?|以上|周末)"
)
_TALK = r"(?:聊|写|说|讲|谈|分享|更新|唠|扯|码|复盘)"
_HERE = r"(?:这里|这儿|此为止|此|这么多|这些|这样|这)"
_END = formula(
    rf"{_NOW}{{1,3}}(?:就|先){{1,2}}{_TALK}?(?:到|在)?{_HERE}(?:结束)?{_SOFT}"
    rf"|(?:就|先){_TALK}(?:到|在)?{_HERE}{_SOFT}"
    rf"|{_NOW}{{1,3}}{_TALK}(?:到|在)?{_HERE}{_SOFT}"
    rf"|{_NOW}的?(?:分享|复盘|文章|内容|更新|直播)?(?:就)?到此(?:为止|结束){_SOFT}"
    r"|以上就是.{0,8}(?:内容|分享|复盘)(?:了|啦)?|(?:码完)?收工(?:了|啦)?|(?:就|先)(?:这样|酱)(?:吧|啦|了|哈)?"
    r"|(?:全|本)文完|全文结束|正文(?:完|结束)|完|未完待续|-*end-*|the end"
)
_WHEN = (
    r"(?:明天|明晚|明早|明儿|后天|改天|回头|下周[一二三四五]?|周[一二三四五六日]|下次|下期"
    r"|下一?[篇期次回章集]"
    r"|节后|年后|盘前|盘后|开盘|晚上|收盘后|盘中|早盘|直播间?)"
)
_MEET = rf"(?:不见不散|再?见面?|再聊|接着聊|继续聊|再会|再叙|再唠|聊){_SOFT}"
# 下一篇, 下期: what only a writer has; before it the topic may stand (`A股下一篇再聊吧`).
_ISSUE = r"(?:下期|下一?[篇期回章集])"
_NEXT = formula(
    rf"(?:那么?|好了)?(?:我们|咱们|咱|让我们|大家|我)?(?:就)?{_WHEN}{{1,2}}(?:在)?(?:我们|咱们|咱"
    rf"|大家)?{_MEET}"
    rf"|(?:剩下的|其他的|其余的|具体的?)?[^\W_]{{0,6}}?(?:我们|咱们|咱)?(?:等|放|留)?(?:到)?"
    rf"{_ISSUE}(?:文章)?(?:我们|咱们|咱)?(?:再|接着|继续)(?:聊|说|讲|谈|写|叙|唠){_SOFT}"
    r"|(?:后面|之后|晚点|后续)再(?:补充|更新|写|聊|说)|再见|拜拜|回见|回聊|下回见"
)
_WISHED = (
    r"(?:快乐|愉快|顺利|顺遂|长虹|大吉|大利|安康|健康|康健|平安|幸福|发财|好运|好运连连|大赚|吉祥"
    r"|如意"
    r"|旺|旺旺|红火|满满|丰收|大卖|开心"
    r"|团圆|美满|好梦|聪明|进步|成功|如愿|圆满|万事胜意|心想事成|收益长红|一路长红|天天涨停|多多"
    r"|常在|好心情|一切(?:都)?(?:安)?好|好)"
)
_FEAST = (
    r"(?:双节|五一|十一|五一节|劳动节|国庆节?|中秋节?|端午节?|清明|元旦节?|新年|新春|春节|元宵节?"
    r"|除夕|圣诞节?|周末|假期|节日"
    r"|母亲节|父亲节|儿童节|妇女节|女神节|教师节|七夕|虎年|兔年|龙年|蛇年|马年|羊年)"
)
_FIRST = r"(?:最后|老规矩|照例|再次|提前|在此|顺便|也|先|衷心|预|这里|恭|同|敬|并){0,4}"
# Whom a wish goes to: people, not a share (祝某某药业顺利 may be a stance).
_WISH = formula(
    rf"{_FIRST}祝(?:福|愿)?(?:{PEOPLE}|{YOU})[^,。!]{{0,18}}?{_WISHED}{_SOFT}|{_FIRST}祝(?:好|投资(?:愉快|顺利)){_SOFT}"
    rf"|{_FIRST}祝?{_FEAST}(?:快乐|愉快|安康|吉祥|好){_SOFT}|(?:{PEOPLE})?{_FEAST}(?:快乐|愉快"
    rf"|安康){_SOFT}(?:{PEOPLE})?"
)
# Said on after a wish, without a subject of its own: 账户长虹, 阖家欢乐, 新的一年更加聪明.
_WISH_ON = formula(
    r"(?:也)?(?:祝|愿)?(?:账户|投资|生活|工作|身体|阖家|合家|全家|万事|新的?一年|来年|天天|财源"
    r"|股市|收益|龙马|心想|好运|身心)[^,。]{0,10}"
    r"|(?:阖|合)家.{2}|一路.{2,4}|.{2}(?:如意|康健|安康|大吉|长虹|连连|滚滚|事成|胜意|常在)"
)
_SARCASM = re.compile(r"亏|套|跌|割|韭菜|慢一点|少一点|别")
_READING = (
    r"(?:耐心)?(?:阅读|观看|收看|收听|支持|关注|陪伴|点赞|打赏|赞赏|厚爱|信任|理解|鼓励|转发|与"
    r"|和|及|、)+"
)
_THANKS = formula(
    r"(?:再次|最后|非常|也|在此)*(?:感谢|谢谢|多谢|感恩)"
    rf"(?:(?:{PEOPLE}|{YOU})(?:一直以来|长期以来)?的?(?:{_READING})?|{_READING}){_SOFT}"
)
_NIGHT = formula(rf"(?:{PEOPLE})?(?:晚安|好梦|早点?(?:休息|睡)|早睡){_SOFT}(?:{PEOPLE})?")
# A last word of at most five after the end is announced: 今晚就这些，睡了.
_LAST_WORD = formula(r"[^\W\d_]{1,4}(?:了|啦|咯|喽)")
_DEED = re.compile(r"[仓割买卖加减清进出跑空多股货涨跌套亏赚补抄撤溜顶底]")
# Clauses that take no leave by themselves: whom it is taken of, that enough is said, its topic.
_CALL = formula(
    rf"(?:{PEOPLE}|好[了啦]?|最后|老规矩|那么?|ok|以上|在这里|谢谢{_SOFT}|{_FIRST}祝愿?{PEOPLE}){{1,2}}"
    rf"|.{{2}}年?(?:伊始|将至|到来|来临|已到|到了)|{PEOPLE}[^,。!]{{0,4}}好|(?:其他|别的|废话"
    rf"|闲话)?(?:就)?不(?:多)?(?:说|聊|写|扯|啰嗦"
    rf"|展开)了?"
)
_TOPIC = formula(r"[^\W\d_]{1,8}(?:的事儿?|的问题|的话题|的内容|那块|这块|部分|方面|的话)")


def _leave(prose: Prose, sentence: Span) -> Iterator[Found]:
    """A sentence whose every clause takes leave."""
    if not prose.is_quoted(sentence) and _takes_leave(prose, clauses(prose, sentence)):
        yield Found(sentence)


def _takes_leave(prose: Prose, parts: list[Span]) -> bool:
    has_end = has_wish = False
    for part in parts:
        if _is_wish(prose, part) or (has_wish and fills(prose, part, _WISH_ON)):
            has_wish = True
        elif fills(prose, part, _END, _NEXT, _THANKS, _NIGHT):
            has_end = True
        elif has_end and fills(prose, part, _LAST_WORD) and not _DEED.search(prose.of(part)):
            continue
        elif not fills(prose, part, _CALL) and not _is_topic(prose, part):
            return False
    return has_end or has_wish


def _is_topic(prose: Prose, part: Span) -> bool:
    return fills(prose, part, _TOPIC) and not _DEED.search(prose.of(part))


def _wish(prose: Prose, sentence: Span) -> Iterator[Found]:
    """A sentence that only wishes well, which may also open a text."""
    has_wish = False
    for part in clauses(prose, sentence):
        if _is_wish(prose, part):
            has_wish = True
        elif not fills(prose, part, _CALL, _WISH_ON):
            return
    if has_wish and not prose.is_quoted(sentence):
        yield Found(sentence)


def _is_wish(prose: Prose, part: Span) -> bool:
    is_asked = prose.folded[part.end : part.end + 1] == "?"
    return fills(prose, part, _WISH) and not is_asked and not _SARCASM.search(prose.of(part))


RULES = (
    Rule(
        id="signoff.leave",
        kind="signoff",
        hints=(
            "就",
            "完",
            "nd",
            "ND",
            "见",
            "聊",
            "再",
            "祝",
            "愉快",
            "快乐",
            "安",
            "谢",
            "休息",
            "拜",
            "到此",
            "收工",
            "睡",
            "梦",
        ),
        judge=_leave,
        place=Place.TAIL,
        strip="今天就聊到这里，咱们明天见。",
        keep="底在哪里？明天见分晓。",
        taught_by="closings of bloggers' posts (text.md §1.2; the seed)",
    ),
    Rule(
        id="signoff.wish",
        kind="signoff",
        hints=("祝", "快乐", "愉快", "安康"),
        judge=_wish,
        place=Place.HEAD,
        strip="祝大家新年快乐，账户长虹！",
        keep="祝大家亏的慢一点。",
        taught_by="first lines of feast-day posts (text.md §1.2)",
    ),
)
