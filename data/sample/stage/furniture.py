"""Templates and what all pages wear: the disclaimer below a post and the site's footer."""

import json
from functools import cache
from html import escape
from string import Template

from data.sample.stage.shapes import TEMPLATES, Json

DISCLAIMER = (
    "郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及图表）"
    "仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。 "
    "请勿相信代客理财、免费荐股和炒股培训等宣传内容，远离非法证券活动。"
    "请勿添加发言用户的手机号码、公众号、微博、微信及QQ等信息，谨防上当受骗！"
)
FOOTER = (
    "信息网络传播视听节目许可证：0908328号 经营证券期货业务许可证编号：913101046312860336 "
    "违法和不良信息举报:021-61278686 举报邮箱：jubao@eastmoney.com",
    "沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11 沪公网安备 31010402000120号 "
    "版权所有:东方财富网 意见与建议:4000300059/952500",
)


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text("utf-8"))


def fill(name: str, **values: object) -> str:
    """Return a template with its names filled in; values are HTML already."""
    return _template(name).substitute(values)


def js(value: Json) -> str:
    """Return JSON as the site embeds it in scripts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def footer(lines: tuple[str, ...] = FOOTER) -> str:
    """Return the site's footer with its two legal lines."""
    return fill("footer.html", licence=escape(lines[0]), icp=escape(lines[1]))
