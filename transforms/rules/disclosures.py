"""What looks like a notice and is the author's own: positions held, and the risks to a call."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.judges import pieces
from transforms.rules.notices import read
from transforms.rules.rule import Found, Rule
from transforms.spans import Span

_WHO = (
    r"(?:(?:本人|笔者|作者|本账户|本组合|我司|本公司|本基金|分析师)(?:[及和与][^,;:。持]{1,12}|[^,;:。持]{0,8}?)"
    r"|(?:我|个人)(?:们|基金|目前|现在|仍|还|也|并|均|自己|账户|本人|家人|都|一直|长期|手[里上]|当前|暂时){0,4})"
)
_HOLDING = re.compile(
    rf"(?:利益|持仓|持股|头寸)(?:披露|声明|冲突|公告)\s*[:,\]】]|利益相关\s*(?:[:,;。!)]|$)|没有(?:任何)?利益相关"
    rf"|(?:^|[,;:(。!、.\s]){_WHO}(?:可能|或)?(?:不|未|没有?|并未|均未|已|曾|仍)?(?:持有|持仓|重仓)"
    rf"(?!的|[^,;。]{{0,6}}(?:意见|态度|观点|看法|信念|怀疑)|人|期|成本|体验|时间|价格|周期)(?:[^,;。!]{{0,6}}(?:文中|上述|该|所提|本文|提及|相关|以上|任何|股票|股份|基金|标的|仓位|个股|证券|头寸|多单|空单)|[^,;。!]{{1,60}}(?=$|[,;。!)]))"
    rf"|(?:截至|发稿|发文|撰文)[^,;。]{{0,12}}{_WHO}(?:均|都)?(?:不|未|没有)?持有"
    rf"|(?:不|未|没有)持有(?:文中|上述|本文|所提|任何|以上)"
)
# What an account holds, without a word on interests: only the clause is the author's to protect.
_PORTFOLIO = re.compile(
    r"(?:^|(?<=[,;:(。!、.\s]))(?:(?:本人|我的?)(?:目前|当前|现在)?|目前|当前|现在)的?(?:仓位|持仓)(?:是|为)?\s*:?\s*"
    r"(?:[一二两三四五六七八九十半满空\d]成?|[^,;。!:]{1,20}(?:[一二两三四五六七八九\d]成|\d%))"
)
_HEADING = re.compile(
    r"[\W_]*(?:\d{1,2}[.、]|[一二三四五六七八九]、)?\s*(?:主要)?(?:投资)?风险(?:提示|因素|点|分析)?[\]】)]*\s*[::]?\s*"
)
# What may go wrong with a call; a slogan or a legal note says none of it.
_AGAINST = re.compile(
    r"不[及达]预期|低于预期|超(?:出)?预期|不如预期|(?:波动|下[滑行降跌]|加剧|恶化|放缓|反复|收[紧缩窄]|缩紧|萎缩|流失|升级|上[涨行升]|失败|延[迟期后]|不确定性?|变[化动]|竞争|摩擦|减值|落地|复发|蔓延|衰退)[^,;。]{0,8}(?:风险)?\s*(?:等)?[;。,、)]?$"
    r"|(?:政策|汇率|市场|经营|技术|系统性|流动性|原材料|价格|地缘|商誉|行业|信用|估值|宏观|疫情|研发|库存|竞争|安全|环保|诉讼|解禁|减持)[^,;。有]{0,14}风险"
)


def _position(prose: Prose, sentence: Span) -> Iterator[Found]:
    if _HOLDING.search(prose.unquoted(sentence)):
        yield Found(sentence)


def _risks(prose: Prose, sentence: Span) -> Iterator[Found]:
    """The heading with its risks, and the sentences behind it in the same line."""
    heading = _HEADING.match(prose.unquoted(sentence))
    if heading is None or not _is_a_risk(prose, sentence):
        return
    risk: Span | None = sentence
    while risk is not None and _is_a_risk(prose, risk):
        yield Found(risk)
        risk = prose.beside(risk, 1)


def _is_a_risk(prose: Prose, sentence: Span) -> bool:
    words = prose.unquoted(sentence)
    return _AGAINST.search(words) is not None and not read(words).pieces


RULES = (
    Rule(
        id="position_disclosure.statement",
        kind="position_disclosure",
        hints=("持有", "持仓", "重仓", "利益", "持股", "头寸"),
        judge=_position,
        is_content=True,
        strip="利益披露：本人持有文中提到的白酒股，不构成投资建议。",
        keep="保险资金持有的高股息品种又加了两个点。",
        taught_by="posts of all sites (text.md §1)",
    ),
    Rule(
        id="position_disclosure.portfolio",
        kind="position_disclosure",
        hints=("仓位", "持仓"),
        judge=pieces(_PORTFOLIO),
        is_content=True,
        strip="目前持仓：宁德时代20%。",
        keep="公募的仓位是九成，仓位控制很重要。",
        taught_by="posts of the sample night, diaries of accounts",
    ),
    Rule(
        id="research_risk_section.risks",
        kind="research_risk_section",
        hints=("风险",),
        judge=_risks,
        is_content=True,
        strip="风险提示：下游需求不及预期；原材料价格波动风险；汇率大幅变动。",
        keep="风险提示：股市有风险，投资需谨慎。",
        taught_by="sell-side summaries (text.md §1)",
    ),
)
