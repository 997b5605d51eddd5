"""Where a text or its data come from: the credit goes, its name stays as a value."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.credited import NAME, credited
from transforms.rules.judges import FRESH, pieces
from transforms.rules.names import DATE
from transforms.rules.rule import Found, Judge, Rule
from transforms.spans import Span

_SEP = r"\s*[:|丨/]\s*"
_ARTICLE = (
    rf"(?:(?:本文|文章|内容|稿件|新闻|信息|消息|文字|原文|以上内容)?(?:来源|出处)|(?:本文|文章"
    rf"|以下|以上|内容)?(?:转载自|转自|摘自|来自))(?:于|自)?{_SEP}"
)
_DATA = (
    rf"(?:(?:基础|评级|行情|净值|指数|业绩|相关|部分|本文|文中|以上|统计|图表)?(?:数据|资料|图片"
    rf"|图表|图|表|配图|头图|题图|视频|封面图?|素材|估值|行情|统计)(?:及图[片表])?(?:来源"
    rf"|出处)|(?:题图|头图|封面图?|配图|图片?源)(?:来自)?"
    rf"|(?:数据|资料)(?=\s*:\s*(?i:wind|ifind|choice|万得|同花顺|东方财富|公司公告))){_SEP}"
)
_LONGEST_PREFIX = 4
# What stands before a credit on its line and goes with it.
_DATELINE = rf"(?:(?:发布|发表)?(?:时间|日期)?\s*:?\s*{DATE}\s*)?"


def _credit(label: str, *, has_value: bool) -> Judge:
    """A label with the names behind it: all of the sentence, a bracket, or what is surely names."""
    begins = re.compile(FRESH + rf"(?:(?P<open>[(\[【])\s*|{_DATELINE}[-—*#·•▲△▼]*\s*){label}")

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        line = prose.line_at(sentence.start)
        # A word before the label (基础数据来源) may have been left to the sentence before.
        start = max(line.start, sentence.start - _LONGEST_PREFIX)
        for match in begins.finditer(prose.folded, start, sentence.end):
            if match.end() <= sentence.start or prose.is_quoted(Span(*match.span())):
                continue
            end, name = credited(prose, match["open"], match.end(), sentence)
            if end > match.end() or prose.is_wordless(Span(match.end(), sentence.end)):
                yield Found(Span(match.start(), end), name if has_value else None)

    return judge


_OTHERS = re.compile(
    FRESH + r"[(\[【*]?(?:部分|文中|本文|以上|上述|所有)?(?:数据|资讯|信息|内容|图片|图文|资料|素材"
    r"|配图)(?:[、及和与](?:数据|资讯|信息|内容|图片|资料|素材|观点))*(?:均|皆|部分)?(?:来源"
    r"|来自|源)于?(?:自)?"
    r"(?:第三方|(?:互联)?网络|互联网|公开(?:信息|资料|渠道|数据|市场)?"
    r"|公司公告)[^,。!?;\n]{0,6}[)\]】]?(?=[,。;\s]|$)[。;]?"
    r"|"
    + FRESH
    + r"(?:注\s*:\s*)?(?:(?:题图|头图|封面图?|配图|文中图片|图片)(?:均)?来[自源]于?|(?:本文|文中"
    r"|以上)?数据(?:均)?来[源自]于?)\s*" + rf"(?:视觉中国|摄图网|{NAME})(?:,?\s*{DATE})?"
    rf"(?:,?\s*基于\s?CC0?[^,。\s]{{0,10}}协议)?[)\]】]?(?=[。;\s]|$)[。;]?"
)
_FROM = re.compile(
    FRESH + r"(?P<open>[(\[【])?\s*(?:"
    r"(?:本文|文章|以下|以上|全文)(?:内容)?(?:转载自|转自|摘自|选自|节选自|摘编自|编译自|整理自"
    r"|来自|来源于)"
    r"(?:微信)?(?:公众号|订阅号)?\s*:?\s*[“\"]?(?P<value>[\w一-鿿·-]{2,16})[”\"]?"
    rf"|(?:转载自|转自|摘自|节选自|摘编自)(?:(?:微信)?(?:公众号"
    rf"|订阅号)\s*:?\s*[\w一-鿿·-]{{2,16}}|\s*{NAME}|@\S{{2,16}}))"
    r"\s?(?:\([^()\n]{0,30}\))?"
    r"(?:,?\s*(?:ID\s*:\s*[\w-]+|(?:作者|编辑|原文标题|题图来自"
    r"|头图来自)\s*:?\s*[\w一-鿿·《》@]{2,24}|[^,。!?;\n]{2,10}经授权(?:发布|转载))){0,5}"
    r"(?(open)[^()\[\]\n。]{0,40}[)\]】]|(?=[\s。;]|$)[。;]?)"
)
_LICENSED = re.compile(
    FRESH + r"[\W_]*(?:本文|文章|本篇)(?:已)?(?:由|经)\s*(?P<value>[^,。!?;\n]{1,24}?)\s*(?:©\s*)?"
    r"(?:授权|投稿|供稿)"
    r"(?:\s*(?:给)?[^,。!?;\n]{0,14}?\s*(?:发表|发布|转载|刊登|推送|使用"
    r"|首发)(?:,并经[^,。!?;\n]{2,14}编辑)?)?(?:[。,;]|(?=\s)|$)"
)

_LABELS = (
    "来源",
    "出处",
    "转自",
    "转载自",
    "摘自",
    "来自",
    "题图",
    "头图",
    "封面",
    "配图",
    "图源",
    "数据:",
)

RULES = (
    Rule(
        id="source_credit.article",
        kind="source_credit",
        hints=_LABELS,
        judge=_credit(_ARTICLE, has_value=True),
        strip="（来源：某某都市报 作者：王小明）",
        keep="这次回购的资金来源：自有资金和专项贷款。",
        taught_by="copied articles; one in three is glued to content (text.md §1)",
    ),
    Rule(
        id="source_credit.data",
        kind="source_credit",
        hints=_LABELS,
        judge=_credit(_DATA, has_value=False),
        strip="数据来源：Wind，截至2021年3月23日。",
        keep="数据来源于公司年报，我自己算了一遍毛利。",
        taught_by="posts of fund houses (text.md §1)",
    ),
    Rule(
        id="source_credit.from",
        kind="source_credit",
        hints=(
            "转载自",
            "转自",
            "摘自",
            "选自",
            "摘编自",
            "编译自",
            "整理自",
            "文来自",
            "章来自",
            "下来自",
            "上来自",
            "来源于",
        ),
        judge=pieces(_FROM),
        strip="本文转载自微信公众号某某看盘",
        keep="转自营盘之后他更谨慎了，仓位只有三成。",
        taught_by="copied articles (text.md §1)",
    ),
    Rule(
        id="source_credit.others",
        kind="source_credit",
        hints=(
            "第三方",
            "网络",
            "公开",
            "公司公告",
            "数据来",
            "据均来",
            "图来",
            "图片来",
            "片均来",
            "封面来",
        ),
        judge=pieces(_OTHERS),
        strip="部分资讯、图片来源于第三方",
        keep="公司的流量来源于第三方平台，议价能力弱。",
        taught_by="notices below posts (text.md §1)",
    ),
    Rule(
        id="source_credit.licensed",
        kind="source_credit",
        hints=("授权", "投稿", "供稿"),
        judge=pieces(_LICENSED),
        strip="本文由 某某研究 授权 某某网 发表，并经某某网编辑。",
        keep="这款药由海外公司授权引进，首付款三千万美元。",
        taught_by="articles of portals (text.md §1)",
    ),
)
