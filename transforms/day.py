"""The build of one day: captures in, the day's rows of every table out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from transforms import tables
from transforms.coverage import coverage_rows
from transforms.history import History, sift
from transforms.linking.lexicon import Lexicon
from transforms.linking.linker import Linker
from transforms.mention_rows import fund_rows, instrument_rows
from transforms.mentions import mentions_of
from transforms.registry.registry import EMPTY
from transforms.rejects import reject_row
from transforms.repeats import RepeatsOf, none_known
from transforms.rows import Rows, observation_rows, post_row, version_rows
from transforms.schema import conform
from transforms.sessions import Calendar
from transforms.text_rows import removal_rows, tag_rows

Row = Mapping[str, Any]


def build_day(
    day: date,
    captures: Iterable[Row],
    ledger: Iterable[Row],
    linker: Linker | None = None,
    calendar: Calendar | None = None,
    repeats_of: RepeatsOf = none_known,
) -> dict[str, pa.Table]:
    """The tables of one day of publication, by name; a table without rows is there and empty.

    `captures` are POST_CAPTURES rows that hold all visits to the day's posts and to those that no
    reader could read (others are passed over), `ledger` the COVERAGE_CAPTURES rows of the day. The
    order of neither matters. `linker` finds what posts name, without one cashtags alone are found;
    `repeats_of` tells what a visit's author was known to repeat.
    Raises SchemaMismatch where a row is not its table's.
    """
    sifted = sift(captures, repeats_of)
    posts = [history for history in sifted.histories if history.published_date == day]
    rejects = [reject for reject in sifted.rejects if reject.published_date in (day, None)]
    coverage = coverage_rows((row for row in ledger if row["day"] == day), posts, rejects)
    return {
        "posts": conform([post_row(post, calendar) for post in posts], tables.POSTS),
        "tags": conform(_each(tag_rows, posts), tables.TAGS),
        **_mentions(posts, linker or _unlisted()),
        "removals": conform(_each(removal_rows, posts), tables.REMOVALS),
        "post_versions": conform(_each(version_rows, posts), tables.POST_VERSIONS),
        "observations": conform(_each(observation_rows, posts), tables.OBSERVATIONS),
        "rejects": conform(
            [reject_row(reject) for reject in rejects if reject.published_date], tables.REJECTS
        ),
        "coverage": conform(coverage, tables.COVERAGE),
    }


def _each(rows_of: Callable[[History], Rows], posts: Sequence[History]) -> list[dict[str, Any]]:
    return [row for post in posts for row in rows_of(post)]


def _mentions(posts: Sequence[History], linker: Linker) -> dict[str, pa.Table]:
    """Both tables of mentions; a post is linked once for both, its latest version as of its day."""
    linked = [
        (post, mentions_of(post.versions[-1].clean, post.published_date, linker)) for post in posts
    ]
    known = linker.knowledge
    funds = [row for post, found in linked for row in fund_rows(post, found, known)]
    others = [row for post, found in linked for row in instrument_rows(post, found, known)]
    return {
        "fund_mentions": conform(funds, tables.FUND_MENTIONS),
        "instrument_mentions": conform(others, tables.INSTRUMENT_MENTIONS),
    }


@cache
def _unlisted() -> Linker:
    """The linker that knows no names."""
    return Linker(EMPTY, Lexicon())
