"""Advertised contacts: ids to add, groups to join, broadcasts to book, share lists to fetch."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.calls import call
from transforms.rules.formulas import clauses
from transforms.rules.rule import Found, Judge, Place, Rule
from transforms.spans import Span

_ID = r"(?:<[^<>\n]{1,12}>|[a-z][\w-]{5,19}|\d{5,12}|[a-z\d_-]*\*{2,}[\w*-]*)"
_CHAT = r"(?:微信|薇信|威信|卫星|v信|vx|wx|qq|扣扣|企业微信|企微|weixin|wechat)"
_WHOSE = (
    r"(?:我的|我|本人|作者|小编|助理|小助理|小助手|助手|客服|老师|群主|个人|官方|博主|笔者|工作"
    r"|私人|商务|下方|以下|专属)*"
)
_CHAT_ID = re.compile(
    rf"(?:(?<!了)(?:添加|加|搜索|联系|咨询|私信){_WHOSE}(?<![a-z]){_CHAT}"
    rf"|(?<![a-z]){_CHAT})(?:/{_CHAT})?(?:号码?|群号?|id)?(?:同号)?(?:\s*[::]|是"
    rf"|为)?\s*[(“「]?\s*{_ID}[)”」]?"
    rf"|(?<![a-z])qq(?:交流|粉丝|股友|读者|讨论)?群(?:号)?\s*[::]?\s*\d{{5,12}}"
    rf"|(?:微|v|威)(?:信)?号?[::]\s*{_ID}|(?<![了增追])加\s?v\s*:?\s*{_ID}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:电话|手机|热线|联系方式|tel)(?:号码?)?(?:/微信"
    r"|同微信)?\s*[::]?\s*(?:\+86[\s-]?)?(?:1\d{2}[\s-]?[\d*]{4}[\s-]?\d{4}|0\d{2,3}-\d{7,8}"
    r"|400-?\d{3}-?\d{4})",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:合作|投稿|转载|联系|咨询|爆料|应聘|简历|邮箱|邮件"
    r"|e-?mail)[^。!?;\n@]{0,20}?[\w.+-]{2,30}@[\w-]{2,30}\.[a-z.]{2,10}",
    re.IGNORECASE,
)
_JOIN = re.compile(
    rf"(?:添加|(?<![了增追])加){_WHOSE}{_CHAT}[^。!?;\n]{{0,16}}?(?:进群|入群|拉群|拉你|备注|领取"
    rf"|咨询|交流|验证|暗号|获取|好友|私聊|群聊)"
    rf"|(?:想|需要|欢迎|可以?|请|扫码|备注|申请|私信我?)[^,。!?;\n]{{0,10}}?(?:加入|进|入"
    rf"|加)(?:我的|我们的?|本|微信|qq|交流|粉丝|读者|股友|直播|学习|免费|的)*(?<!收)(?:交流群"
    rf"|粉丝群|读者群|微信群|qq群|直播群|讨论群|学习群|股友群|群聊|群)(?!体|众|岛)"
    r"|(?:长按|扫描?|识别|扫码)[^。!?;\n]{0,12}?(?:二维码)?[^。!?;\n]{0,8}?(?:加我|添加(?:我"
    r"|小助手|助理)|加(?:小助手|助理|客服))",
    re.IGNORECASE,
)
_GIFT = re.compile(
    r"(?:(?:回复|私信|添加|加我|扫码|点击|关注|评论区?|留言|暗号|进群)[^。!?;\n]{0,24}?(?:领取|领"
    r"|获取|送)[^。!?;\n]{0,8}?(?:股票池|牛股|金股|黑马|名单|资料|课程|福利|红包|礼包|研报|指标"
    r"|战法|电子书|内参)"
    r"|(?:免费|限时|即可)(?:领取|获取)[^,。!?;\n]{0,8}?(?:股票池|牛股|金股|黑马|课程|战法|内参"
    r"|指标公式)"
    r")"
)
_LIVE = re.compile(
    r"(?:直播间?[^。!?;\n]{0,14}?(?:记得(?:来|预约)|预约|报名|不见不散|恭候|等你|等您|约起来|走起"
    r"|见(?=[。!~\s]|$))"
    r"|(?:预约|报名|点击|进入|锁定|来)(?:我的|今晚的?|明晚的?|下方|本场|观看|收看)*直播(?:间|预约"
    r"|报名)?(?=[,。!~\s]|$))"
)
_BUSINESS = re.compile(
    r"(?:商务|广告|品牌|媒体|内容|转载|投稿|寻求报道)(?:与|和|、|/|及|或|合作|投放|授权|交流|开白"
    r"|投稿"
    r"|转载){0,6}(?:请|可|敬请)?(?:直接)?(?:联系|添加微信|加微信|私信|后台|发送?至|投递)"
)
# Told of others: 结果加了微信, 骗子让他加微信.
_TOLD = re.compile(
    r"(?:骗|诈|举报|警惕|谨防|警方|被告|法院|他|她|有人|公司|用户|消费者|客户|平台|集团|观众|带货"
    r"|股民|监管|如果有)"
)

# Somebody called or wrote there, or a company's office answers: it is told, not advertised.
_ANSWERED = re.compile(
    r"董秘|投资者关系|(?<![a-z])ir@|[我他她][们都]?(?:打|写信|拨)|打(?:给)?我|骚扰|推销|没人接|广告.{0,4}过审"
)


def _judge(pattern: re.Pattern[str]) -> Judge:
    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        said = prose.search(pattern, sentence)
        if said is None or _ANSWERED.search(prose.folded, sentence.start, sentence.end):
            return
        if _TOLD.search(prose.folded, _clause_start(prose, sentence, said), said.end()):
            return
        span = call(prose, sentence, said)
        if span is not None:
            yield Found(span)

    return judge


def _clause_start(prose: Prose, sentence: Span, said: re.Match[str]) -> int:
    before = [part.start for part in clauses(prose, sentence) if part.start <= said.start()]
    return before[-1] if before else sentence.start


RULES = (
    Rule(
        id="ad_contact.chat_id",
        kind="ad_contact",
        hints=(
            "微信",
            "加V",
            "加v",
            "薇信",
            "威信",
            "v信",
            "V信",
            "vx",
            "VX",
            "wx",
            "WX",
            "QQ",
            "qq",
            "扣扣",
            "企微",
            "微号",
            "WeChat",
            "wechat",
        ),
        judge=_judge(_CHAT_ID),
        strip="想进交流群的朋友加我微信：liangjia_888",
        keep="腾讯的微信月活13.8亿，TQQQ20日线没破。",
        taught_by="adverts at the end of posts (text.md §1; ids there are masked as <id>)",
    ),
    Rule(
        id="ad_contact.mail",
        kind="ad_contact",
        hints=("@",),
        judge=_judge(_MAIL),
        place=Place.EDGE,
        strip="商务合作请发邮箱：hezuo@example.com",
        keep="@老王 你的邮箱我没有，回头再聊业绩。",
        taught_by="closings of copied articles (text.md §1)",
    ),
    Rule(
        id="ad_contact.phone",
        kind="ad_contact",
        hints=("电话", "手机", "热线", "联系方式", "Tel", "TEL", "tel"),
        judge=_judge(_PHONE),
        place=Place.EDGE,
        strip="咨询热线：13800001234",
        keep="手机：出货量1.2亿部，同比降3%。",
        taught_by="adverts at the end of posts (text.md §1)",
    ),
    Rule(
        id="ad_contact.join",
        kind="ad_contact",
        hints=("群", "微信", "好友", "加我", "添加", "助理", "客服", "助手"),
        judge=_judge(_JOIN),
        place=Place.EDGE,
        strip="需要的朋友请扫码加入读者群。",
        keep="政策向低收入群体倾斜，消费会慢慢起来。",
        taught_by="adverts at the end of posts (text.md §1)",
    ),
    Rule(
        id="ad_contact.gift",
        kind="ad_contact",
        hints=("领取", "获取", "领", "送"),
        judge=_judge(_GIFT),
        place=Place.EDGE,
        strip="评论区留言，领取明日牛股名单。",
        keep="公司领取了药品注册批件。",
        taught_by="adverts at the end of posts (text.md §1)",
    ),
    Rule(
        id="ad_contact.live",
        kind="ad_contact",
        hints=("直播",),
        judge=_judge(_LIVE),
        place=Place.EDGE,
        strip="今晚八点直播间聊半导体，记得预约！",
        keep="直播电商的退货率还在升。",
        taught_by="heads and closings of bloggers' posts (text.md §1)",
    ),
    Rule(
        id="ad_contact.business",
        kind="ad_contact",
        hints=("商务", "广告", "品牌", "媒体", "转载", "投稿", "报道", "内容"),
        judge=_judge(_BUSINESS),
        place=Place.EDGE,
        strip="商务合作请联系小助理。",
        keep="广告投放在下滑，品牌商联系渠道压货。",
        taught_by="closings of copied articles (text.md §1)",
    ),
)
