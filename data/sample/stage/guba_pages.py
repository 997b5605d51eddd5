"""The pages of guba: a bar's list, a post, the error page, the challenge."""

from datetime import datetime, timedelta
from html import escape

from data.sample.stage import furniture, list_json, post_json
from data.sample.stage.cast import ARTICLE, Bar, Post
from data.sample.stage.furniture import fill, footer, js
from data.sample.stage.markup import post_html
from data.sample.stage.play import Play
from data.sample.stage.shapes import clock


def bar_list(play: Play, bar: Bar, page: list[Post], hot: list[Post], at: datetime) -> str:
    """Return one list page; hot rows stand in the JSON before the others, in the table by time."""
    rendered_at = at - timedelta(seconds=1)
    hot_rows = [list_json.hot_row(play, post, rendered_at) for post in hot]
    flat_rows = [list_json.flat_row(play, post, rendered_at) for post in page]
    return fill(
        "list.html",
        rendered=clock(rendered_at),
        title=escape(f"{_titled(bar)}_{bar.name}怎么样_分析讨论社区—东方财富网"),
        keywords=escape(f"{bar.name},{bar.code}股吧"),
        rows="".join(_list_row(play, post, at) for post in _as_shown(page, hot)),
        footer=footer(),
        articles=js(list_json.list_json(bar, hot_rows + flat_rows, rendered_at)),
        others=js(list_json.other_json(hot_rows, rendered_at)),
    )


def guba_post(play: Play, post: Post, at: datetime) -> str:
    """Return a post's own page, which carries it as HTML and as JSON."""
    bar, author = play.bars[post.bar], play.authors[post.author]
    _, n_likes, n_comments = post.counts_at(at)
    return fill(
        "guba_post.html",
        rendered=clock(at - timedelta(seconds=1)),
        charset="utf-8" if post.encoding == "utf-8" else "gbk",
        page_title=escape(f"{post.title}_{_titled(bar)}_东方财富网股吧"),
        keywords=escape(f"{bar.name},{bar.code}"),
        bar=bar.code,
        bar_name=escape(bar.name),
        title=escape(post.title),
        uid=author.uid,
        author=escape(author.name),
        time_line=_time_line(play, post, at),
        likes=n_likes or "点赞",
        comments=n_comments or "评论",
        n_comments=n_comments,
        body=post_json.content(post, at),
        after_body=_added(post, at) + _quoted(post),
        disclaimer=escape(post.disclaimer or furniture.DISCLAIMER),
        footer=footer(post.footer or furniture.FOOTER),
        post_article=_post_js(play, post, at),
    )


def error() -> str:
    """Return the page that the site shows for a post that is gone; its message is written by JS."""
    return fill("error.html", footer=footer())


def challenge() -> str:
    """Return the shell that asks a visitor to prove who he is."""
    return fill("challenge.html")


def post_path(post: Post) -> str:
    """Return the link that a list row carries: an article lies on another host."""
    if post.kind == ARTICLE:
        return f"//caifuhao.eastmoney.com/news/{post.article_id}"
    return f"/news,{post.bar},{post.post_id}.html"


def _post_js(play: Play, post: Post, at: datetime) -> str:
    text = js(post_json.post_json(play, post, at))
    return (
        text.replace('"post_video_url":""', '"post_video_url":undefined')
        if post.has_undefined
        else text
    )


def _titled(bar: Bar) -> str:
    return f"{bar.name.removesuffix('吧')}({bar.code})股吧"


def _as_shown(page: list[Post], hot: list[Post]) -> list[Post]:
    """Return the table's rows: pinned ones first, hot ones older than the page left out."""
    pinned = [post for post in page if post.is_pinned]
    others = [post for post in page if not post.is_pinned]
    shown = [post for post in hot if not others or post.at >= others[-1].at]
    return pinned + sorted(others + shown, key=lambda post: post.at, reverse=True)


def _list_row(play: Play, post: Post, at: datetime) -> str:
    author = play.authors[post.author]
    n_reads, _, n_comments = post.counts_at(at)
    return fill(
        "list_row.html",
        n_reads=n_reads,
        n_comments=n_comments,
        post_id=post.post_id,
        kind=post.kind,
        href=post_path(post),
        title=escape(list_json.list_title(post)),
        uid=author.uid,
        author=escape(author.name),
        # The site's own table runs on a 12-hour clock; only the JSON tells the true time.
        shown_at=f"{post.at:%m-%d %I:%M}",
    ).strip()


def _time_line(play: Play, post: Post, at: datetime) -> str:
    place = post_json.region(post, play.authors[post.author])
    words = [clock(post.at), f"来自{place}" if place else "", "修改" if post.is_edited(at) else ""]
    return escape(" ".join(word for word in words if word))


def _added(post: Post, at: datetime) -> str:
    if not post.added_at or post.added_at > at:
        return ""
    return fill(
        "added.html",
        added_at=clock(post.added_at),
        text=post_html(post.added, is_plain=False),
    )


def _quoted(post: Post) -> str:
    if not post.quote_at:
        return ""
    return fill(
        "quoted.html",
        author=escape(post.quote_author),
        title=escape(post.quote_title),
        text=escape(post.quote_text),
    )
