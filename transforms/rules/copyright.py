"""Whose text it is and who may carry it: permissions, owners, links to the original."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.judges import FRESH, line_pieces, pieces
from transforms.rules.rule import Found, Rule
from transforms.spans import Span

_CARRY = r"(?:转载|转发|摘编|摘录|复制|翻载|引用|抄袭|洗稿|搬运|镜像|盗用|爬取)"
_FORMULA = re.compile(
    # permission
    rf"未经?[^,。!?;]{{0,14}}(?:许可|授权|允许|同意|批准)[^。!?;]{{0,16}}?(?:不得|禁止|严禁|请勿"
    rf"|谢绝|拒绝|切勿)[^,。!?;]{{0,12}}{_CARRY}"
    r"|任何(?:机构|单位|媒体|网站|组织|个人|人)[^,。!?;]{0,12}不得[^,。!?;]{0,14}(?:对|将|把)?本(?:文|报告|资料|公司|内容|号)[^,。!?;]{0,16}"
    rf"(?:发布|复制|刊发|传播|{_CARRY})"
    r"|(?:商业|非商业)?转载(?:此文章?|本文|时|文章|或引用|内容|、引用)?(?:请|均?需|须|务必|必须"
    r"|时)+(?:务必|先|提前|经|自觉|要|在文首|事先)?"
    r"(?:注明|联系|标明|附上|保留|获|后台|私信|说明|留言|作者|征得|告知|授权|联络|取得|申请|署名)"
    rf"|(?:如需|需要|如要|若需|若要|申请|开放|想要){_CARRY}[^。!?;\n]{{0,10}}(?:请|须|需|可|授权"
    rf"|联系|注明|私信|留言|后台)"
    r"|欢迎(?:大家)?(?:转载|转发|分享)[,并但]{0,2}(?:请|须|务必|需)?(?:注明|保留|标明|附|署名|联系)"
    r"|(?:转载|转发|引用)(?:请)?(?:注明|标明)(?:文章)?(?:出处|来源|作者)|注明(?:出处"
    r"|来源)(?:即可|和作者|及作者)"
    r"|(?:禁止|谢绝|严禁|请勿|拒绝|不得)(?:任何)?(?:形式的?|人)?(?:擅自|恶意|商业|二次|随意"
    r"|一切)?(?:转载|抄袭|洗稿|搬运|摘编)(?=[\s,。!?;)】\]、和及与或]|$)"
    # owner
    r"|(?:^|(?<=[\s,。!?;:(】])|本文|文章|图片|内容|作品|图文|稿件|视频|音频|文字|素材"
    r"|原文)的?(?:相关|全部|一切)?"
    r"(?:版权|著作权|知识产权)(?:均|皆|全部|仍|由|、解释权)?(?:归|属于?"
    r"|为)(?:于)?(?:原)?[^,。!?;\n]{1,24}?(?:所有|享有)(?=[\s,。!?;)】\]]|$)"
    r"|(?:版权|著作权)(?:均|皆)?(?:归|属)(?:于)?(?:原)?(?:作者|媒体|出处|网站|平台|创作者)"
    r"|(?:享有|拥有|保留)(?:完整的?|全部)?(?:著作权|版权)"
    r"|版权所有[,:\s]*(?:侵权|翻印|盗版|违者|转载|未经|请勿|不得)|(?:侵权|翻印|盗版|盗用|抄袭)必究"
    r"|(?:遵循|采用|基于)\s?CC\s?(?:4\.0\s?)?BY[^,。!?;\n]{0,12}(?:版权)?(?:协议|许可)"
    # infringement
    r"|(?:如|若|有|涉及|涉嫌|认为)[^,。!?;\n]{0,14}(?:侵权|侵犯|版权(?:等|相关)*问题"
    r"|侵害)[^。!?;\n]{0,24}?(?:删除|删文|即删|撤下|(?:立即|及时|马上|请|会|将)下架|处理|联系|告知|私信|必删|立删|请删)"
    r"|侵权?(?:请|必|即|立|可|可?请联系|联系|告知)?(?:作者|我们?|小编|本人|后台)?(?:及时|立即"
    r"|即刻)?删(?:除)?(?=[\s,。!?;)】\]]|$)"
    # permission of others
    r"|\S{2,14}\s?(?:发表|发布),并经\S{2,14}?编辑|(?:经|获|已获"
    r"|得到)[^,。!?;\n]{2,16}授权(?:后)?(?:转载|发布|发表|刊登|使用|推送)"
)
# Clauses that only say more of the same, before and after a formula.
_BEFORE = re.compile(
    r"(?![^,。!?;\n]{0,60}[%亿涨跌我他她])[^,。!?;\n]{0,30}?"
    r"(?:原创|版权|著作权|©|声明|转载|出处|本文|此文|旗下(?:新)?媒体|旗下平台|(?:图片|图文|素材"
    r"|文章|内容|资料|文字)[^,。!?;\n]{0,6}(?:来自|来源|源自|源于))[^,。!?;\n]{0,30},?\s*"
)
_AFTER = re.compile(
    r"\s*[,及和或并且、](?=\s*(?:违者|否则|并|及|谢谢|侵权|以及|不得|禁止|保留|感谢|请|如|若|且"
    r"|未经|更?不|内容合作|欢迎|转载|版权|著作|作者|公众号|微信"
    r"|原文|出处|来源|附上|将|本[公网站]|我们?(?:会|将)|一经|商业|非商业|来[源自]|标明|注明|链接"
    r"|仅代表|不代表|内容为|对|谢谢|获取|方可|联系|署名|或|和|与|文章|图片|仅供))[^,。!?;\n]*"
)
_LINK = re.compile(
    FRESH + r"[\[(【]?(?:原文|文章|本文|阅读原文|转载|出处|来源)?(?:链接|地址"
    r"|网址)\s*:?\s*(?:https?://|www\.)[\w./?=&%#:~+@!-]*[)\]】]?"
    r"|[\[(【]?(?:原文|文章|本文)(?:链接|地址|网址)\s*:?\s*(?:网页链接|(?:https?://"
    r"|www\.)[\w./?=&%#:~+@!-]*)?[)\]】]?(?=[\s。;,]|$)"
)
_OPENERS, _CLOSERS = "(【[", ")】]"
_FIRST = re.compile(
    FRESH + r"[\W_]*(?:本文|本篇|文章|该文|此文|原文)(?:最早|最初|最先)?(?:已|同步|独家|原"
    r"|于)?(?:首发于?(?!时|后|前|以来|之|当[天日]|的|价|募)|首发在|原发于|发表于|刊发于|原载于?|刊于|刊登于|始发于|发布于|同步发布[于在])"
    r"[^。!?;,\n]{2,40}(?:[,。;\s]|$)"
    r"|"
    + FRESH
    + r"[\W_]*本(?:文|作品|篇|内容)(?:章)?(?:为|系|是|由)[^,。!?;\n]{0,24}?原创(?:文章|内容|作品"
    r"|首发|出品)?(?:[,。;\s]|$)"
    r"|" + FRESH + r"[\W_]*(?:本文|文章|本篇)?(?:已)?(?:经|获)(?:作者"
    r"|平台)?授权转载(?:自[^,。!?;\n]{2,20})?(?:[,。;\s]|$)"
)


def _clauses(prose: Prose, sentence: Span) -> Iterator[Found]:
    """The clauses of a sentence that speak of rights; the rest of it is the author's."""
    at = sentence
    while (match := prose.search(_FORMULA, at)) is not None:
        start = _clause_start(prose, sentence, match.start())
        end = _clause_end(prose, sentence, match.end(), is_open=prose.folded[start] in "(【[")
        yield Found(Span(max(start, at.start), end))
        at = Span(end, sentence.end)


def _clause_start(prose: Prose, sentence: Span, position: int) -> int:
    """Back to the comma, and over all before it where that says whose text it is."""
    comma = max(prose.folded.rfind(mark, sentence.start, position) for mark in ",(【[")
    start = max(comma, sentence.start)
    if comma >= 0 and prose.folded[comma] == ",":
        return sentence.start if _is_of_rights(prose, Span(sentence.start, comma)) else comma
    return start


def _is_of_rights(prose: Prose, before: Span) -> bool:
    position = before.start
    while position < before.end:
        match = _BEFORE.match(prose.folded, position, before.end)
        if match is None or match.end() == position:
            return False
        position = match.end()
    return True


def _clause_end(prose: Prose, sentence: Span, position: int, *, is_open: bool) -> int:
    """On to the end of the clause, and over those that follow with more of the same."""
    end = _clause_border(prose, sentence, position)
    if is_open:
        return end + (prose.folded[end : end + 1] in tuple(_CLOSERS))
    while (more := _AFTER.match(prose.folded, end, sentence.end)) is not None:
        end = more.end()
    return sentence.end if prose.is_wordless(Span(end, sentence.end)) else end


def _clause_border(prose: Prose, sentence: Span, position: int) -> int:
    """The next mark that ends a clause; brackets that open behind the formula belong to it."""
    depth = 0
    for at in range(position, sentence.end):
        mark = prose.folded[at]
        depth += (mark in _OPENERS) - (mark in _CLOSERS)
        if depth < 0 or (depth == 0 and mark in ",。!?;"):
            return at
    return sentence.end


RULES = (
    Rule(
        id="copyright.formula",
        kind="copyright",
        hints=(
            "转载",
            "版权",
            "著作权",
            "知识产权",
            "侵权",
            "侵删",
            "侵犯",
            "必究",
            "未经",
            "禁止",
            "转发",
            "注明",
            "BY",
            "授权",
            "编辑",
            "抄袭",
            "洗稿",
            "搬运",
            "任何人",
            "任何机构",
        ),
        judge=_clauses,
        strip="本文为作者原创，未经授权不得转载，违者必究。",
        keep="平台严禁转载未公开信息之后，小作文少了一半。",
        taught_by="articles of portals and of 公众号 (text.md §1)",
    ),
    Rule(
        id="copyright.link",
        kind="copyright",
        hints=("链接", "原文地址", "文章地址", "网址"),
        judge=line_pieces(_LINK),
        strip="原文链接：https://example.com/article/1.html",
        keep="公告链接我贴在评论区：自己看第三页。",
        taught_by="articles of portals, copied posts (text.md §1)",
    ),
    Rule(
        id="copyright.first",
        kind="copyright",
        hints=(
            "首发",
            "发表于",
            "刊发于",
            "原载",
            "刊于",
            "刊登于",
            "始发于",
            "发布于",
            "同步发布",
            "原创",
            "原发于",
            "授权转载",
        ),
        judge=pieces(_FIRST),
        strip="本文首发于公众号某某看盘，记录每天的操作。",
        keep="新机首发价比上一代便宜五百，渠道说卖得动。",
        taught_by="articles of 公众号 (text.md §1)",
    ),
)
