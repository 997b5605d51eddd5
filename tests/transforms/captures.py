"""Captures and post captures made up for tests."""

from datetime import datetime
from typing import Any

from transforms.capture import Capture, PostCapture
from transforms.reading import capture_row
from transforms.times import SHANGHAI

NIGHT = datetime(2025, 3, 28, 1, 30, tzinfo=SHANGHAI)


def capture(body: bytes, **changes: Any) -> Capture:
    """A capture of one guba post page in the night of 2025-03-27."""
    fields: dict[str, Any] = {
        "capture_id": "c1",
        "url": "https://guba.eastmoney.com/news,600519,1530000001.html",
        "fetched_at": NIGHT,
        "status": 200,
        "headers": {"content-type": "text/html; charset=utf-8"},
        "body": body,
        "source": "guba",
        "target": "600519",
        "outcome": "post",
        "native_id": "1530000001",
    }
    return Capture(**(fields | changes))


def post(body_html: str, **changes: Any) -> PostCapture:
    """A post as a page might have said it."""
    fields: dict[str, Any] = {
        "source": "guba",
        "native_id": "1530000001",
        "url": "https://guba.eastmoney.com/news,600519,1530000001.html",
        "layout": "guba-2022",
        "title": "缩量之后",
        "body_html": body_html,
        "published_at": datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI),
        "published_precision": "second",
    }
    return PostCapture(**(fields | changes))


def page(text: str = "<p>缩量，等方向。</p>", **changes: Any) -> bytes:
    """A guba page of the 2022 template, reduced to what its reader needs."""
    import json

    article: dict[str, Any] = {
        "post_id": 1530000001,
        "post_title": "缩量之后",
        "post_content": text,
        "post_publish_time": "2025-03-27 21:04:53",
        "post_type": 0,
        "post_user": {"user_id": "7001", "user_nickname": "某某"},
        "post_guba": {"stockbar_code": "600519", "stockbar_name": "贵州茅台吧"},
        "post_like_count": 3,
        "post_comment_count": 4,
    } | changes
    script = f"var post_article={json.dumps(article, ensure_ascii=False)};"
    return f"<html><body><script>{script}</script></body></html>".encode()


def row(
    text: str = "<p>缩量，等方向。</p>", at: datetime = NIGHT, **changes: Any
) -> dict[str, Any]:
    """A row of POST_CAPTURES read from such a page."""
    visit = {key: changes.pop(key) for key in ("outcome", "capture_id") if key in changes}
    visit.setdefault("capture_id", f"{at:%d%H%M%S}")
    return capture_row(capture(page(text, **changes), fetched_at=at, **visit))
