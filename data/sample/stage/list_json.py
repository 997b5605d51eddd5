"""The JSON of lists: a bar's rows in both schemas, an author's articles."""

from datetime import datetime

from data.sample.stage.cast import ARTICLE, Bar, Post
from data.sample.stage.markup import plain_text
from data.sample.stage.play import Play
from data.sample.stage.shapes import SKELETONS, Json, abstract, dated, from_num, nested

_TITLE_LENGTH = 40


def list_title(post: Post) -> str:
    """Return the title of a list row: cut, and the first words of the body where there is none."""
    return (post.title or plain_text(post.body).replace("\n", " "))[:_TITLE_LENGTH]


def list_json(bar: Bar, rows: list[Json], at: datetime) -> Json:
    """Return a bar's article_list object."""
    info = {
        **SKELETONS["bar_info"],
        "OuterCode": bar.code,
        "InnerCode": bar.code,
        "ShortName": bar.name.removesuffix("吧"),
        "Category": bar.kind,
        "Type": [bar.kind],
        "AppCode": bar.quote,
    }
    head = {"bar_name": info["ShortName"], "bar_code": bar.code, "bar_quot_code": bar.quote}
    return {
        "re": rows,
        "count": bar.n_claimed,
        **head,
        "ret_ad_type": [],
        "bar_info": info,
        "rc": 1,
        "me": "操作成功",
        "time": _server_time(at),
    }


def other_json(rows: list[Json], at: datetime) -> Json:
    """Return the page's other_list object: the hot rows once more."""
    head = {"ret": None, "count": len(rows), "bar_name": None, "bar_code": None}
    tail = {"bar_quot_code": None, "loc_ext": None, "rc": 1, "me": "操作成功"}
    return {"re": rows, **head, **tail, "time": _server_time(at)}


def flat_row(play: Play, post: Post, at: datetime) -> Json:
    """Return the post's list row in the flat schema."""
    bar, author = play.bars[post.bar], play.authors[post.author]
    return {
        **SKELETONS["flat_row"],
        **dated(post, at),
        "post_title": list_title(post),
        "stockbar_code": bar.code,
        "stockbar_name": bar.name,
        "stockbar_type": bar.kind,
        "user_id": author.uid,
        "user_nickname": author.name,
        "post_from_num": from_num(author.device),
        "user_is_majia": not author.region,
        "zmt_article": SKELETONS["zmt"] if post.kind == ARTICLE else None,
    }


def hot_row(play: Play, post: Post, at: datetime) -> Json:
    """Return the post's list row in the nested schema of hot rows."""
    return {
        **nested(play, post, at),
        "post_title": list_title(post),
        "post_content": abstract(post.body_at(at) or post.title),
        "post_is_hot": True,
        "reply_list": [SKELETONS["reply"]],
    }


def author_list_json(play: Play, posts: list[Post], at: datetime) -> Json:
    """Return an author's postCenterList answer, whose texts are cut."""
    rows = [
        {
            **nested(play, post, at),
            "post_title": post.title,
            "post_content": abstract(post.body_at(at) or post.title),
        }
        for post in posts
    ]
    return {"re": True, "message": "成功", "count": len(rows), "result": rows}


def _server_time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.1600323+08:00"
