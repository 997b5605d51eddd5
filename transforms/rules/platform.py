"""What sites say below their users' posts: disclaimers of their own and licence footers."""

import re
from collections.abc import Iterator

from transforms.furniture import DISCLAIMER, FOOTER
from transforms.prose import Prose
from transforms.rules.judges import FRESH, line_like, sentence_like
from transforms.rules.rule import Found, Rule
from transforms.spans import Span

_BUTTON_BEFORE = len("举报 ") + 1
_DISCLAIMER = re.compile(
    FRESH + rf"(?:{DISCLAIMER.pattern})(?=的?(?:所有|任何|全部|一切|信息|资料|言论|内容|文章|$))"
)


def _disclaimer(prose: Prose, sentence: Span) -> Iterator[Found]:
    """The sentence that is the site's own, with the 举报 button before it."""
    start = max(prose.line_at(sentence.start).start, sentence.start - _BUTTON_BEFORE)
    match = _DISCLAIMER.search(prose.folded, start, sentence.end)
    if match and match.end() > sentence.start and not prose.is_quoted(Span(*match.span())):
        yield Found(Span(match.start(), sentence.end))


# What may stand before a formula in its sentence: a heading, a subject; never a page of text.
_HEAD = r"(?:[\W_]*(?:声明|提示|说明|提醒|备注|注)\s*:?)?[^。!?;\n]{0,60}?"
# Who says or thinks it is somebody, not the site.
_NOBODY = r"(?![^。!?;\n]{0,24}(?:我(?!网)|(?<!其)他|她|咱|你们|说|写道|觉得|认为))"
_SITE = (
    r"(?:本(?:网站?|站|平台)|(?:新浪|搜狐|网易|腾讯|凤凰|百度|雪球|东方财富|同花顺|和讯|金融界"
    r"|证券之星"
    r"|今日头条|淘股吧|财联社|第一财经|格隆汇|界面)[^,。\s]{0,6}|[^,。\s]{0,4}(?:平台|网站))"
)
# Wordings of the site's later sentences; the first ones are of 2017 to 2026 (sites.md §3.8).
_HALF = re.compile(
    r"\s*(?:请勿相信代客理财、免费荐股和炒股培训等宣传"
    r"|请勿添加(?:发言)?用户的手机号码?、"
    r"|用户应基于自己的独立判断,自行决定证券投资"
    r"|相关信息(?:并)?未经过?本(?:网站|站|平台)证实"
    r"|(?:《[^》\n]{2,20}(?:管理规定|服务条款|自律管理承诺书)》[\s、]*)+$)"
)
_SPREADING = re.compile(
    _NOBODY
    + _HEAD
    + r"(?:登载|刊载|转载|发布|刊登|分享|推送|传播)?[^,。]{0,14}(?:出于|旨在|目的(?:仅)?(?:是"
    r"|在于)|是?为了|为|以)"
    r"(?:传播|传递|分享|提供)更多(?:的)?(?:市场)?信息(?:之?目的|的目的|为目的|,|。|$)"
)
_STANCE = re.compile(
    _NOBODY
    + _HEAD
    + rf"(?:与{_SITE}(?:的)?立场(?:无关|保持中立)|不(?:代表|表明){_SITE}(?:[^,。]{{0,12}})(?:观点"
    rf"|立场)"
    rf"|{_SITE}[^,。]{{0,6}}对文中[^。]{{0,12}}保持中立|不(?:意味着|代表|表明){_SITE}?赞同其(?:观点"
    rf"|描述))"
)
_STORAGE = re.compile(
    _NOBODY + r"(?:[\W_]*(?:声明|提示|说明)\s*:?)?[^。!?;\n]{0,80}?仅提供信息(?:存储|发布"
    r"|展示)(?:空间)?(?:服务|平台)"
    r"|notice\s*:\s*the\s+(?:above\s+)?content.{0,120}",
    re.IGNORECASE,
)
_ACCURACY = re.compile(
    _NOBODY + rf"(?:[\W_]*(?:声明|提示|说明)\s*:?)?(?:(?:{_SITE}|本网)[^。!?;\n]{{0,12}}不(?:保证"
    rf"|对)[^。!?;\n]{{0,60}}(?:准确|真实|完整|客观)性?"
    r"|[^。!?;,\n]{2,12}不保证该(?:等)?(?:信息|内容)"
    r"|[^。!?;,\n]{2,12}力求但不保证[^。!?;\n]{0,20}准确"
    r"|[^。!?;\n]{0,40}以(?:中国)?证监会指定(?:的)?上市公司信息披露媒体为准"
    r"|(?:以上|上述|该|本|此)[^。!?;,\n]{0,8}(?:内容|信息|数据)(?:均)?(?:由"
    r"|为)[^。!?;,\n]{2,14}根据公开(?:信息|数据)整理)"
)
_NAVIGATION = (
    r"(?:关于我们|联系我们|法律声明|法律顾问|诚聘英才|隐私(?:保护|政策|声明)|广告服务|网站地图"
    r"|友情链接|设为首页|加入收藏|帮助中心|版权声明|免责声明|征稿启事|公司官网|人才招聘"
    r"|意见反馈)"
)
_LICENCES = re.compile(
    rf"(?:{FOOTER.pattern}"
    r"|[\W_]*(?:备案序?号\s*:?\s*)?[京沪粤浙苏津渝川鄂湘闽鲁皖豫冀晋陕]ICP[证备]\s*:?\s*[\dB]"
    r"|[\W_]*[京沪粤浙苏津渝川鄂湘闽鲁皖豫冀晋陕]公网安备\s*\d"
    r"|违法和不良信息举报(?:电话)?\s*:\s*\S{0,4}\d|举报(?:邮箱|电话)\s*:\s*\S"
    r"|(?:copyright\s*)?(?:©|\(c\))?\s*(?:copyright|©|\(c\))\s*\S{0,3}\s*(?:19|20)\d\d(?!年)"
    r"|版权所有\s*[:©]|[^。,\n]{2,24}版权所有\s*$"
    r"|[^,。!?;]{0,120}[京沪粤浙苏津渝川鄂湘闽鲁皖豫冀晋陕](?:ICP[证备]\s*\d{5,}|公网安备\s*\d{8,})"
    rf"|(?:[^\s,。]{{0,8}}[\s|·]+){{0,3}}?{_NAVIGATION}[\s|·]+(?:[^\s,。]{{1,12}}[\s"
    rf"|·]+){{0,6}}?{_NAVIGATION})",
    re.IGNORECASE,
)

RULES = (
    Rule(
        id="platform_disclaimer.posts",
        kind="platform_disclaimer",
        version=2,
        hints=("郑重声明", "提示:", "提示 :"),
        judge=_disclaimer,
        strip="提示：用户在社区发表的所有资料",
        keep="提示：用户在增长，ARPU在下降，这是腾讯最大的隐忧。",
        taught_by="post pages of 2017 to 2026 (sites.md §3.8)",
    ),
    Rule(
        id="platform_disclaimer.half",
        kind="platform_disclaimer",
        version=2,
        hints=(
            "请勿相信代客",
            "请勿添加",
            "用户应基于",
            "本网站证实",
            "本站证实",
            "管理规定》",
            "承诺书》",
        ),
        judge=sentence_like(_HALF),
        strip="请勿相信代客理财、免费荐股和炒股培训等宣传内容，远离非法证券活动。",
        keep="老话说请勿相信代客理财、免费荐股和炒股培训等宣传内容，我信了半句。",
        taught_by="post pages of 2019 to 2026 (sites.md §3.8)",
    ),
    Rule(
        id="platform_disclaimer.spreading",
        kind="platform_disclaimer",
        hints=("更多信息", "更多的信息", "更多市场信息"),
        judge=sentence_like(_SPREADING),
        strip="声明：某某财经登载此文出于传递更多信息之目的，并不意味着赞同其观点或证实其描述。",
        keep="公司召开说明会，为投资者提供更多信息，我去听了一上午。",
        taught_by="portals' notices below what they carry (text.md §1)",
    ),
    Rule(
        id="platform_disclaimer.stance",
        kind="platform_disclaimer",
        hints=("立场", "保持中立", "赞同其"),
        judge=sentence_like(_STANCE),
        strip="以上文章观点仅代表作者本人，不代表本平台的观点和立场。",
        keep="他换了平台也没换立场，一路看空到底。",
        taught_by="portals' notices below users' posts (text.md §1)",
    ),
    Rule(
        id="platform_disclaimer.storage",
        kind="platform_disclaimer",
        hints=("仅提供信息", "Notice", "notice", "NOTICE"),
        judge=sentence_like(_STORAGE),
        strip="特别声明：以上内容为自媒体用户上传并发布，本平台仅提供信息存储服务。",
        keep="Notice the gap: 港股通今天净买入一百亿。",
        taught_by="portals' notices below users' posts, Chinese and English (text.md §1)",
    ),
    Rule(
        id="platform_disclaimer.accuracy",
        kind="platform_disclaimer",
        hints=("准确", "信息披露媒体", "根据公开", "真实性"),
        judge=sentence_like(_ACCURACY),
        strip="某某数据力求但不保证数据的完全准确，如有错漏请以公告为准。",
        keep="这份纪要的准确性存疑，公司说以公告为准。",
        taught_by="data portals' notices (text.md §1)",
    ),
    Rule(
        id="platform_footer.licences",
        kind="platform_footer",
        version=2,
        hints=(
            "许可证",
            "ICP",
            "公网安备",
            "信息举报",
            "举报邮箱",
            "举报电话",
            "版权所有",
            "opyright",
            "COPYRIGHT",
            "关于我们",
        ),
        judge=line_like(_LICENCES),
        strip="沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11",
        keep="沪ICP证的申请变严，对小平台不利",
        taught_by="post pages of 2019 and 2026 (sites.md §3.8), portals' footers",
    ),
)
