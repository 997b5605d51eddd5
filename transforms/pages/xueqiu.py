"""雪球 statuses as the site's JSON gives them; imported only, since its terms forbid crawling."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from transforms.capture import PostCapture, Unreadable
from transforms.counts import stated_count
from transforms.page import Page
from transforms.times import SHANGHAI

# What every status of the timeline of 2026-08 has, and no answer of Eastmoney.
_KEYS = {"id", "user_id", "created_at", "text"}


def recognises(page: Page) -> bool:
    """A JSON object with the keys of a status."""
    return page.text.lstrip()[:1] == "{" and _status(page) is not None


def read(page: Page) -> PostCapture:
    """The status; Unreadable `truncated` where the export holds only the beginning of its text."""
    status = _status(page)
    if status is None:
        raise Unreadable("no_status", "no Xueqiu status in the page")
    if status.get("truncated"):
        raise Unreadable("truncated", "the export holds only the beginning of the text")
    user = status.get("user") if isinstance(status.get("user"), Mapping) else {}
    return PostCapture(
        source="xueqiu",
        native_id=str(status["id"]),
        url=page.url,
        layout="xueqiu.status",
        title=_text(status.get("title")),
        body_html=_html(str(status["text"])),
        published_at=_instant(status["created_at"]),
        published_precision="second",
        edited_at=_instant(status["edited_at"]) if status.get("edited_at") else None,
        author_id=str(status["user_id"]),
        author_name=_text(user.get("screen_name")) if user else None,
        ip_region=_text(status.get("ip_location")),
        device=_text(status.get("source")),
        like_count=stated_count(status.get("like_count")),
        comment_count=stated_count(status.get("reply_count")),
        read_count=stated_count(status.get("view_count")),
        forward_count=stated_count(status.get("retweet_count")),
    )


def _status(page: Page) -> Mapping[str, Any] | None:
    try:
        value = json.loads(page.text)
    except ValueError:
        return None
    return value if isinstance(value, dict) and value.keys() >= _KEYS else None


def _instant(value: Any) -> datetime:
    """Milliseconds since 1970; whole seconds are kept, as of every other site."""
    try:
        return datetime.fromtimestamp(int(value) // 1000, SHANGHAI)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise Unreadable("no_time", f"{value!r} is no instant in milliseconds") from error


def _html(text: str) -> str:
    """Line ends stand bare in what phones send; in HTML they would fold into one line."""
    return text if "<p" in text or "<br" in text else text.replace("\n", "<br/>")


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, (str, int)) else None
