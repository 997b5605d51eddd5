"""A known site in a layout that no reader knows: its posts become rows, nothing else does."""

from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.captures import capture, page
from tests.transforms.redesigned_pages import CAIFUHAO, CAIFUHAO_URL, GUBA, GUBA_URL
from transforms.body import flatten
from transforms.capture import Capture
from transforms.capture_tables import POST_CAPTURES
from transforms.cleaning import clean
from transforms.reading import capture_row, read_post
from transforms.schema import conform

GUBA_ID, CAIFUHAO_ID = "1530713901", "20250327201136512340670"


def guba(text: str = GUBA, **changes: Any) -> Capture:
    fields = {"url": GUBA_URL, "native_id": GUBA_ID, "outcome": "changed_layout"}
    return capture(text.encode(), **(fields | changes))


def caifuhao(text: str = CAIFUHAO) -> Capture:
    return guba(text, url=CAIFUHAO_URL, native_id=CAIFUHAO_ID, source="caifuhao")


@pytest.mark.parametrize("outcome", ["changed_layout", "post"])
@pytest.mark.parametrize("visit", [guba(), caifuhao()], ids=["guba", "caifuhao"])
def test_a_post_in_an_unknown_layout_is_a_row_that_says_so(visit: Capture, outcome: str) -> None:
    row = capture_row(replace(visit, outcome=outcome))
    assert (row["outcome"], row["layout"], row["reason"]) == ("post", "generic", "other_page")
    assert row["post_id"] == f"{visit.source}:{visit.native_id}"
    assert row["published_at"].isoformat() == "2025-03-27T20:11:36+08:00"
    assert row["published_precision"] == "second"
    conform([row], POST_CAPTURES)


def test_the_post_is_read_and_nothing_around_it() -> None:
    post = read_post(guba())
    assert (post.title, post.source, post.native_id) == ("红利这两天为什么歇了", "guba", GUBA_ID)
    assert clean(post).body.split("\n") == [
        "红利歇了两天，有人开始慌。我的看法没变：股息率还在四个点以上，慌什么。",
        "歇的原因也不难找，三月末要交账，前面涨得多的先卖一点，换到超跌的科技里去。",
        "我的做法是不动，分红季还没开始，等四月底年报出完再看一次。",
    ]
    post = read_post(caifuhao())
    assert (post.title, post.author_name) == ("一季度的钱去了哪里", "苏河看盘")
    assert "算力\t51%" in flatten(post.body_html)


@pytest.mark.parametrize(("shown", "is_read"), [("20:11:36", True), ("09:30:00", False)])
def test_an_article_that_does_not_name_its_id_is_known_by_the_instant_in_it(
    shown: str, is_read: bool
) -> None:
    unnamed = CAIFUHAO.replace("og:url", "og:site").replace(CAIFUHAO_ID, "")
    row = capture_row(caifuhao(unnamed.replace("20:11:36", shown)))
    assert CAIFUHAO_ID not in unnamed
    assert row["outcome"] == ("post" if is_read else "changed_layout")
    assert row["layout"] == ("generic" if is_read else None)


BROKEN = {
    "no_body": page(post_content=None),
    "no_time": page(post_publish_time="刚刚"),
    "no_id": page(post_id=None),
}


@pytest.mark.parametrize("reason", BROKEN)
def test_known_data_without_what_a_post_needs_gives_way_to_what_is_shown(reason: str) -> None:
    data = BROKEN[reason].decode().partition("<body>")[2].partition("</body>")[0]
    broken = GUBA.replace("</header>", f"</header>{data.replace('1530000001', GUBA_ID)}")
    row = capture_row(guba(broken, outcome="post"))
    assert (row["outcome"], row["layout"], row["reason"]) == ("post", "generic", reason)
    assert row["title"] == "红利这两天为什么歇了"


def test_a_day_stays_a_day() -> None:
    row = capture_row(guba(GUBA.replace("<span>2025-03-27 20:11:36", "<span>2025-03-27")))
    assert (row["outcome"], row["published_precision"]) == ("post", "day")


def shell(title: str, text: str, more: str = "") -> str:
    """A page of the site that is titled and dated, names the post, and holds this text."""
    return (
        f"<html><head><title>{title}</title><script>var back='/news,cjpl,{GUBA_ID}.html'</script>"
        f"</head><body><h1>{title}</h1><p>2025-03-27 20:11</p>"
        f"<div>{text}</div>{more}</body></html>"
    )


FOOTER = (
    "<p>郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及"
    "图表）仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。</p>"
    "<p>信息网络传播视听节目许可证：0908328号 经营证券期货业务许可证编号：913101046312860336</p>"
)
SPEECH = "<p>缩量的第三天，成交不到一万亿，我没有动，仓位还是五成。</p>" * 3
LINKS = "".join(f'<p><a href="/{n}">第{n}天的缩量，还要等。</a></p>' for n in range(30))
THREAD = "".join(
    f"<div>用户{n} 2025-03-27 20:{n}</div><div>缩量的第{n}天，没有动，先看着。</div>"
    for n in range(10, 30)
)
OTHER = '<link rel="canonical" href="https://guba.eastmoney.com/news,cjpl,1530713902.html">'
NO_POST = {
    "a challenge in new words": shell("安全验证", "检测到访问异常，请完成下面的拼图，继续浏览。"),
    "a challenge without a title": shell("股吧", "请拖动滑块完成安全验证，验证通过后继续访问。"),
    "an error page": shell("股吧", "抱歉，您访问的帖子不存在，三秒后带您去首页看看。"),
    "a wall": shell("会员专享", "这一篇只给会员看，先登录再回来，谢谢您的理解。"),
    "a beginning before a wall": shell("缩量", SPEECH, "<div>登录后阅读全文</div>"),
    "a list": shell("财经评论吧", LINKS),
    "a thread of others": shell("缩量", THREAD),
    "furniture alone": shell("股吧", FOOTER),
    "a page that does not name it": shell("缩量", SPEECH).replace(GUBA_ID, ""),
    "another post by its block": shell("缩量", SPEECH, "<div data-post-id='1530713902'></div>"),
    "maintenance": shell(
        "股吧", "为了给您更好的服务，我们正在升级维护，期间无法看帖子，敬请谅解。"
    ),
    "a waiting room": shell("股吧", "现在来的人太多，正在排队，请耐心等待，页面会自己刷新。"),
    "a check of the browser": shell("请稍候", "正在看您的浏览器是不是真的，好了会自动过去，谢谢。"),
    "such a check abroad": shell(
        "Just a moment...", "We check that you are no robot, please wait."
    ),
    "a form": shell("某某通行证", "<p>手机号登录，首次登录自动注册账号，登录即同意用户协议。</p>"),
    "a word of the house": shell(
        "温馨提示", "这条内容不合社区的规矩，已由管理员处理，看看别的吧。"
    ),
    "a region": shell("股吧", "由于您所在的地区有限制，这一页看不了，有疑问请联系客服。"),
    "policies": shell("隐私政策", "我们很看重您的信息，这里说明如何收集、使用和存放它们。" * 4),
    "a beginning before an app": shell("缩量", SPEECH, "<div>打开某某APP阅读全文</div>"),
    "a share of a text": shell("缩量", SPEECH, "<div>剩余80%的内容，请到客户端看</div>"),
    "no time": shell("缩量", SPEECH).replace("2025-03-27 20:11", ""),
    "no title": shell("", SPEECH),
    "cut off": shell("缩量", SPEECH).removesuffix("</html>"),
    "another post by its address": shell("缩量", SPEECH + OTHER),
    "another post by its data": shell("缩量", SPEECH, "<script>var postId='1530713902'</script>"),
    "after the visit": shell("缩量", SPEECH).replace("2025-03-27", "2025-04-27"),
    "nothing": "",
}


@pytest.mark.parametrize("case", NO_POST)
def test_what_is_no_post_becomes_none_and_is_told(case: str) -> None:
    row = capture_row(guba(NO_POST[case]))
    assert (row["outcome"], row["title"], row["layout"]) == ("changed_layout", None, None)
    row = capture_row(guba(NO_POST[case], outcome="post"))
    assert (row["outcome"], row["reason"]) == ("reject", "other_page")
    assert row["title"] is row["layout"] is None


def test_the_same_shell_with_a_post_in_it_is_one() -> None:
    assert capture_row(guba(shell("缩量", SPEECH)))["outcome"] == "post"


def test_a_post_about_a_challenge_is_a_post() -> None:
    text = SPEECH + "<p>登录后总要身份核实，今天又来了一次，烦。</p>" + SPEECH
    assert capture_row(guba(shell("又要验证码", text * 3)))["outcome"] == "post"


@pytest.mark.parametrize("outcome", ["blocked", "login_wall", "not_a_post", "never_existed"])
def test_what_the_spider_knows_is_not_read(outcome: str) -> None:
    row = capture_row(guba(outcome=outcome))
    assert (row["outcome"], row["title"]) == (outcome, None)


def test_a_visit_without_an_id_gets_none_from_the_address() -> None:
    row = capture_row(guba(native_id=None, outcome="post"))
    assert (row["outcome"], row["post_id"]) == ("reject", None)


def test_a_page_that_the_spider_did_not_know_is_read_by_a_reader_that_does() -> None:
    row = capture_row(capture(page(), outcome="changed_layout"))
    assert (row["outcome"], row["layout"], row["reason"]) == ("post", "guba-2022", None)
