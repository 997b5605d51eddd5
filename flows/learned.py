"""The names that captures teach of funds and stocks, for the days of one month."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from flows.folder import DataFolder
from flows.reference import lexicon
from flows.taught import Teacher, taught, teachers
from transforms.registry.alias import Alias
from transforms.registry.learned import FEWEST_AUTHORS, FEWEST_NIGHTS, Lesson, learned
from transforms.registry.registry import Registry
from transforms.schema import DAY, INSTANT

# Nights before the month that teach: what nobody states for so long is no name in use. Those that
# teach repeated lines (transforms/lessons.py) are the same files, opened once for both.
WINDOW = timedelta(days=90)


@dataclass(frozen=True)
class _Lists:
    """What is known already; equal versions are equal registries."""

    version: str
    registry: Registry = field(compare=False)


def learned_for(
    folder: DataFolder, day: date, as_of: datetime | None, registry: Registry
) -> tuple[Alias, ...]:
    """The names that visits up to `as_of` taught by the end of the day's month.

    Each begins after the night that made it known, so that one linker serves the whole month and
    no day of it knows what a later night taught.
    """
    first = day.replace(day=1)
    files = teachers(folder, first - WINDOW)
    return _of_month(files, first, as_of, _Lists(registry.version, registry))


# 125,000 posts of 120 nights and five sources, opened for repeated lines already, teach in 0.7 s
# (one core, November 2026): once a month that is built, not once a day.
@lru_cache(maxsize=4)
def _of_month(
    files: tuple[Teacher, ...], first: date, as_of: datetime | None, lists: _Lists
) -> tuple[Alias, ...]:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    known = pc.field("stated").is_valid() & pc.field("author").is_valid()
    known &= (pc.field("night") >= _day(first - WINDOW)) & (pc.field("night") <= _day(last))
    if as_of is not None:
        known &= pc.field("fetched_at") <= pa.scalar(as_of, INSTANT)
    # A redacted visit states nothing, and says which posts teach nothing.
    visits = taught(files, known | (pc.field("outcome") == "redacted"))
    return learned(_lessons(visits), lists.registry, lexicon())


def _lessons(visits: pa.Table) -> Iterator[Lesson]:
    """Who stated what when, less what too few did."""
    each = _exploded(visits)
    counted = each.group_by("stated").aggregate(
        [("author", "count_distinct"), ("night", "count_distinct")]
    )
    often = counted.filter(
        (pc.field("author_count_distinct") >= FEWEST_AUTHORS)
        & (pc.field("night_count_distinct") >= FEWEST_NIGHTS)
    )["stated"]
    frequent = each.filter(pc.is_in(each["stated"], often.combine_chunks()))
    for row in frequent.group_by(each.column_names).aggregate([]).to_pylist():
        yield Lesson(row["stated"], row["author"], row["night"])


def _exploded(visits: pa.Table) -> pa.Table:
    """One row a visit and thing stated; an author is one of a source."""
    author = pc.binary_join_element_wise(visits["source"], visits["author"], ":")
    lists = visits["stated"].combine_chunks()
    of_visit = pc.list_parent_indices(lists)
    columns = {"author": author.take(of_visit), "night": visits["night"].take(of_visit)}
    return pa.table({"stated": lists.flatten(), **columns})


def _day(day: date) -> pa.Scalar:
    return pa.scalar(day, DAY)
