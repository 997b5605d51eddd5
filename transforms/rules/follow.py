"""Calls to follow, to like and to pass on, and the accounts that they name."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.calls import call
from transforms.rules.formulas import clauses, fills, formula
from transforms.rules.people import PEOPLE
from transforms.rules.rule import Found, Judge, Place, Rule
from transforms.spans import Span

_ACCOUNT = (
    r"(?:公众平台|公众号|公众帐号|公众账号|公号|订阅号|服务号|视频号|微信号|微信平台|官方微信"
    r"|头条号|百家号|雪球号|搜狐号|抖音号|抖音|快手号|小红书|知识星球|微博"
    r"|专栏|专辑|账号|帐号|频道|小程序)"
)
# Atomic, and all repetition bounded: calls are short, and texts may be hostile.
_PLEASE = (
    r"(?>(?:欢迎|敬请|恳请|烦请|诚邀|请|记得|(?:或|也)?可以?|别忘了?|不要忘记|麻烦|不妨|建议|随手"
    r"|顺手|动动(?:小手|手指)|劳烦|持续|继续|支持|求|跪求)"
    rf"(?:{PEOPLE}|您|你|你们|在|来|先|大家都?|一起|多多|点击|搜索|扫码|长按|(?:添加|加)(?=关注|订阅|搜)|持续"
    rf"|继续){{0,4}})"
)
_HINTED = (
    r"(?:一下|一波|下|下方|下面|底部|文末|上方|左下角|右上角|我|我的|我们|我们的|本人|笔者|作者"
    r"|小编|官方|同名|原创|个人|微信|新浪|唯一|这个|本|俺|咱们?的?"
    r"|[“「『\"][^”」』\"\n]{1,20}[”」』\"]的?){0,5}"
)
_NAME = (
    r"(?:[::\s]{0,3}[“「『\"【《(\[][^”」』\"】》)\]\n]{1,24}[”」』\"】》)\]]"
    r"|\s{0,2}[::]\s{0,2}[^\s,。;!@$#()]{1,20}){0,2}"
)
# 关注 is an everyday verb: only a call's own words, and an account for its object, make the call.
_FOLLOW_ACCOUNT = re.compile(
    rf"(?:{_PLEASE}(?:点击|点)?(?:关注|搜索|订阅|加入|移步"
    rf"|添加){_HINTED}[^,。!?;\s的]{{0,12}}?{_ACCOUNT}{_NAME}"
    rf"|(?:(?<![^\W_])|更多[^,。!?;]{{2,12}}?)(?:关注|订阅|搜索|添加|加){_HINTED}(?:微信|同名"
    rf"|我的|本)?{_ACCOUNT}{_NAME}"
    rf"|(?:微信|公众号|wx)(?:里)?(?:直接)?搜(?:索|一搜)?(?:一下|关注|公众号"
    rf"|[::])*[“「『\"]?[^,。!?;\s]{{1,16}}"
    rf"|{_ACCOUNT}\s*(?:后台|对话框)?(?:内)?(?:回复|留言|发送)(?:关键[词字]|暗号"
    rf"|数字)?[::]?\s*[“「『\"'\[【]?[^,。!?;\s]{{1,12}}"
    rf"|(?:后台|对话框里?)(?:回复|发送)(?:关键[词字]"
    rf"|暗号)?[::]?\s*[“「『\"'\[【][^,。!?;\s]{{1,12}})",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"(?:请|欢迎|可以?|记得|详情|全文)*(?:点击|戳|猛戳|轻点|点开|点)(?:文末|文章|页面|底部|左下角"
    r"|最下方|下方|下面|上方|顶部|这里|的|左下方|右下角)*"
    r"[“「『\"【\[<《]{0,2}(?:名片|卡片|公众号名片|关注[”」』\"】\]](?=[,。!~\s]|$)|阅读原文|查看原文|原文链接|阅读全文|蓝字|蓝色字体|了解更多|在看"
    r"|好看)[”」』\"】\]>》]{0,2}(?:链接)?"
)
_QR = re.compile(
    r"(?:长按|识别|扫描?|扫一扫)(?:并|或|图中|识别|扫描|下方|下图|上方|上图|文末|下面|以下|图片"
    r"|这个|右侧|本|的)*(?:二维码|小程序码|海报)"
    r"(?:[^。!?;\n]{0,12}?(?:关注|添加|加入|进群|入群|加群|领取|咨询|联系|报名|订阅|购买|下载"
    r"|订购|预约|回复|交流))?"
    r"|扫码(?:即可|直接|免费|立即|添加|加|或长按)*(?:关注|进群|入群|加入|加群|领取|咨询|联系|报名"
    r"|订阅|下载|预约|添加)"
)


def _judge(pattern: re.Pattern[str]) -> Judge:
    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        said = prose.search(pattern, sentence)
        if said is not None and not _is_told(prose, sentence, said):
            span = call(prose, sentence, said)
            if span is not None:
                yield Found(span)

    return judge


# Told of others, or asked: it is talk about calls, not one.
_TOLD = re.compile(
    r"(?:我|他|她|他们|谁|有人|朋友|用户|客户|股民|让人|都让你|被|没|不|别|曾|刚)[^,。!?;]{0,4}$"
)


def _is_told(prose: Prose, sentence: Span, said: re.Match[str]) -> bool:
    return (
        _TOLD.search(prose.folded, max(sentence.start, said.start() - 6), said.start()) is not None
    )


_DEEDS = (
    r"(?:点个?赞|点点赞|赞|点个?在看|点点在看|在看|转发|分享|收藏|评论|留言|打赏|赞赏|喜欢|关注"
    r"|一键三连"
    r"|素质三连|三连|加?星标|点亮|支持|订阅|推荐|红心|小心心|投币)"
)
_TIED = r"(?:、|/|\+|&|和|与|及|以及|加|并|或者?|再|\s|[“”「」『』\"]){0,3}"
_BEFORE = (
    rf"(?:{_PLEASE}|{PEOPLE}|看完|感谢|谢谢|多谢|你|帮忙?|给我?(?:个|一个|点)?|点|来个|来一?波|多多"
    rf"|不吝|你的|您的|各种"
    rf"|顺便"
    r"|如果喜欢|喜欢(?:的话|的)?(?:朋友)?|觉得(?:不错|有用|好|有帮助)(?:的话|的|就)?|就|右下角|文末"
    r"|下方|文章){0,5}"
)
_BEHIND = (
    r"(?:一下|本文|此文|文章|我|支持|哦|吧|呀|哟|谢谢|走一波|走起|不迷路|的?朋友"
    r"|呗|啦|噢|哈|给[^,。]{0,6}朋友|再走|鼓励|了吗"
    r"|(?:会|就能|才能|可以|即可|能)(?:及时|第一时间)?收到.{0,20}){0,4}"
)
_FOR_LIKES = formula(
    rf"{_BEFORE}{_DEEDS}(?:{_TIED}(?:点个?|给个|多多|帮忙|请|随手|欢迎)?{_DEEDS}){{1,6}}{_BEHIND}"
    rf"|(?:{_PLEASE}|求|帮忙|给我?(?:个|点)|点个?|来个|来波){{1,3}}小?(?:赞|点赞|在看|转发|三连"
    rf"|关注|星标"
    rf"|打赏|红心){_BEHIND}(?:↓|👇)*"
    rf"|{_PLEASE}关注(?:我|本号|我们|一下)(?:吧|哦)?"
    rf"|(?:{_PLEASE}){{0,2}}(?:求|点个?|加个?)关注(?:不迷路)?"
    r"|关注我(?:吧|哦|们|不迷路)?|关注不迷路|记得关注(?:我|一下)?(?:哦)?"
    r"|(?:不妨|请|就)?点(?:个|一下|下|亮)?[“「『\"]?(?:在看|星标|赞)[”」』\"]?(?:吧|哦|呗"
    r"|再走){0,2}"
    r"|(?:请|记得|欢迎|务必)?(?:把|将)?(?:我们?|本号|公众号)?(?:设为|加|加个|点|标为"
    r"|设)为?[“「『\"]?"
    r"(?:星标|置顶)[”」』\"]?(?:公众号|我们|哦|吧)?|置顶(?:公众号|本号|关注)|星标(?:我们|本号"
    r"|公众号)"
    r"|(?:右下角|文末)?点(?:个|一下)?[“「『\"](?:在看|赞)[”」』\"].{0,12}"
    r"|(?:您|你|你们|大家|各位)的.{0,14}?(?:赞|转发|关注|支持|在看|打赏"
    r"|分享).{0,12}?是.{0,14}?(?:动力|鼓励)"
    # Opinions of readers are asked for where readers answer.
    rf"|(?:{_PLEASE}|有.{{1,8}}?(?:的|可以)|{PEOPLE}){{0,3}}(?:在|到|来)?(?:评论区|留言区|后台)里?"
    r"(?:留言|告诉我|交流|讨论|聊聊|说说|分享|见"
    r"|留下.{0,6}(?:看法|观点|想法|意见|问题)){1,2}(?:吧|哦)?"
)
_SAID_ON = formula(
    r"(?:非常)?(?:感谢|谢谢)(?:.{0,6}支持)?(?:大家|各位)?(?:啦|了|哦)?"
    r"|(?:这|样|这样)?(?:才能|就能|可以|会|第一时间|及时|不错过|不再错过|方便|避免|以免).{0,20}"
    r"|(?:您|你)们?的.{0,16}(?:动力|支持|鼓励).{0,6}|是对?(?:我|作者|小编)?.{0,8}(?:动力|支持|鼓励)"
    r"|(?:如果)?(?:您|你)?(?:觉得|喜欢|认为).{0,14}|让.{0,12}(?:看到|看见|知道)|不迷路"
    r"|.{1,14}请?(?:在|到)?(?:评论区|留言区|后台)(?:留言|告诉我|交流|讨论).{0,4}"
    r"|(?:想|要)(?:看|了解|获取).{0,12}|(?:明天|天天|股票){1,2}(?:涨停|大涨|发财|大赚)|每[天日周].{0,8}(?:分享|更新|复盘|陪).{0,8}|.{0,8}不(?:容)?易|(?:如果)?对(?:您|你|大家).{0,6}(?:有用|帮助|启发).{0,4}"
    r"|(?:都)?看到(?:这里|这儿?)了?|最后|另外|以上|一起(?:学习|成长|进步|交流|讨论).{0,10}"
    rf"|{PEOPLE}|{_DEEDS}|(?:您|你)们?的支持|.{{0,8}}我们(?:一起|下期).{{0,8}}"
)


def _likes(prose: Prose, sentence: Span) -> Iterator[Found]:
    """A sentence of which at least one clause asks for likes, and the rest asks or thanks."""
    has_call = False
    for part in clauses(prose, sentence):
        if fills(prose, part, _FOR_LIKES):
            has_call = True
        elif not fills(prose, part, _SAID_ON):
            return
    if has_call:
        yield Found(sentence)


RULES = (
    Rule(
        id="cta_follow.account",
        kind="cta_follow",
        hints=(
            "公众",
            "公号",
            "订阅号",
            "服务号",
            "视频号",
            "头条号",
            "百家号",
            "知识星球",
            "的专栏",
            "后台回复",
            "微信搜",
            "关注我的",
            "对话框",
        ),
        judge=_judge(_FOLLOW_ACCOUNT),
        strip="更多复盘，欢迎关注公众号：量在价先。",
        keep="关注的公众号十个有九个喊底。",
        taught_by="closings of articles copied from WeChat (text.md §1)",
    ),
    Rule(
        id="cta_follow.read_on",
        kind="cta_follow",
        hints=(
            "阅读原文",
            "查看原文",
            "原文链接",
            "阅读全文",
            "蓝字",
            "蓝色字体",
            "名片",
            "方卡片",
            "上角",
        ),
        judge=_judge(_READ_ON),
        strip="想看全部数据，请点击左下角“阅读原文”。",
        keep="研报的阅读原文链接已经失效，数据对不上。",
        taught_by="closings of articles copied from WeChat (text.md §1)",
    ),
    Rule(
        id="cta_follow.qr",
        kind="cta_follow",
        hints=("二维码", "小程序码", "扫码", "海报"),
        judge=_judge(_QR),
        place=Place.EDGE,
        strip="长按识别下方二维码，关注我们。",
        keep="公司给每瓶酒加了二维码，消费者可以查到批次。",
        taught_by="closings of articles copied from WeChat (text.md §1)",
    ),
    Rule(
        id="cta_follow.likes",
        kind="cta_follow",
        hints=(
            "赞",
            "在看",
            "转发",
            "收藏",
            "三连",
            "关注",
            "星标",
            "置顶",
            "评论区",
            "留言区",
            "后台",
        ),
        judge=_likes,
        place=Place.EDGE,
        strip="原创不易，欢迎点赞、转发、在看，谢谢支持！",
        keep="视频的点赞率比上月高，转发也多。",
        taught_by="closings of bloggers' posts (text.md §1)",
    ),
)
