"""What a site sets between the author's lines: buttons, counters, navigation, its own adverts."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.judges import line_like, pieces, sentence_like
from transforms.rules.rule import Found, Rule
from transforms.spans import Span

# Buttons that a reader never takes for the author's words, also alone on a line.
_BUTTON = (
    r"分享到?|收藏(?:本文)?|(?:缩小|放大|增大|减小)字[体号]|字[体号]|打印(?:本[页文])?"
    r"|(?:扫一扫)?(?:下载|打开)APP|手机看新闻|复制链接|只看楼主|(?:展开|阅读)全文|收起(?:全文)?"
    r"|(?:我要|发表|写|网友|热门|全部)评论|查看(?:全部|更多)评论|(?:正在)?加载(?:中|更多)\W*"
    r"|返回(?:顶部|首页|[^\s,。]{1,10}吧)|举报|股吧首页|帖子正文|微信扫码分享"
)
# Words that are a button only among buttons.
_AMONG = (
    r"点赞|评论|转发|赞|踩|阅读(?:量|数)?|浏览(?:量|数)?|参与互动|(?:新浪)?微博|微信"
    r"|(?:微信)?朋友圈|(?:腾讯)?QQ(?:空间)?"
    r"|更多|首页|倒序|正序|[大中小]|A[+]?|[^\s,。]{1,10}(?:APP|吧)|[上下]一[篇页]"
)
_COUNT = r"[(\[]?(?:\d[\d,.]*[万wWkK]?\+?(?:人|次|条)?)?[)\]]?"
_GAP = re.compile(r"[\s|·•♥❤>/:,_-]+")
_IS_BUTTON = re.compile(rf"(?:{_BUTTON}){_COUNT}", re.IGNORECASE)
_IS_AMONG = re.compile(rf"(?:{_AMONG})?{_COUNT}", re.IGNORECASE)
_LONGEST_BAR = 200
# The same row where a page's header was pulled into one line with the text.
_GLUED_BAR = re.compile(
    r"(?:(?:^|(?<=\n))[^。!?\n]{2,80}\s\d{4}-\d\d-\d\d\s\d\d:\d\d:\d\d\s(?:来自\S{2,6}\s)?)?(?:"
    r"(?:(?<![\d:])\d{1,6}|点赞|评论|阅读\d*)\s+){0,3}(?:♥\s*)?收藏\s+(?:A\s+)?"
    r"(?:大\s+中\s+小\s+)?分享到?(?:\s*:|(?=\s|$))"
    r"|(?:缩小|放大)字体\s+(?:缩小|放大)字体(?:\s+(?:收藏|(?:新浪)?微博|微信|分享"
    r"|(?:腾讯)?QQ(?:空间)?|朋友圈|打印|\d{1,6})(?=\s|$))*"
)
_LINE = re.compile(
    r"(?:[-—_=*\s]*(?:the[ _]?end|[-—_]{1,}\s*end)[-—_=*\s]*(?:(?<=\s)[^,。!?]{1,60})?"
    r"|[\W_]*(?:作者)?追加内容[\W_]*(?:\d{4}[-年/.][\d月日:\s/.-]{3,16})?"
    r"|来自\s?(?:雪球|东方财富网?|同花顺|淘股吧|股吧)(?:网|APP|(?:iPhone|安卓|Android)?(?:版|客户端)?)"
    r"|本文由\s?@?[^\s浅]{1,16}\s?于\s?(?:19|20)[\d年月日.:/\s-]{6,20}发[布表](?:在|于)?\S{0,8}"
    r"|发布于\s?:?\s?[一-鿿]{2,4}(?:省|市)?"
    r"|[(\[【](?:本文)?原标题:[^\n]{2,80}[)\]】]|(?:本文)?原标题:(?:《[^\n]{2,80}》|(?![^\n]*[改被我])[^\n]{2,60})"
    r"|(?:打开|下载)\S{0,4}APP(?:阅读|查看|看)(?:全文|更多\S{0,6})|点击查看更多(?:精彩)?评论"
    r"|返回\S{2,4},\s*查看更多|(?:责任编辑:\s*)?返回\S{2,4},查看更多"
    r"|(?:微信扫一扫|手机扫一扫)?分享到?(?:您的)?(?:微信)?朋友圈|(?:提示:)?微信扫一扫(?:\s*分享到?(?:朋友圈)?)?"
    r"|手机上阅读文章|查看更多"
    r"|打开微信,点击底部的.{0,40}|点击进入\W\S{2,8}\W讨论|上一篇\s+下一篇|VIP课程推荐.{0,40}"
    r"|(?:上|下)一篇\s*:(?!.{0,8}[讲说聊写谈])[^。]{0,60})$",
    re.IGNORECASE,
)
# A page's navigation told by its words with spaces between and no sentence among them.
_NAVIGATION = re.compile(r"(?:\S{1,16}\s+){1,6}?扫一扫下载APP(?:\s+[^\s。!?]{1,24}){2,}\s*[…]?$")


def _bar(prose: Prose, sentence: Span) -> Iterator[Found]:
    """The line, where it is a row of buttons and counters and nothing else."""
    line = prose.line_at(sentence.start)
    if line.end - line.start > _LONGEST_BAR:
        return
    words = [word for word in _GAP.split(prose.of(line)) if word]
    others = [word for word in words if not _IS_BUTTON.fullmatch(word)]
    if len(others) < len(words) and all(_IS_AMONG.fullmatch(word) for word in others):
        yield Found(line)


_APP = (
    r"(?:新浪(?:财经|新闻)?|东方财富(?:网)?|同花顺|雪球|腾讯新闻|网易(?:新闻|财经)?|澎湃新闻"
    r"|第一财经|财联社"
    r"|证券时报|每日经济新闻|界面(?:新闻)?|搜狐(?:新闻)?|凤凰(?:新闻|网)?|今日头条|金融界|大智慧"
    r"|华尔街见闻)"
)
# Lines that sites set into articles (sites.md §1.4), from their first to their last character.
_FIXED = (
    r"在东方财富看资讯行情,选东方财富证券一站式开户交易"
    r"|四大权益礼包,开户即送"
    r"|炒股第一步,先开个股票账户"
    r"|想炒股,先开户[!,]\s*选东方财富证券,行情交易一个APP搞定"
    r"|股市如棋局,开户先布局,随时把握投资机遇!?"
    r"|恭喜解锁.{0,60}"
    r"|\[?点击查看(?:原文|全文)\]?|(?:本文)?作者可以追加内容[哦噢]?"
    r"|炒股就看[^,。]{2,14}研报\s*,.{0,40}"
    r"|炒股开户享福利,.{0,40}"
    r"|热点栏目\s*自选股\s*数据中心.{0,40}"
)
_WHERE_TO_READ = (
    rf"[^。!?\n]{{0,30}}尽在{_APP}(?:APP|客户端)"
    rf"|(?:更多|欲知|查看|获取)[^。!?\n]{{0,30}}(?:请|可|就上|上|到)(?:下载|打开|登录|关注"
    rf"|上){{0,2}}[“\"「]?{_APP}[”\"」]?(?:APP|客户端)"
    rf"|(?:下载|打开|登录|扫码下载|点击下载)[“\"「]?{_APP}[”\"」]?(?:APP|客户端)[,\s]?(?:搜索|了解"
    rf"|查看|获取|看(?:更多|最新|全部|行情|完整|详情|原文)|随时|第一时间|参与|阅读|免费)[^。!?\n]{{0,40}}"
    r"|24小时滚动播报最新的?财经资讯和视频[^。!?\n]{0,30}"
    rf"|关注{_APP}[^。!?,\n(]{{0,6}}(?:(?:微信)?公众号[^。!?\n]{{0,40}}|\([a-z0-9_-]{{3,20}}\)[^"
    rf"。!?\n]{{0,30}})"
)
_ADVERT_LINE = re.compile(rf"[\W_]*(?:{_FIXED})[>\s!。)\]】~]*$", re.IGNORECASE)
_APP_ADVERT = re.compile(rf"[\W_]*(?:{_WHERE_TO_READ})[>\s!。)\]】~]*$", re.IGNORECASE)

RULES = (
    Rule(
        id="platform_chrome.bar",
        kind="platform_chrome",
        hints=(
            "分享",
            "收藏",
            "字体",
            "字号",
            "打印",
            "下载APP",
            "打开APP",
            "手机看新闻",
            "复制链接",
            "只看楼主",
            "全文",
            "评论",
            "加载",
            "返回",
            "举报",
            "THE_END",
            "股吧首页",
        ),
        judge=_bar,
        strip="♥ 收藏 A 大 中 小 分享到：",
        keep="收藏 这只票三年了，今天终于解套。",
        taught_by="post pages of 2019 to 2026 (sites.md §3), portals' toolbars",
    ),
    Rule(
        id="platform_chrome.glued_bar",
        kind="platform_chrome",
        hints=("收藏", "字体"),
        judge=pieces(_GLUED_BAR),
        strip="缩量调整的一天 16:44:59 4 22 ♥ 收藏 A 大 中 小 分享到： 今天缩量。",
        keep="收藏品分享到群里，老酒今年又跌了。",
        taught_by="pages flattened into one line (text.md §0)",
    ),
    Rule(
        id="platform_chrome.line",
        kind="platform_chrome",
        hints=(
            "END",
            "End",
            "end",
            "追加内容",
            "查看更多",
            "上一篇",
            "下一篇",
            "朋友圈",
            "扫一扫",
            "阅读文章",
            "点击进入",
            "来自",
            "发布于",
            "文由",
            "APP",
            "更多评论",
            "精彩评论",
            "VIP课程",
            "原标题",
        ),
        judge=line_like(_LINE),
        strip="追加内容",
        keep="追加内容我写在评论区了，核心是别追高。",
        taught_by="pages of guba and of portals (sites.md §3)",
    ),
    Rule(
        id="platform_chrome.navigation",
        kind="platform_chrome",
        hints=("扫一扫下载APP",),
        judge=line_like(_NAVIGATION),
        strip="某某财富 扫一扫下载APP 财富产品 免费版 专业版 数据终端",
        keep="地铁里全是扫一扫下载APP的广告，流量成本真高。",
        taught_by="pages that held the site's furniture and no post (text.md §1.7)",
    ),
    Rule(
        id="platform_inline_ad.line",
        kind="platform_inline_ad",
        version=2,
        hints=(
            "东方财富",
            "开户",
            "股票账户",
            "点击查看",
            "追加内容",
            "恭喜解锁",
            "炒股就看",
            "热点栏目",
        ),
        judge=line_like(_ADVERT_LINE),
        strip="想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>",
        keep="想炒股，先开户！我同事去年就是这么被拉进来的。",
        taught_by="articles of 2026 (sites.md §1.4)",
    ),
    Rule(
        id="platform_inline_ad.app",
        kind="platform_inline_ad",
        hints=("APP", "App", "app", "客户端", "滚动播报", "公众号", "获取更多"),
        judge=sentence_like(_APP_ADVERT),
        strip="海量资讯，精准解读，尽在新浪财经APP>",
        keep="他说看行情尽在东方财富APP里，我不信。",
        taught_by="portals' articles (text.md §1)",
    ),
)
