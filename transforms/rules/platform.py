"""What the site itself sets above, below and between the author's lines."""

import re
from collections.abc import Iterator

from transforms.furniture import DISCLAIMER, FOOTER
from transforms.prose import Prose
from transforms.rules.rule import Found, Judge, Rule
from transforms.spans import Span


def _line_like(pattern: re.Pattern[str]) -> Judge:
    """The whole line of a sentence, where the line begins as the site's own does."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        line = prose.line_at(sentence.start)
        if pattern.match(prose.of(line)):
            yield Found(line)

    return judge


# The second half of the disclaimer, which some pages set as a paragraph of its own.
_ADVICE_HALF = re.compile(r"请勿相信代客理财、免费荐股和炒股培训等宣传内容")
# Lines that the site sets into articles (sites.md §1.4), from their first to their last character.
_INLINE_AD = re.compile(
    r"(?:在东方财富看资讯行情,选东方财富证券一站式开户交易"
    r"|四大权益礼包,开户即送"
    r"|炒股第一步,先开个股票账户"
    r"|想炒股,先开户!选东方财富证券,行情交易一个APP搞定"
    r"|股市如棋局,开户先布局,随时把握投资机遇!"
    r"|\[?点击查看原文\]?|本文作者可以追加内容)>*\s*$"
)

RULES = (
    Rule(
        id="platform.disclaimer",
        kind="platform_disclaimer",
        hints=("郑重声明", "提示"),
        judge=_line_like(DISCLAIMER),
        strip="提示：用户在社区发表的所有资料",
        keep="提示：用户在增长，ARPU在下降，这是腾讯最大的隐忧。",
        taught_by="post pages of 2017 to 2026 (sites.md §3.8)",
    ),
    Rule(
        id="platform.disclaimer_half",
        kind="platform_disclaimer",
        hints=("请勿相信代客理财",),
        judge=_line_like(_ADVICE_HALF),
        strip="请勿相信代客理财、免费荐股和炒股培训等宣传内容，远离非法证券活动。",
        keep="老话说请勿相信代客理财、免费荐股和炒股培训等宣传内容，我信了半句。",
        taught_by="post pages of 2026 (sites.md §3.8)",
    ),
    Rule(
        id="platform.footer",
        kind="platform_footer",
        hints=("许可证", "沪ICP"),
        judge=_line_like(FOOTER),
        strip="沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11",
        keep="沪ICP证的申请变严，对小平台不利",
        taught_by="post pages of 2019 and 2026 (sites.md §3.8)",
    ),
    Rule(
        id="platform.inline_ad",
        kind="platform_inline_ad",
        hints=("东方财富", "开户", "点击查看原文", "追加内容"),
        judge=_line_like(_INLINE_AD),
        strip="想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>",
        keep="想炒股，先开户！我同事去年就是这么被拉进来的。",
        taught_by="articles of 2026 (sites.md §1.4)",
    ),
)
