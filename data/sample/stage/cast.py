"""What the script of the sample night is made of: authors, bars, posts and nights."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
ARTICLE = 20

# Post ids rise with time as the site's do (2025-03 lies near 1.53e9): two a second from here.
_FIRST_ID = 1_529_400_000
_FIRST_ID_AT = datetime(2025, 3, 20, tzinfo=CHINA)


@dataclass(frozen=True)
class Author:
    """One account; region and device stand for what its posts show unless they say otherwise."""

    name: str
    uid: str
    region: str = ""
    device: str = "股吧网页版"


@dataclass(frozen=True)
class Bar:
    """One discussion board; blocked_on is the night (1 or 2) its list answers with a challenge."""

    code: str
    name: str
    kind: int = 100
    quote: str = ""
    n_claimed: int = 0
    page_size: int = 20
    blocked_on: int = 0


@dataclass(frozen=True)
class Post:
    """One post or article of the play; the keys of a [[post]] table are these fields."""

    at: datetime
    bar: str
    author: str
    title: str = ""
    body: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    counts_later: tuple[int, int, int] | None = None
    kind: int = 0
    also_in: tuple[str, ...] = ()
    is_hot: bool = False
    is_pinned: bool = False
    is_plain: bool = False
    is_old: bool = False
    region: str | None = None
    topic: str = ""
    edited_at: datetime | None = None
    edited_body: str = ""
    deleted_at: datetime | None = None
    added_at: datetime | None = None
    added: str = ""
    source: str = ""
    quote_author: str = ""
    quote_title: str = ""
    quote_text: str = ""
    quote_at: datetime | None = None
    question: str = ""
    answer: str = ""
    drafted_at: datetime | None = None
    layout: str = ""
    encoding: str = "utf-8"
    header_charset: str = "utf-8"
    has_undefined: bool = False
    disclaimer: str = ""
    footer: tuple[str, ...] = ()

    @property
    def post_id(self) -> int:
        """Return the decimal id that the site would have given at this second."""
        return _FIRST_ID + 2 * round((self.at - _FIRST_ID_AT).total_seconds())

    @property
    def article_id(self) -> str:
        """Return the 23 digits of an article, or nothing for a plain post."""
        if self.kind != ARTICLE:
            return ""
        return f"{self.drafted_at or self.at:%Y%m%d%H%M%S}{self.post_id % 10**8:08d}0"

    @property
    def day(self) -> date:
        """Return the day of publication in China."""
        return self.at.date()

    def is_there(self, at: datetime) -> bool:
        """Return whether the site shows the post at that instant."""
        return self.at <= at and not (self.deleted_at and self.deleted_at <= at)

    def is_edited(self, at: datetime) -> bool:
        """Return whether the author had changed the post by that instant."""
        return self.edited_at is not None and self.edited_at <= at

    def body_at(self, at: datetime) -> str:
        """Return the text as it stood at that instant."""
        return self.edited_body if self.is_edited(at) and self.edited_body else self.body

    def counts_at(self, at: datetime) -> tuple[int, int, int]:
        """Return reads, likes and comments; the later ones hold from the post's second night on."""
        if self.counts_later and at.date() - self.day > timedelta(days=1):
            return self.counts_later
        return self.counts


@dataclass(frozen=True)
class Night:
    """One nightly run: its day, the first day it looks back to, and when it begins."""

    number: int
    date: date
    since: date
    starts_at: datetime

    def wants(self, post: Post) -> bool:
        """Return whether the run visits a post of this day."""
        return self.since <= post.day <= self.date
