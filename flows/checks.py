"""What a run's tables say of its pages: posts rejected, layouts gone, texts that mostly went."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.build import Tables
from transforms import pages
from transforms.contracts import MOSTLY, is_counted, share_of
from transforms.drift import MANY_UNREAD
from transforms.sights import GENERIC

Row = Mapping[str, Any]
Days = Mapping[datetime.date, Tables]

# So many rejected posts are no chance: of three, one may be a person's odd one, not three.
FEWEST_REJECTED = 3
_SETTLED = frozenset({"post", "redacted", "deleted", "never_existed"})
_REJECT_COLUMNS = ("post_id", "capture_id", "source", "reason", "is_missing", "n_chars")


@dataclass(frozen=True)
class Checks:
    """Counts by what was checked; sources that failed, are short of posts, or to be looked at."""

    counts: Mapping[str, int]
    failures: Sequence[str]
    gaps: Sequence[str]
    notes: Sequence[str]


def checks(days: Days, visits: Iterable[Row]) -> Checks:
    """The checks over the days that a run built and the visits that it read."""
    posts = _rows(days, "posts", ("post_id", "source", "layout", "n_chars"))
    rejects = _rows(days, "rejects", _REJECT_COLUMNS)
    read = list(visits)
    lost = _lost(rejects, read, {row["post_id"] for row in posts})
    generic = _generic(posts, read)
    n_posts = Counter(row["source"] for row in posts)
    told = {source: _told(rows, n_posts[source]) for source, rows in lost.items()}
    failed = {source for source, rows in lost.items() if _has_failed(rows, n_posts[source])}
    hollow = _hollow(rejects, read)
    return Checks(
        counts=_counts(rejects, generic, days, posts),
        failures=[
            f"{source}: {'; '.join(said[source] for said in (told, hollow) if source in said)}"
            for source in sorted(failed | hollow.keys())
        ],
        gaps=[
            f"{source}: {told[source]}" for source in sorted(told.keys() - failed - hollow.keys())
        ],
        notes=[
            f"{source}: {n} of {n_posts[source]} posts read without the layout of its pages: "
            "a redesign, look at them"
            for source, n in sorted(generic.items())
        ],
    )


def _generic(posts: Iterable[Row], visits: Iterable[Row]) -> Counter[str]:
    """By source the posts whose page has lost its layout, also where another visit tells more."""
    lost = {row["post_id"] for row in visits if row["layout"] == GENERIC}
    # A site without a reader of its own has no layout to lose.
    own = set(pages.sources())
    return Counter(
        row["source"]
        for row in posts
        if row["source"] in own and (row["layout"] == GENERIC or row["post_id"] in lost)
    )


def _lost(rejects: Iterable[Row], visits: Iterable[Row], known: set[str]) -> dict[str, list[Row]]:
    """By source the posts of which nothing could be used, each by its last rejected visit.

    A post of a day that nobody can tell stands in no table: only the run that read it counts it.
    """
    missing = {row["post_id"]: row for row in rejects if row["is_missing"]}
    unread = {
        row["post_id"]: row
        for row in visits
        if row["outcome"] == "reject" and row["reason"] != "redacted" and row["post_id"]
    }
    settled = {row["post_id"] for row in visits if row["outcome"] in _SETTLED}
    of_source: dict[str, list[Row]] = defaultdict(list)
    for post_id, row in {**unread, **missing}.items():
        if post_id in missing or post_id not in known | settled:
            of_source[row["source"]].append(row)
    return of_source


def _told(rows: Sequence[Row], n_posts: int) -> str:
    reasons = Counter(row["reason"] for row in rows)
    return f"{len(rows)} of {n_posts + len(rows)} posts rejected: {_listed(reasons)}"


def _listed(reasons: Counter[str]) -> str:
    return ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items()))


def _has_failed(rows: Sequence[Row], n_posts: int) -> bool:
    """Whether contracts of cleaning took so many posts that the source's pages hold none.

    Pages that no reader can read are the business of drift, which knows how many are usual.
    """
    n_broken = sum(row.get("n_chars") is not None for row in rows)
    return _is_many(n_broken, n_posts + n_broken)


def _is_many(n_broken: int, n_all: int) -> bool:
    return n_broken >= FEWEST_REJECTED and n_broken > MANY_UNREAD * n_all


def _hollow(rejects: Iterable[Row], visits: Sequence[Row]) -> dict[str, str]:
    """In words by source: that too many pages of this run held no post.

    Posts of earlier nights make none of theirs missing when all of a site turns to furniture.
    """
    n_pages = Counter(row["source"] for row in visits if row["outcome"] == "post")
    ours = {row["capture_id"] for row in visits}
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rejects:
        if row["capture_id"] in ours and row["n_chars"] is not None and not row["is_missing"]:
            reasons[row["source"]][row["reason"]] += 1
    return {
        source: f"{n.total()} of {n_pages[source]} pages hold no post: {_listed(n)}"
        for source, n in reasons.items()
        if _is_many(n.total(), n_pages[source])
    }


def _counts(
    rejects: Iterable[Row], generic: Mapping[str, int], days: Days, posts: Iterable[Row]
) -> dict[str, int]:
    reasons = Counter(row["reason"] for row in rejects)
    found = {f"rejected visits: {reason}": n for reason, n in sorted(reasons.items())}
    found |= {f"layout gone: {source}": n for source, n in sorted(generic.items())}
    n_left = {row["post_id"]: row["n_chars"] for row in posts if row["n_chars"] is not None}
    removed = _removed(days)
    shares = {post_id: share_of(removed[post_id], n) for post_id, n in n_left.items()}
    mostly = sum(share > MOSTLY for share in shares.values())
    return found | ({f"more than {MOSTLY:.0%} removed": mostly} if mostly else {})


def _removed(days: Days) -> Counter[str]:
    """Characters of commentary that rules took out, by post."""
    columns = ("post_id", "rule_id", "kind", "start", "end")
    removed: Counter[str] = Counter()
    for row in _rows(days, "removals", columns):
        if is_counted(row["rule_id"], row["kind"]):
            removed[row["post_id"]] += row["end"] - row["start"]
    return removed


def _rows(days: Days, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [
        row for day in sorted(days) for row in days[day][table].select(list(columns)).to_pylist()
    ]
