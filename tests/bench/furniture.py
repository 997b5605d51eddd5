"""What stands around an article on a page: bars, notices, comments, lists, scripts; all ours."""

import json
from random import Random

DISCLAIMER = (
    "郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及图表）"
    "仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。"
)
INLINE_AD = "想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>"
SHARE_BAR = (
    '<span class="likemodule">3</span> <span class="replymodule">4</span> <span>♥ 收藏</span> '
    "<span>A <em>大</em> <em>中</em> <em>小</em></span> <span>分享到：</span>"
)
FOOTER = (
    '<div class="footer2016"><div>扫一扫下载APP</div><div class="footercr">'
    "信息网络传播视听节目许可证：0908328号 经营证券期货业务许可证编号：913101046312860336</div>"
    "<div>沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11 版权所有:东方财富网</div></div>"
)
NAVIGATION = "".join(
    f'<li><a href="//example.com/{n}.html">{name}</a></li>'
    for n, name in enumerate(
        "首页 财经 股票 新股 期指 期权 行情 数据 全球 美股 港股 期货 外汇 黄金".split()
    )
)
# A leak is one of these in a body.
MARKS = tuple(
    "郑重声明 免责声明 想炒股，先开户 责任编辑 版权所有 分享到 ICP备 ICP证 公网安备 许可证 "
    "扫一扫 ♥ 网友评论 相关推荐 相关阅读 延伸阅读 推荐阅读 热门评论".split()
)
_WORDS = (
    "今天 缩量 放量 银行 白酒 减仓 加仓 支撑 压力 明天 再看 同意 不懂 主力 散户 反弹 止损".split()
)


def whole(title: str, body: str, encoding: str = "utf-8") -> str:
    """A page of this title and body, its head and navigation around it."""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{encoding}"/>'
        f'<title>{title}</title></head><body><div class="nav"><ul>{NAVIGATION}</ul></div>'
        f"{body}</body></html>"
    )


def around(n_bytes: int, seed: int = 7) -> str:
    """About so many bytes of comments, link lists and scripts; the same for the same seed."""
    random, parts, size = Random(seed), ["<div>网友评论</div>"], 0
    while size < n_bytes:
        for part in (_comment(random), _link(random), _script(random)):
            parts.append(part)
            size += len(part.encode())
    return "".join([*parts, "<div>相关推荐</div>"]) if n_bytes else ""


def _said(random: Random, n: int) -> str:
    return "".join(random.choices(_WORDS, k=n))


def _comment(random: Random) -> str:
    number = random.randrange(10**6)
    return (
        f'<div class="reply_item cl" data-reply_id="{number}"><div class="reply_user"><a '
        f'href="//i.eastmoney.com/{number}">股友{number}</a></div><div class="short_text">'
        f'{_said(random, 8)}</div><div class="reply_bottom"><span>03-27 2{number % 4}:1{number % 9}'
        f'</span><span class="zan">{number % 50}</span><span>回复</span></div></div>'
    )


def _link(random: Random) -> str:
    number = random.randrange(10**6)
    return f'<ul><li><a href="/news,cjpl,{number}.html">{_said(random, 5)}</a></li></ul>'


def _script(random: Random) -> str:
    state = {"id": random.randrange(10**9), "kind": "ad", "text": _said(random, 3), "at": [1, 2, 3]}
    return f"<script>window.__s=window.__s||[];__s.push({json.dumps(state)});</script>"
