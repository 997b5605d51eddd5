"""What visits teach of repeated lines, as known in a night: never from a later one."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.repeats import NONE, Repeats
from transforms.schema import COUNTS, DAY, STRING
from transforms.times import night_of

Row = Mapping[str, Any]
Lines = dict[int, int]

# Nights whose posts teach. Habits change, and a build reads all visits of so many days:
# 450,000 posts seen twice in 90 days cost it 1.1 s and 250 MB (November 2026, one core).
WINDOW = timedelta(days=90)
# A line is an author's habit from three posts and 30 % of them on (text.md §1.5: one author closes
# 18 of 24 posts alike, another heads all with one line; below, lines are themes).
_FEWEST_POSTS, _LEAST_SHARE = 3, 0.30
# A line is the source's from 20 posts of 5 authors and 5 % of all posts on: what a few friends or
# one author with many accounts write is no template of a site.
_FEWEST_OF_SOURCE, _FEWEST_AUTHORS, _LEAST_OF_SOURCE = 20, 5, 0.05

TAUGHT = pa.schema(
    [
        ("source", STRING),
        ("author", STRING),
        ("post_id", STRING),
        ("night", DAY),
        ("edge_keys", COUNTS),
    ]
)


class Lessons:
    """The repeats of each author in each night; `visits` has the columns of TAUGHT.

    One row a visit that saw a post: `night` as `night_of` tells it, so that no later night changes
    what one was cleaned by; `edge_keys` null where nobody looked. Posts are counted, not visits,
    and the order of rows does not matter.
    """

    def __init__(self, visits: pa.Table) -> None:
        looked = visits.filter(pc.field("edge_keys").is_valid())
        self._visits = _numbered(looked)
        self._lines = _exploded(self._visits, looked["edge_keys"])
        self._known: dict[date, _Known] = {}

    def of(self, row: Row) -> Repeats:
        """What cleans the text that this visit saw, a row of POST_CAPTURES."""
        if not self._lines.num_rows:
            return NONE
        night = night_of(row["fetched_at"])
        if night not in self._known:
            self._known[night] = self._known_in(night)
        return self._known[night].repeats(row["source"], author_of(row))

    def _known_in(self, night: date) -> "_Known":
        visits, lines = (_within(table, night) for table in (self._visits, self._lines))
        return _Known(_of_authors(visits, lines), _of_sources(visits, lines))


class _Known:
    """The lines that repeat in one night, by author and by source."""

    def __init__(
        self, authors: Mapping[tuple[str, str], Lines], sources: Mapping[str, Lines]
    ) -> None:
        self._authors, self._sources = authors, sources

    def repeats(self, source: str, author: str | None) -> Repeats:
        of_author = self._authors.get((source, author or ""), {})
        return Repeats(of_author, self._sources.get(source, {}))


def author_of(row: Row) -> str | None:
    """The author's id, or the name where the site shows none."""
    author: str | None = row["author_id"] or row["author_name"]
    return author


def _within(table: pa.Table, night: date) -> pa.Table:
    nights = table["night"]
    return table.filter(
        pc.and_(
            pc.less_equal(nights, pa.scalar(night, DAY)),
            pc.greater(nights, pa.scalar(night - WINDOW, DAY)),
        )
    )


def _numbered(looked: pa.Table) -> pa.Table:
    """The visits with a number for each post: counting numbers is cheaper than counting names."""
    posts = looked["post_id"].combine_chunks().dictionary_encode().indices
    return looked.select(["source", "author", "night"]).append_column("post", posts)


def _exploded(visits: pa.Table, keys: pa.ChunkedArray) -> pa.Table:
    """One row a visit and line, of the lines that are there often enough to matter at all."""
    lines = keys.combine_chunks()
    each = lines.flatten()
    is_often = pc.is_in(each, _often(each))
    of_visit = pc.list_parent_indices(lines).filter(is_often)
    return visits.take(of_visit).append_column("key", each.filter(is_often))


def _often(keys: pa.Array) -> pa.Array:
    """The keys that stand there three times: sorted, as counting all takes five times the room."""
    ordered = np.sort(keys.to_numpy(zero_copy_only=False))
    n_before = _FEWEST_POSTS - 1
    return pa.array(np.unique(ordered[n_before:][ordered[n_before:] == ordered[:-n_before]]))


def _of_authors(visits: pa.Table, lines: pa.Table) -> dict[tuple[str, str], Lines]:
    by = ["source", "author"]
    n_all = visits.group_by(by).aggregate([("post", "count_distinct")])
    n_all = n_all.rename_columns([*by, "n_all"])
    n_with = lines.group_by([*by, "key"]).aggregate([("post", "count_distinct")])
    n_with = n_with.filter(pc.field("post_count_distinct") >= _FEWEST_POSTS)
    found: dict[tuple[str, str], Lines] = defaultdict(dict)
    for row in n_with.filter(pc.is_valid(n_with["author"])).join(n_all, by).to_pylist():
        if row["post_count_distinct"] >= _LEAST_SHARE * row["n_all"]:
            found[row["source"], row["author"]][row["key"]] = row["post_count_distinct"]
    return found


def _of_sources(visits: pa.Table, lines: pa.Table) -> dict[str, Lines]:
    n_all = visits.group_by("source").aggregate([("post", "count_distinct")])
    posts = dict(zip(*(n_all[name].to_pylist() for name in n_all.column_names), strict=True))
    counted = lines.group_by(["source", "key"]).aggregate(
        [("post", "count_distinct"), ("author", "count_distinct")]
    )
    found: dict[str, Lines] = defaultdict(dict)
    often = counted.filter(
        (pc.field("post_count_distinct") >= _FEWEST_OF_SOURCE)
        & (pc.field("author_count_distinct") >= _FEWEST_AUTHORS)
    )
    for row in often.to_pylist():
        if row["post_count_distinct"] >= _LEAST_OF_SOURCE * posts[row["source"]]:
            found[row["source"]][row["key"]] = row["post_count_distinct"]
    return found
