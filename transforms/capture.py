"""What goes in and what comes out of reading: a kept response, and what it said about a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from transforms.neutral import neutral, neutral_or_none
from transforms.times import Precision


class Unreadable(Exception):
    """Raised by a page reader for a capture that yields no post; the capture becomes a reject.

    `reason` is a short fixed word that runs count by; the message is for a person.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response as it was kept: `body` is what came over the wire, encoding and all."""

    capture_id: str
    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    source: str
    outcome: str
    target: str | None = None
    kind: str = "post"
    native_id: str | None = None
    acquisition: str = "nightly"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCapture:
    """What one capture said about one post; nothing is cleaned yet. Unknown is None.

    Its texts are neutral (`transforms.neutral`), whoever made it: a page reader, a stored row.
    `disclaimer` and `footer` are the site's own blocks below the post, as flat text.
    `alias_id` is the same post's id elsewhere (a caifuhao article's number in guba).
    """

    source: str
    native_id: str
    url: str
    layout: str
    title: str | None
    body_html: str
    published_at: datetime
    published_precision: Precision
    alias_id: str | None = None
    bar_code: str | None = None
    bar_name: str | None = None
    author_id: str | None = None
    author_name: str | None = None
    edited_at: datetime | None = None
    ip_region: str | None = None
    device: str | None = None
    like_count: int | None = None
    comment_count: int | None = None
    read_count: int | None = None
    forward_count: int | None = None
    topics: tuple[str, ...] = ()
    disclaimer: str | None = None
    footer: str | None = None

    def __post_init__(self) -> None:
        for name in ("title", "bar_name", "author_name", "ip_region", "device"):
            object.__setattr__(self, name, neutral_or_none(getattr(self, name)))
        for name in ("body_html", "disclaimer", "footer"):
            object.__setattr__(self, name, neutral_or_none(getattr(self, name)))
        object.__setattr__(self, "topics", tuple(map(neutral, self.topics)))

    @property
    def post_id(self) -> str:
        """The key of the post in every table: `guba:1729359449`."""
        return f"{self.source}:{self.native_id}"
