"""Who wrote, edited and checked a text: credits of people, never what people say."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.judges import FRESH, pieces
from transforms.rules.names import PERSON
from transforms.rules.rule import Found, Judge, Rule
from transforms.spans import Span

# Roles that nobody but a publisher writes before a colon.
_DESK = (
    r"(?:责任|本[篇期文]|文章|值班|执行|新媒体|微信|图文|文字|网络|高级|资深|特约|助理|实习|见习"
    r"|每经|美术|视觉|统筹|中文)?编辑"
    r"|责编|责任校对|(?:责任)?校[对审]|审[核读校]|[终初复]审|监制|美编|制图|排版|(?:执行"
    r"|副)?(?:主编|总编辑?)|统筹|策划|出品人?|编译|译者|翻译|通讯员|撰文|撰稿人?|执笔人?|采写"
    r"|采访|供稿"
    r"|文字整理|剪辑|摄影|供图|插画|版式"
)
# Roles that interviews and sentences know too: only before the name of a person.
_WRITER = (
    r"(?:本报|本刊|每经|见习|实习|特约|首席|财经|驻?[一-鿿]{2}|新华社|中新社|经济观察报"
    r"|澎湃新闻)?记者|实习生|(?:首席|证券)?分析师|研究员|研究助理|联系人|(?:本文|原文|原创|文章"
    r"|图文)?作者|整理|文|图"
)
_SEP = r"\s*[:|丨/]\s*"
_NICK = r"(?:[一-鿿·]{2,6}|[A-Za-z][\w.-]{1,15}(?:\s[A-Z][\w.-]{1,12})?|[—-]{1,2}[A-Z]{1,4})"
_DESK_NAME = (
    rf"(?:{PERSON}|[一-鿿·]{{1,8}}(?:[-_][一-鿿\w]{{1,8}})?"
    rf"|{_NICK})(?:[ _][A-Z]{{1,4}}\d{{1,6}}|\d{{1,4}})?"
)
_DESK_NAMES = (
    rf"{_DESK_NAME}(?:\s?[、/&和]\s?{_DESK_NAME}|,\s?{PERSON}(?![一-鿿])"
    rf"|\s{PERSON}(?![一-鿿]|\s*[:|丨/])){{0,5}}"
)
_BY = rf"{PERSON}(?:\s?[、,/&]\s?{PERSON}|\s{PERSON}(?![一-鿿])){{0,5}}"
_DESK_CREDIT = (
    rf"(?:{_DESK})(?:{_SEP}(?:{_DESK_NAMES})?|\s{{1,3}}{PERSON}(?:[、\s]{PERSON}){{0,4}})"
)
_BY_CREDIT = rf"(?:{_WRITER})(?:{_SEP}{_BY}(?:\s?·?\s?[一-鿿]{{2,4}}(?:报道|摄影?))?)"
_CREDIT = rf"(?:{_DESK_CREDIT}|{_BY_CREDIT})"
# Two credits in a row are credits whatever their names look like.
_ANY_NAME = r"[^\s:|丨/,。!?;()]{1,12}"
_ANY_CREDIT = rf"(?:{_WRITER}|{_DESK}){_SEP}{_ANY_NAME}(?:[、&]{_ANY_NAME}){{0,4}}"
_AGENCY = r"(?:视觉中国|摄图网|新华社|受访者提供|网络|[A-Za-z][\w. ]{2,12})"
_NUMBER = rf"(?:SAC)?(?:执业)?(?:证书)?(?:编号|号码){_SEP}S\d{{13}}"
_GAP = r"[\s|丨,,;·/]*"
# Behind a credit in running text something else must begin.
_BORDER = rf"(?=\s|$|[)\]】。;|丨]|(?:{_DESK}|声明){_SEP}?|(?:来源){_SEP})"

# A dateline opens the report that follows it: 本报讯(记者 王小明)昨日…
_CLOSING = rf"(?=[\s。]*$|\s*(?:{_DESK}|[一-鿿]{{0,4}}(?:声明|来源)){_SEP})"

_LINE = re.compile(
    rf"[\W_]*(?:{_CREDIT}(?:{_GAP}(?:{_CREDIT}|{_NUMBER})){{0,8}}"
    rf"|{_ANY_CREDIT}(?:[\s|丨,;]+{_ANY_CREDIT}){{1,8}}(?:\s+来源{_SEP}{_ANY_NAME})?"
    rf"|(?:文|图文|作者)\s?[|丨/]\s?(?P<name>[^\s:|丨/,。!?;()]{{2,8}})|图\s?[|丨/:]\s?{_AGENCY}"
    rf"|作者\s{{1,2}}{PERSON}"
    rf"|(?:[一-鿿]{{2,8}})?记者\s{{0,2}}{PERSON}"
    rf"(?:[、\s]{PERSON}){{0,4}}(?:\s?[一-鿿]{{2,4}}(?:报道|电))?)[\W_]*$"
)
_BRACKET = re.compile(
    rf"[(\[【〔]\s*(?:{_CREDIT}(?:{_GAP}{_CREDIT}){{0,6}}|"
    rf"(?:{_DESK})\s{{1,3}}{_DESK_NAME})\s*[)\]】〕]"
    rf"|[(\[【]\s*(?:本文)?作者(?:系|为|是|单位|{_SEP})(?![^)\]】\n]{{0,30}}[我你他她了吗吧])[^()\[\]【】\n。]{{2,60}}[)\]】]"
    rf"|[(\[【](?:[一-鿿]{{2,8}})?(?:记者|实习生|通讯员)\s{{0,2}}{PERSON}"
    rf"(?:[、\s]{PERSON}){{0,4}}(?:\s?[一-鿿]{{2,4}}报道|\s?摄)?[)\]】]{_CLOSING}"
)
_NAMED = rf"(?:{_WRITER}|{_DESK}){_SEP}{_BY}(?:·[一-鿿]{{2,4}})?"
_RUNNING = re.compile(FRESH + rf"{_NAMED}(?:{_GAP}{_NAMED}){{0,6}}?{_BORDER}")
# A line that says who the author is: 作者:某某, 作者系某某大学教授.
_AUTHOR = re.compile(
    rf"[\W_]*(?:(?:《[^》\n]{{1,20}}》)?(?:本文|原文|特约)?作者\s*(?::|\||丨|/)\s*(?P<name>[^:"
    rf"|。!?;,\s][^:|。!?;,\n]{{0,23}})(?:,[^,。!?\n]{{2,20}}(?:研究员|分析师|教授|博士|记者|创始人|作家|经济学家|总监|主任|所长|院长))?(?:\s*ID\s*:\s*\S{{1,24}})?[\s|]*"
    rf"|《[^》\n]{{1,20}}》作者\s{PERSON}"
    r"|(?:本文)?作者(?:系|为)[^。!?;\n]{4,50}(?:[员师家长人授者士席监理])[。\s]*)$"
)
_SPEECH = re.compile(
    r"[我你他她了吗呢吧?%]|认为|觉得|表示|已被|可能|应[该为]|的|[没有无]误|一个|不好|公司|[上本下]周|[今昨明去]天|[今去明]年|主线"
)
_ROLES = re.compile(rf"{_DESK}|{_WRITER}")


def _lines(pattern: re.Pattern[str], spoken: re.Pattern[str]) -> Judge:
    """The whole line that is nothing but credits."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        line = prose.line_at(sentence.start)
        if line.end - line.start > _LONGEST_LINE:
            return
        match = pattern.match(prose.folded, line.start, line.end)
        name = match and (match.groupdict().get("name") or _ROLES.sub("", match[0]))
        if name and not spoken.search(name):
            yield Found(line)

    return judge


_LONGEST_LINE = 100

_HINTS = tuple(
    (
        "编辑、责编、校对、校审、审核、审读、审校、终审、初审、复审、监制、美编、制图、排版、主"
        "编、总编、统筹:"
        "、策划:、出品、执笔、采访/、采访|、分析师:、研究员:、整理"
        "|、整理丨、编译、译者、翻译:、通讯员、撰文、撰稿、采写、供稿、整理:、剪辑"
        ":、摄影、供图"
        "、记者、实习生、文/、文 /、文|、文 |、文丨、文:、图/、图|、图丨、作者"
    ).split("、")
)

RULES = (
    Rule(
        id="editor_credit.bracket",
        kind="editor_credit",
        hints=_HINTS,
        judge=pieces(_BRACKET),
        strip="（责任编辑：王小明 HN123）",
        keep="（编辑功能这次升级很大，文生图也快）",
        taught_by="articles of portals (text.md §1)",
    ),
    Rule(
        id="editor_credit.line",
        kind="editor_credit",
        hints=_HINTS,
        judge=_lines(_LINE, _SPEECH),
        strip="文 | 王小明 编辑 | 李小红",
        keep="编辑：这篇稿子我改了三遍，还是没写清楚。",
        taught_by="articles of portals and of 公众号 (text.md §1)",
    ),
    Rule(
        id="editor_credit.author",
        kind="editor_credit",
        hints=("作者",),
        judge=_lines(_AUTHOR, _SPEECH),
        strip="作者：某某财经创始人王小明",
        keep="作者：我认为这里是底部",
        taught_by="articles of portals and of 公众号 (text.md §1)",
    ),
    Rule(
        id="editor_credit.running",
        kind="editor_credit",
        hints=_HINTS,
        judge=pieces(_RUNNING),
        strip="每经记者：王小明 每经编辑：李小红 声明：另有一段",
        keep="记者：王总怎么看明年？他说看不清。",
        taught_by="articles whose credits share a line (text.md §1)",
    ),
)
