"""The pages of caifuhao: an article, the page of a redesign, the page of one that is gone."""

import json
from datetime import datetime
from html import escape

from data.sample.stage import post_json
from data.sample.stage.cast import Post
from data.sample.stage.furniture import DISCLAIMER, fill, footer
from data.sample.stage.play import Play


def article(play: Play, post: Post, at: datetime) -> str:
    """Return an article's desktop page, or the unknown page of a redesign."""
    author = play.authors[post.author]
    place = post_json.region(post, author)
    _, n_likes, n_comments = post.counts_at(at)
    return fill(
        "article_redesign.html" if post.layout == "redesign" else "article.html",
        title=escape(post.title),
        author=escape(author.name),
        uid=author.uid,
        column_id=author.uid[-6:],
        time_line=_article_time(post, at),
        place=f'<span class="txt">{place}</span>' if place else "",
        body=post_json.content(post, at),
        article_txt=json.dumps(post_json.content(post, at), ensure_ascii=False),
        likes=n_likes or "点赞",
        comments=n_comments or "评论",
        disclaimer=escape(DISCLAIMER),
        footer=footer(),
    )


def gone_article() -> str:
    """Return what the site shows for an article that its author or the site took away."""
    return fill("article_gone.html", footer=footer())


def _article_time(post: Post, at: datetime) -> str:
    if post.is_edited(at):
        return f"修改于 {post.edited_at:%Y年%m月%d日 %H:%M}"
    return f"{post.at:%Y年%m月%d日 %H:%M}"
