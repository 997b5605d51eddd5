"""What files of captures are about, told without their texts: each is looked into once a process.

It only says which files are worth opening; what is in them is for who opens them.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows.stamps import Stamp, stamp_of
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES
from transforms.schema import Table

Digests = npt.NDArray[np.int64]

_ABOUT = {
    POST_CAPTURES.name: {"day": "published_date", "outcome": "outcome", "post_id": "post_id"},
    COVERAGE_CAPTURES.name: {"day": "day"},
}


@dataclass(frozen=True)
class Contents:
    """Of one file the days of publication, the outcomes and, as digests, the posts.

    8 bytes a post: ten years of a thousand posts a night are 30 MB.
    """

    days: frozenset[date]
    outcomes: frozenset[str]
    posts: Digests


def about_days(files: Sequence[str], table: Table, days: Collection[date]) -> list[str]:
    """Those of the files that have rows about one of the days."""
    return _worth(files, table, lambda has: not has.days.isdisjoint(days))


def with_outcome(files: Sequence[str], outcome: str) -> list[str]:
    """Those of the files of POST_CAPTURES with visits that ended so."""
    return _worth(files, POST_CAPTURES, lambda has: outcome in has.outcomes)


def about_posts(files: Sequence[str], post_ids: Iterable[str]) -> list[str]:
    """Those of the files of POST_CAPTURES with visits to one of the posts."""
    wanted = _digests(post_ids)
    if not wanted.size:
        return []
    return _worth(files, POST_CAPTURES, lambda has: bool(np.isin(wanted, has.posts).any()))


def _worth(files: Sequence[str], table: Table, is_so: Callable[[Contents], bool]) -> list[str]:
    return [file for file in files if is_so(_contents(file, table))]


def _contents(file: str, table: Table) -> Contents:
    return _looked_into(file, table.name, stamp_of(file))


@cache
def _looked_into(file: str, name: str, _: Stamp) -> Contents:
    schema = next(one.schema for one in (POST_CAPTURES, COVERAGE_CAPTURES) if one.name == name)
    about = _ABOUT[name]
    told = ds.dataset([file], schema=schema, format="parquet").to_table(list(about.values()))
    values = {what: pc.unique(told[column]).drop_null() for what, column in about.items()}
    no_text = pa.array([], pa.string())
    return Contents(
        frozenset(values["day"].to_pylist()),
        frozenset(values.get("outcome", no_text).to_pylist()),
        np.sort(_digests(values.get("post_id", no_text).to_pylist())),
    )


def _digests(post_ids: Iterable[str]) -> Digests:
    """Two posts may share one: a file too many is opened, none is missed."""
    return np.fromiter(map(hash, post_ids), np.int64)
