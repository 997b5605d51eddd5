"""Parts that all JSON objects of the site share; their unchanging keys lie in skeletons.json."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from data.sample.stage.cast import Post
from data.sample.stage.markup import plain_text
from data.sample.stage.play import Play

Json = dict[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
SKELETONS = json.loads((TEMPLATES / "skeletons.json").read_text("utf-8"))
_FROM_NUM = {"股吧网页版": 5, "东方财富Android版": 32, "东方财富iPhone版": 42, "创作中心网页端": 36}
_ABSTRACT_LENGTH = 160


def clock(at: datetime | None) -> str:
    """Return an instant as the site writes it, or nothing."""
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else ""


def abstract(body: str) -> str:
    """Return the first words of a body, as lists and previews show them."""
    text = plain_text(body)
    return text if len(text) <= _ABSTRACT_LENGTH else f"{text[:_ABSTRACT_LENGTH]}..."


def from_num(device: str) -> int:
    """Return the site's number of a device."""
    return _FROM_NUM.get(device, 0)


def dated(post: Post, at: datetime) -> Json:
    """Return what both row schemas say at top level: id, counts, times, type."""
    n_reads, _, n_comments = post.counts_at(at)
    return {
        "post_id": post.post_id,
        "post_click_count": n_reads,
        "post_comment_count": n_comments,
        "post_publish_time": clock(post.at),
        "post_display_time": clock(post.at),
        "post_last_time": clock(post.edited_at if post.is_edited(at) else post.at),
        "post_type": post.kind,
        "post_top_status": int(post.is_pinned),
        "post_has_pic": "wrap-img" in post.body,
        "post_source_id": post.article_id or post.source,
    }


def nested(play: Play, post: Post, at: datetime) -> Json:
    """Return a post with its author and bar as objects: the hot rows' and the pages' schema."""
    bar, author = play.bars[post.bar], play.authors[post.author]
    return {
        **SKELETONS["nested_row"],
        **dated(post, at),
        **_quoted(post),
        "post_like_count": post.counts_at(at)[1],
        "post_user": {
            **SKELETONS["user"],
            "user_id": author.uid,
            "user_nickname": author.name,
            "user_name": f"a{author.uid}",
            "user_is_majia": not author.region,
        },
        "post_guba": {
            **SKELETONS["guba"],
            "stockbar_code": bar.code,
            "stockbar_inner_code": bar.code,
            "stockbar_external_code": bar.code,
            "stockbar_name": bar.name,
            "stockbar_type": bar.kind,
        },
        "post_from": author.device,
        "post_from_num": from_num(author.device),
        "relate_topic": {**SKELETONS["topic"], **_topic(post)},
        "ask_question": post.question,
        "ask_answer": post.answer,
    }


def _quoted(post: Post) -> Json:
    if not post.quote_at:
        return {}
    return {
        "source_post_id": Post(post.quote_at, "", "").post_id,
        "source_post_user_nickname": post.quote_author,
        "source_post_title": post.quote_title,
        "source_post_content": post.quote_text,
        "source_publish_time": clock(post.quote_at),
        "repost_state": 1,
    }


def _topic(post: Post) -> Json:
    if not post.topic:
        return {}
    topic_id = str(1000 + sum(post.topic.encode()) % 9000)
    url = f"https://gubatopic.eastmoney.com/topic_v3.html?htid={topic_id}"
    return {"id": topic_id, "name": post.topic, "h5_url": url}
