"""One post's text cleaned: what stays, what went and why, and what its marks are."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transforms import boilerplate
from transforms.body import flatten, tidy_line
from transforms.capture import PostCapture
from transforms.cashtags import Cashtag, cashtags
from transforms.hashtags import hashtags
from transforms.removal import Removal
from transforms.repeats import NONE, Repeats
from transforms.spans import Span, without
from transforms.tail import tail_of


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
        return "tail" if self.tail.holds(span) else "body"


def clean(post: PostCapture, repeats: Repeats = NONE) -> CleanPost:
    """The post's cleaning, step by step; `repeats` are the lines that its author repeats."""
    title = tidy_line(post.title)
    own = flatten(post.body_html)
    text, furniture = _with_furniture(own, post)
    found = boilerplate.findings(own, post.author_name, repeats)
    by_rule = found.removals
    tags, tickers = _marks(own)
    spoken = _end_of_speech(own, by_rule)
    tail = tail_of(own[:spoken], [*tags, *(ticker.span for ticker in tickers)])
    cut = [Removal("tail.block", "tail", tail)] if tail.start < tail.end else []
    removed = list(_disjoint([*by_rule, *cut, *furniture]))
    return CleanPost(
        title=title,
        text=text,
        body=without(text, [removal.span for removal in removed]),
        removals=tuple(removed),
        content=found.content,
        hashtags=tuple(tags),
        cashtags=tuple(tickers),
        tail=tail,
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


def _end_of_speech(own: str, removed: Sequence[Removal]) -> int:
    """Where the author's text ends: before what the rules cut at its very end."""
    end = len(own)
    for removal in reversed(removed):
        if removal.span.end != end:
            break
        end = removal.span.start
    return end


def _disjoint(removals: Iterable[Removal]) -> Iterator[Removal]:
    """In order, each cut at the end of the one before: two lines may both claim a newline."""
    taken = 0
    for removal in sorted(removals, key=lambda removal: removal.span):
        span = Span(max(removal.span.start, taken), removal.span.end)
        taken = max(taken, span.end)
        if span.start < span.end:
            yield replace(removal, span=span)


def _digest(title: str | None, own: str) -> str:
    return hashlib.sha256(f"{title or ''}\n{own}".encode()).hexdigest()
