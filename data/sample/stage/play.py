"""The script of the sample night: who posts what, where and when, read from posts/*.toml."""

import tomllib
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from data.sample.stage.cast import ARTICLE, CHINA, Author, Bar, Night, Post

POSTS = Path(__file__).parent.parent / "posts"


class PlayError(ValueError):
    """The script holds something that cannot be played."""


@dataclass(frozen=True)
class Play:
    """Everything that the script says."""

    authors: dict[str, Author]
    bars: dict[str, Bar]
    posts: tuple[Post, ...]

    @cached_property
    def newest_first(self) -> tuple[Post, ...]:
        """Return all posts, the newest first."""
        return tuple(sorted(self.posts, key=lambda post: post.at, reverse=True))

    def in_bar(self, bar: str, at: datetime) -> list[Post]:
        """Return what the bar's list holds at that instant, newest first."""
        return [p for p in self.newest_first if bar in (p.bar, *p.also_in) and p.is_there(at)]

    def known_before(self, night: Night) -> list[Post]:
        """Return what an earlier night saw and this one visits again, newest first."""
        earlier = night.starts_at - timedelta(days=1)
        return [
            post
            for post in self.newest_first
            if night.number > 1 and night.wants(post) and not post.is_old and post.is_there(earlier)
        ]

    def by_author(self, author: Author, at: datetime) -> list[Post]:
        """Return the author's articles at that instant, newest first."""
        return [
            p
            for p in self.newest_first
            if p.author == author.name and p.kind == ARTICLE and p.is_there(at)
        ]


def load(folder: Path = POSTS) -> Play:
    """Return the play that the TOML files of a folder tell; PlayError for what cannot be played."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    authors = [Author(**row) for table in tables for row in table.get("author", [])]
    bars = [Bar(**row) for table in tables for row in table.get("bar", [])]
    posts = [_post(row) for table in tables for row in table.get("post", [])]
    old = [post for table in tables for row in table.get("old", []) for post in _old_posts(row)]
    play = Play({a.name: a for a in authors}, {b.code: b for b in bars}, (*posts, *old))
    _refuse_strangers(play)
    return play


def _post(row: dict[str, Any]) -> Post:
    known = {field.name for field in fields(Post)}
    if unknown := sorted(row.keys() - known):
        raise PlayError(f"post of {row.get('at')}: unknown keys {', '.join(unknown)}")
    return Post(**{key: _value(value) for key, value in row.items()})


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=CHINA)
    if isinstance(value, str):
        return value.strip("\n")
    return tuple(value) if isinstance(value, list) else value


def _old_posts(row: dict[str, Any]) -> list[Post]:
    """Return the rows of an [[old]] table: they stand in lists, nobody visits their pages."""
    shared = {key: _value(value) for key, value in row.items() if key != "rows"}
    return [
        Post(
            at=_value(at), author=author, title=title, is_old=True, counts=_old_counts(at), **shared
        )
        for at, author, title in row["rows"]
    ]


def _old_counts(at: datetime) -> tuple[int, int, int]:
    seed = int(at.replace(tzinfo=UTC).timestamp())
    return 300 + seed % 4871, seed % 23, seed % 31


def _refuse_strangers(play: Play) -> None:
    """Refuse authors and bars that nobody introduced, and ids that would collide."""
    for post in play.posts:
        if post.author not in play.authors:
            raise PlayError(f"post of {post.at}: no [[author]] is named {post.author}")
        if post.bar not in play.bars:
            raise PlayError(f"post of {post.at}: no [[bar]] has the code {post.bar}")
    if len({post.post_id for post in play.posts}) != len(play.posts):
        raise PlayError("two posts share one second: move one of them")
