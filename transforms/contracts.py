"""Contracts that catch silent failure: pages that read well and hold no post.

A sight that breaks one is no sight. What a person may have written stays, however little is left
of it: a lost opinion is worse than a stray formula, and what is mostly gone is told anyway.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from transforms.cleaning import CleanPost
from transforms.removal import Removal
from transforms.sights import Sight
from transforms.times import night_of

# A share of the author's text above which a post is told in a run's checks.
MOSTLY = 0.6
# Characters. Less than so many say little (text.md §1.7) ...
_SHORT = 30
# ... and people close with up to so many: of 439 notices of the shared data the longest has 198,
# the longest that its author may have written alone 159.
_LONGEST_NOTICE = 200
# A whole post of so many is one that a person wrote: 股市有风险，入市需谨慎！ (p90 of them is 111).
_LONGEST_FORMULA = 110
# One page under so many posts of a night is the site's.
_MOST_COPIES = 2

_PICTURE = re.compile(r"<(?:img|video|iframe|embed)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")


class Breach(NamedTuple):
    """The contract that a sight breaks, a fixed word, and by what; no word of the post is in it."""

    reason: str
    detail: str


def breaches(sights: Sequence[Sight]) -> dict[str, Breach]:
    """What the sights of a day's posts break, by capture id; redacted ones are not judged."""
    judged = [sight for sight in sights if not sight.is_redacted]
    alone = {sight.capture_id: breach for sight in judged for breach in _broken(sight)}
    return dict(_repeated(sight for sight in judged if sight.capture_id not in alone)) | alone


def removed_share(cleaned: CleanPost) -> float:
    """The share of the author's commentary that rules took out, 0 to 1.

    The site's own blocks and exact wordings and the closing tags are neither part nor whole of it.
    """
    return share_of(_n_counted(cleaned.removals), len(cleaned.body))


def share_of(n_removed: int, n_left: int) -> float:
    """`removed_share` of a post with so many counted characters gone, and so many left."""
    return n_removed / (n_removed + n_left) if n_removed else 0.0


def is_counted(rule_id: str, kind: str) -> bool:
    """Whether a removal is of the author's commentary."""
    return not (rule_id.startswith("page.") or kind == "tail" or kind.startswith("platform_"))


def n_own(cleaned: CleanPost) -> int:
    """Characters of the author's own text before any cleaning."""
    starts = (one.span.start for one in cleaned.removals if one.rule_id.startswith("page."))
    return min(starts, default=len(cleaned.text))


def _broken(sight: Sight) -> Iterator[Breach]:
    """The first contract that the sight alone breaks."""
    for contract in _CONTRACTS:
        detail = contract(sight)
        if detail is not None:
            yield Breach(contract.__name__.strip("_"), detail)
            return


def _empty_body(sight: Sight) -> str | None:
    """Neither text nor title nor picture: a post of pictures alone, or of a title, is one."""
    is_empty = not n_own(sight.clean) and sight.clean.title is None and not _has_picture(sight)
    return "no text, no title, no picture" if is_empty else None


def _only_furniture(sight: Sight) -> str | None:
    """There was text and rules left no word of it; what a person may post alone is let be."""
    cleaned = sight.clean
    removed = [one for one in cleaned.removals if _is_of_own(one) and one.kind != "tail"]
    if not removed or _WORD.search(cleaned.body):
        return None
    is_site = any(one.kind.startswith("platform_") for one in removed)
    n_removed = _n_of(removed)
    if n_removed <= _LONGEST_FORMULA and (_has_picture(sight) or not is_site):
        return None
    return f"of {n_own(cleaned)} characters all are {_kinds(removed)}"


def _mostly_removed(sight: Sight) -> str | None:
    """A few words left of more notices than people close with."""
    cleaned = sight.clean
    n_removed, n_left = _n_counted(cleaned.removals), len(cleaned.body)
    is_most = share_of(n_removed, n_left) > MOSTLY and n_left < _SHORT
    if not is_most or n_removed <= _LONGEST_NOTICE:
        return None
    return f"{n_left} characters left, {n_removed} are {_kinds(cleaned.removals)}"


_CONTRACTS: tuple[Callable[[Sight], str | None], ...] = (
    _empty_body,
    _only_furniture,
    _mostly_removed,
)


def _repeated(sights: Iterable[Sight]) -> Iterator[tuple[str, Breach]]:
    """`repeated_body`: one body under three posts of one day that a source showed in one night.

    A build has only posts of its day side by side; so a furniture page under three posts of three
    days is found by the other contracts, or not.
    """
    copies: dict[tuple[str, date, date, str], list[Sight]] = defaultdict(list)
    for sight in sights:
        if len(sight.clean.body) >= _SHORT:
            row, night = sight.row, night_of(sight.row["fetched_at"])
            copies[row["source"], night, row["published_date"], sight.clean.body].append(sight)
    for (_, _, _, body), found in copies.items():
        n_posts = len({sight.row["post_id"] for sight in found})
        if n_posts > _MOST_COPIES and not _is_of_people(found):
            detail = f"the same {len(body)} characters under {n_posts} posts of that night"
            yield from ((sight.capture_id, Breach("repeated_body", detail)) for sight in found)


def _is_of_people(copies: Sequence[Sight]) -> bool:
    """Whether people may have posted one text so often: in several bars, or one after another.

    Who copies a text copies its title; furniture shows under each page's own author and title.
    """
    authors = {sight.row["author_id"] or sight.row["author_name"] for sight in copies}
    titles = {sight.clean.title for sight in copies}
    return None not in authors and min(len(authors), len(titles)) <= _MOST_COPIES


def _has_picture(sight: Sight) -> bool:
    return _PICTURE.search(sight.row["body_html"] or "") is not None


def _is_of_own(removal: Removal) -> bool:
    return not removal.rule_id.startswith("page.")


def _n_counted(removals: Iterable[Removal]) -> int:
    return _n_of(one for one in removals if is_counted(one.rule_id, one.kind))


def _n_of(removals: Iterable[Removal]) -> int:
    return sum(one.span.end - one.span.start for one in removals)


def _kinds(removals: Iterable[Removal]) -> str:
    """The kinds of these removals, those of the most characters first."""
    sizes: Counter[str] = Counter()
    for one in filter(_is_of_own, removals):
        sizes[one.kind] += one.span.end - one.span.start
    return ", ".join(sorted(sizes, key=lambda kind: (-sizes[kind], kind)))
