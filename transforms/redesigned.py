"""A page of a known site whose known layout is gone, read as one of any site.

It becomes a post only where the page surely is of the post that was asked for; a challenge, a wall,
an error page, a list, the site's furniture alone stay what they are, and a person is told.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from transforms import generic
from transforms.capture import PostCapture, Unreadable
from transforms.cleaning import clean
from transforms.page import Page
from transforms.times import article_id_time

# What a known reader says of a page that is none of its own. A page that is of another post, cut
# off or dated after the visit is none here either.
REASONS = frozenset({"other_page", "no_body", "no_time", "no_id", "cut_json"})

# Titles and first words of what sites show instead of a post (sites.md §1.1, §3.6, §3.7).
_NOTICE = re.compile(
    r"身份核实|(?:安全|访问|人机|身份|滑[动块])验证|验证码|访问(?:异常|受限|过于频繁|频率)|异常访问"
    r"|请(?:先)?登录|登录(?:后|已失效|注册|/注册)|登入后|仅.{0,6}可见|会员专享"
    r"|(?:页面|内容|文章|帖子|问题|博文|作者)(?:不存在|找不到|走丢|(?:已被?|被).{0,6}删除)|\b404\b"
    r"|Not Found|系统繁忙|服务器(?:繁忙|错误)|稍后(?:再试|重试)"
    r"|\A(?:温馨)?提示\Z|请稍[候后]|请耐心等待|(?:系统|升级|例行)维护|维护公告|敬请谅解|实名认证"
    r"|短信验证|通行证|(?:隐私|保护)政策|(?:操作|请求)过于频繁|所在的?地区|无法(?:继续)?(?:浏览|查看|访问)"
    r"|检查您?的浏览器|Just a moment|not available|Checking your browser|\bRay ID\b"
)
# What stands below the beginning of a text that only members may read to its end.
_WALL = re.compile(
    r"(?:登录|登陆|付费|购买|开通|订阅|解锁|打开|下载)[^<>，。]{0,12}(?:阅读|查看|观看|解锁)"
    r"[^<>，。]{0,4}(?:全文|剩余|完整|正文)|(?:剩余|还有|余下)\d{1,2}%的?(?:内容|正文)"
)
# So much text under such a title, or with such words in it, is a post about it.
_LONG_UNDER_TITLE, _LONG_AROUND = 400, 120
# A post of fewer characters cannot be told from what stands around it.
_SHORTEST = 20
# The instant in an article's id is within seconds of the one shown; pages show minutes.
_SAME_INSTANT = timedelta(minutes=2)
_STATED_ID = re.compile(
    r"[\"']?\b(?:post[-_]?id|topic_?id|news_?id|art_?code|article_?id|question_?id|blog_?id)[\"']?\s*[:=]\s*"
    r"[\"']?(?P<id>\w{5,24})\b",
    re.IGNORECASE,
)


def read(page: Page) -> PostCapture:
    """The post of the page, its layout `generic`; Unreadable where it is not surely that post."""
    _check_whole(page)
    _check_identity(page)
    post = generic.read(page)
    _check_named(page, post)
    body = clean(post).body
    if _WALL.search(page.text):
        raise Unreadable("no_body", "no more than the beginning of a text behind a wall")
    if post.title is None or len(body) < _SHORTEST:
        raise Unreadable("no_body", f"the site's own words alone: {body[:40]!r}")
    if _is_notice(post.title, body):
        raise Unreadable("no_body", f"a notice and no post: {post.title[:40]!r}")
    return post


def _check_whole(page: Page) -> None:
    if not (generic.recognises(page) and page.is_whole):
        raise Unreadable("no_body", "no page of markup, or not all of it")


def _check_identity(page: Page) -> None:
    """The page's addresses and ids tell of no other post than the one that was asked for."""
    if page.native_id is None:
        raise Unreadable("no_id", "nothing tells which post was asked for")
    for address in _addresses(page):
        if page.native_id not in address:
            raise Unreadable("other_post", f"asked for {page.native_id}, the page is of {address}")
    stated = {match["id"] for match in _STATED_ID.finditer(page.text)}
    if stated and page.native_id not in stated:
        raise Unreadable("other_post", f"asked for {page.native_id}, not among {sorted(stated)}")


def _check_named(page: Page, post: PostCapture) -> None:
    """The page names the post, or shows the instant that an article's id holds.

    What a site shows in place of a post knows nothing of it; a post's page links to itself.
    """
    named = article_id_time(post.native_id)
    is_of_that_instant = named is not None and abs(post.published_at - named.at) <= _SAME_INSTANT
    if post.native_id not in page.text and not is_of_that_instant:
        raise Unreadable("no_id", f"the page does not name {post.native_id}")


def _addresses(page: Page) -> Iterator[str]:
    """The address of the visit and those that the page gives itself."""
    links = page.soup.find_all("link", rel="canonical")
    own = [str(link.get("href") or "") for link in links]
    shared = page.soup.find_all("meta", property="og:url")
    own += [str(meta.get("content") or "") for meta in shared]
    for address in (page.url, *own):
        if address:
            yield address


def _is_notice(title: str, body: str) -> bool:
    if _NOTICE.search(title) and len(body) < _LONG_UNDER_TITLE:
        return True
    return bool(_NOTICE.search(body)) and len(body) < _LONG_AROUND
