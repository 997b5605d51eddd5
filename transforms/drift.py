"""Field coverage: what a night's posts lack that the same source's posts used to have.

A site that renames a field leaves pages that read well and say less. What alarms is a share that
fell to less than half, over so many posts that chance cannot have done it; posts of one night are
alike (one author, one bar), so that significance alone would alarm too often.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log

# Columns of POST_CAPTURES that a page shows of nearly every post, or of nearly none.
WATCHED = (
    "title",
    "body_html",
    "author_name",
    "author_id",
    "bar_code",
    "ip_region",
    "device",
    "like_count",
    "comment_count",
    "read_count",
    "forward_count",
)

FEWEST_TONIGHT = 30
FEWEST_BEFORE = 100
# A column is missed only where most posts had it.
USUALLY = 0.5
# Pages that could not be read alarm when they are so many of all, and so many times the usual.
MANY_UNREAD, TIMES_UNREAD = 0.25, 3.0
# Ten sources are asked some 40,000 such questions a year.
CHANCE = 1e-7


@dataclass(frozen=True)
class Filled:
    """How many pages of posts were read, how many not, and of those read how many had what."""

    n_posts: int = 0
    n_unread: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_pages(self) -> int:
        """Pages that the spider took for posts."""
        return self.n_posts + self.n_unread


def drops(tonight: Filled, before: Filled, since: str) -> list[str]:
    """What fell sharply tonight beside `before`, a few words each; `since` names that time."""
    return [*_unread(tonight, before, since), *_emptied(tonight, before, since)]


def _unread(tonight: Filled, before: Filled, since: str) -> Iterator[str]:
    if tonight.n_pages < FEWEST_TONIGHT or before.n_pages < FEWEST_BEFORE:
        return
    share, usual = tonight.n_unread / tonight.n_pages, before.n_unread / before.n_pages
    is_many = share >= max(MANY_UNREAD, TIMES_UNREAD * usual)
    if is_many and chance(share, tonight.n_pages, usual, before.n_pages) < CHANCE:
        yield (
            f"{_percent(share)} of {tonight.n_pages} pages not readable, {_percent(usual)} {since}"
        )


def _emptied(tonight: Filled, before: Filled, since: str) -> Iterator[str]:
    if tonight.n_posts < FEWEST_TONIGHT or before.n_posts < FEWEST_BEFORE:
        return
    for column in WATCHED:
        share = tonight.filled.get(column, 0) / tonight.n_posts
        usual = before.filled.get(column, 0) / before.n_posts
        is_sharp = usual >= USUALLY and share < usual / 2
        if is_sharp and chance(share, tonight.n_posts, usual, before.n_posts) < CHANCE:
            yield (
                f"{column} filled in {_percent(share)} of {tonight.n_posts} posts, "
                f"{_percent(usual)} {since}"
            )


def chance(share: float, n: int, usual: float, m: int) -> float:
    """How likely two shares, of n and of m, differ so much by chance: the likelihood ratio.

    The ratio of one common rate to a rate each (the G-test); it lies above the chance itself.
    """
    common = (share * n + usual * m) / (n + m)
    return exp(-n * _distance(share, common) - m * _distance(usual, common))


def _distance(share: float, rate: float) -> float:
    """Kullback and Leibler's, of two yes-or-no shares, in nats."""
    parts = ((share, rate), (1 - share, 1 - rate))
    return sum(part * log(part / other) for part, other in parts if part > 0)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
