"""One post's text cleaned: what stays, what went and why, and what its marks are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.body import flatten, tidy_line
from transforms.boilerplate import Search
from transforms.capture import PostCapture
from transforms.cashtags import Cashtag, cashtags
from transforms.hashtags import hashtags
from transforms.removal import Removal
from transforms.repeats import NONE, Repeats
from transforms.spans import Span, without
from transforms.tail import is_said, tail_of

_TAIL = "tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPost:
    """A post read, flattened and cleaned.

    `text` is the whole flat text, the site's blocks below it included; every span counts its
    characters. `body` is `text` less `removals`; `content` are pieces that stay and are flagged.
    `content_sha256` tells versions apart: it is of
    the title and the author's own text, so that a new footer is no new version.
    """

    title: str | None
    text: str
    body: str
    removals: tuple[Removal, ...]
    content: tuple[Removal, ...]
    hashtags: tuple[Span, ...]
    cashtags: tuple[Cashtag, ...]
    tail: Span
    content_sha256: str

    def zone(self, span: Span) -> str:
        """`tail` for what stands in the closing block, else `body`."""
        return _TAIL if self.tail.holds(span) else "body"


def clean(post: PostCapture, repeats: Repeats = NONE) -> CleanPost:
    """The post's cleaning, step by step; `repeats` are the lines that its author repeats."""
    title = tidy_line(post.title)
    own = flatten(post.body_html)
    text, furniture = _with_furniture(own, post)
    search = Search(own, post.author_name, repeats)
    removed = _removals(search)
    tags, tickers = _marks(own)
    return CleanPost(
        title=title,
        text=text,
        body=without(text, [removal.span for removal in [*removed, *furniture]]),
        removals=(*removed, *furniture),
        content=search.content,
        hashtags=tuple(tags),
        cashtags=tuple(tickers),
        tail=_tail(removed, len(own)),
        content_sha256=_digest(title, own),
    )


def _with_furniture(own: str, post: PostCapture) -> tuple[str, list[Removal]]:
    """The text with the site's blocks below it, and the removals that cut them by structure."""
    blocks = [
        ("page.disclaimer", "platform_disclaimer", post.disclaimer),
        ("page.footer", "platform_footer", post.footer),
    ]
    text, removed = own, []
    for rule_id, kind, block in blocks:
        if block:
            start = len(text)
            text += ("\n" if text else "") + block
            removed.append(Removal(rule_id, kind, Span(start, len(text))))
    return text, removed


def _marks(own: str) -> tuple[list[Span], list[Cashtag]]:
    """A hashtag may hold a cashtag (`#关于$X(FANG)$ 的思考#`) but never begins inside one."""
    tickers = list(cashtags(own))
    tags = [
        tag
        for tag in hashtags(own)
        if not any(ticker.span.start < tag.start < ticker.span.end for ticker in tickers)
    ]
    return tags, tickers


def _removals(search: Search) -> list[Removal]:
    """What the rules find and the closing block of tags, wherever the two lie among each other.

    Below a sign-off may stand tags, and above them another: what is left yields neither.
    """
    search.exhaust()
    while (tail := _closing(search.left.text)).start < tail.end:
        search.take([Removal("tail.block", _TAIL, tail)])
        search.exhaust()
    return search.removals


def _closing(text: str) -> Span:
    if is_said(text):
        return Span(len(text), len(text))
    tags, tickers = _marks(text)
    return tail_of(text, [*tags, *(ticker.span for ticker in tickers)])


def _tail(removed: Sequence[Removal], end: int) -> Span:
    """From the first to the last character of the closing block; empty where there is none."""
    blocks = [removal.span for removal in removed if removal.kind == _TAIL]
    return Span(blocks[0].start, blocks[-1].end) if blocks else Span(end, end)


def _digest(title: str | None, own: str) -> str:
    return hashlib.sha256(f"{title or ''}\n{own}".encode()).hexdigest()
