"""The JSON of a single post: the page's post_article and the two WAP answers."""

from datetime import datetime

from data.sample.stage.cast import ARTICLE, Author, Post
from data.sample.stage.markup import article_html, post_html
from data.sample.stage.play import Play
from data.sample.stage.shapes import SKELETONS, Json, abstract, clock, nested


def content(post: Post, at: datetime) -> str:
    """Return the post's body as HTML at that instant."""
    body = post.body_at(at)
    return article_html(body) if post.kind == ARTICLE else post_html(body, post.is_plain)


def region(post: Post, author: Author) -> str:
    """Return the province behind 来自, or nothing."""
    return author.region if post.region is None else post.region


def post_json(play: Play, post: Post, at: datetime) -> Json:
    """Return the post_article object of a post's own page."""
    author = play.authors[post.author]
    shared = nested(play, post, at)
    return {
        **{key: shared[key] for key in shared if key not in SKELETONS["list_only"]},
        **SKELETONS["post_only"],
        "post_title": post.title,
        "post_content": content(post, at),
        "post_abstract": abstract(post.body_at(at)),
        "post_ip_address": region(post, author),
        "post_mod_time": clock(post.edited_at) if post.is_edited(at) else "",
        "post_mod_count": int(post.is_edited(at)),
        "post_add_list": _added(post, at),
        "post_add_time": clock(post.added_at) if _added(post, at) else "",
    }


def wap_brief_json(post: Post) -> Json:
    """Return the WAP answer that turns an article id into a post id."""
    return {"rc": 1, "me": "操作成功", "re": [{"post_id": post.post_id}]}


def wap_content_json(play: Play, post: Post, at: datetime) -> Json:
    """Return the WAP answer that holds an article in full."""
    return {"rc": 1, "me": "操作成功", "post": post_json(play, post, at)}


def _added(post: Post, at: datetime) -> list[Json]:
    if not post.added_at or post.added_at > at:
        return []
    return [{"add_time": clock(post.added_at), "add_text": post_html(post.added, is_plain=False)}]
