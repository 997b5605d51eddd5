"""One post as Eastmoney's own JSON holds it: the page's `post_article`, the WAP answer's `post`."""

from collections.abc import Mapping
from html import escape
from typing import Any

from transforms.capture import PostCapture, Unreadable
from transforms.counts import stated_count
from transforms.times import Printed, printed_time

# post_type 20: the post is a caifuhao article, its 23-digit id stands in post_source_id.
ARTICLE_TYPE = 20
_ARTICLE_ID_DIGITS = 23


def read_post(
    post: Mapping[str, Any],
    *,
    url: str,
    layout: str,
    disclaimer: str | None = None,
    footer: str | None = None,
) -> PostCapture:
    """The post of one JSON object; Unreadable `no_id`, `no_time` or `no_body` where it has none."""
    source, native_id, alias_id = identity(post)
    published = _published(post)
    edited = printed_time(_text(post.get("post_mod_time")))
    bar = post.get("post_guba") or {}
    user = post.get("post_user") or {}
    return PostCapture(
        source=source,
        native_id=native_id,
        alias_id=alias_id,
        url=url,
        layout=layout,
        title=_text(post.get("post_title")),
        body_html=body_html(post),
        published_at=published.at,
        published_precision=published.precision,
        edited_at=edited.at if edited else None,
        bar_code=_text(bar.get("stockbar_code")) or _text(post.get("stockbar_code")),
        bar_name=_text(bar.get("stockbar_name")) or _text(post.get("stockbar_name")),
        author_id=_text(user.get("user_id")) or _text(post.get("user_id")),
        author_name=_text(user.get("user_nickname")) or _text(post.get("user_nickname")),
        ip_region=_text(post.get("post_ip_address")),
        device=_text(post.get("post_from")),
        like_count=stated_count(post.get("post_like_count")),
        comment_count=stated_count(post.get("post_comment_count")),
        read_count=stated_count(post.get("post_click_count")),
        forward_count=stated_count(post.get("post_forward_count")),
        topics=_topics(post),
        disclaimer=disclaimer,
        footer=footer,
    )


def identity(post: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """(source, native_id, alias_id): an article keeps its 23 digits wherever it was met."""
    number = _text(post.get("post_id"))
    article = _text(post.get("post_source_id")) or ""
    if post.get("post_type") == ARTICLE_TYPE and len(article) == _ARTICLE_ID_DIGITS:
        return "caifuhao", article, f"guba:{number}" if number else None
    if number is None:
        raise Unreadable("no_id", "the post object has no post_id")
    return "guba", number, None


def body_html(post: Mapping[str, Any]) -> str:
    """The author's own text: the content, and below it what the author appended later."""
    content = post.get("post_content")
    if not isinstance(content, str):
        raise Unreadable("no_body", "the post object has no post_content")
    return content + "".join(_appended(post))


def _appended(post: Mapping[str, Any]) -> list[str]:
    entries = post.get("post_add_list") or []
    texts = [entry.get("add_text") if isinstance(entry, Mapping) else entry for entry in entries]
    return [
        f"<p>追加内容</p><p>{text if '<' in text else escape(text, quote=False)}</p>"
        for text in texts
        if isinstance(text, str) and text.strip()
    ]


def _published(post: Mapping[str, Any]) -> Printed:
    published = printed_time(_text(post.get("post_publish_time")))
    if published is None:
        raise Unreadable("no_time", f"post_publish_time is {post.get('post_publish_time')!r}")
    return published


def _topics(post: Mapping[str, Any]) -> tuple[str, ...]:
    topic = post.get("relate_topic")
    entries = topic if isinstance(topic, list) else [topic]
    names = [_text(entry.get("name")) for entry in entries if isinstance(entry, Mapping)]
    return tuple(name for name in names if name)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    return str(value).strip() or None
