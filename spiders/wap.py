"""Eastmoney's answers to phones: the second way to an article whose page was not understood."""

import json
from typing import Any

from scrapy.http import TextResponse

from spiders.embedded import UNREADABLE, ChangedLayout
from spiders.outcomes import Outcome

API = "https://gbapi.eastmoney.com"
BRIEF = "/abstract/api/PostShort/ArticleBriefInfo"
CONTENT = "/content/api/Post/ArticleContent"

# The route wants a device id, and we are no device.
DEVICE = f"deviceid={'0' * 32}&version=2&product=eastmoney&plat=wap"

GONE_ANSWERS = ("不存在", "删除")
BUSY_ANSWER = "系统繁忙"


def brief_url(article: str) -> str:
    """Where an article's guba id is told, by its 23 digits."""
    return f"{API}{BRIEF}?postid={article}&type=1&{DEVICE}"


def content_url(response: TextResponse, article: str) -> str:
    """Where the article itself is, from the answer that told its guba id."""
    post_id = answer(response)["re"][0]["post_id"]
    ids = f"postid={post_id}&newsid={article}"
    return f"{API}{CONTENT}?{ids}&{DEVICE}&pi=&ctoken=&utoken=&IsClick=false"


def recognise_brief(said: dict[str, Any]) -> Outcome:
    """The first answer: OTHER, a step on the way, when it names the post."""
    match said.get("re"):
        case [{"post_id": int() | str()}, *_]:
            return Outcome.OTHER
    return recognise_refusal(said)


def recognise_content(said: dict[str, Any]) -> Outcome:
    """The second answer: the article, or why there is none."""
    is_post = bool(said.get("rc")) and isinstance(said.get("post"), dict)
    return Outcome.POST if is_post else recognise_refusal(said)


def recognise_refusal(said: dict[str, Any]) -> Outcome:
    """Why there is no article."""
    words = str(said.get("me") or "")
    if any(mark in words for mark in GONE_ANSWERS):
        return Outcome.DELETED
    return Outcome.SERVER_ERROR if BUSY_ANSWER in words else Outcome.CHANGED_LAYOUT


def answer(response: TextResponse) -> dict[str, Any]:
    """The JSON object of an answer; ChangedLayout when it is none."""
    try:
        said = json.loads(response.text)
    except UNREADABLE as error:
        raise ChangedLayout(f"expected JSON at {response.url}") from error
    if not isinstance(said, dict):
        raise ChangedLayout(f"expected a JSON object at {response.url}")
    return said
