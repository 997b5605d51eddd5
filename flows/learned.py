"""The names that captures teach of funds and stocks, for the days of one month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from flows.folder import DataFolder
from flows.taught import taught
from transforms.linking.lexicon import Lexicon
from transforms.registry.alias import Alias
from transforms.registry.learned import FEWEST_AUTHORS, FEWEST_NIGHTS, Lesson, learned
from transforms.registry.registry import Registry
from transforms.schema import DAY, INSTANT

# Nights before the month that teach: what nobody states for so long is no name in use. Those that
# teach repeated lines (transforms/lessons.py) are the same files, opened once for both.
WINDOW = timedelta(days=90)


def learned_for(
    folder: DataFolder, day: date, as_of: datetime | None, registry: Registry, lexicon: Lexicon
) -> tuple[Alias, ...]:
    """The names that visits up to `as_of` taught by the end of the day's month.

    Each begins after the night that made it known, so that one linker serves the whole month and
    no day of it knows what a later night taught.
    """
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    known = pc.field("stated").is_valid() & pc.field("author").is_valid()
    known &= (pc.field("night") >= _day(first - WINDOW)) & (pc.field("night") <= _day(last))
    if as_of is not None:
        known &= pc.field("fetched_at") <= pa.scalar(as_of, INSTANT)
    # A redacted visit states nothing, and says which posts teach nothing.
    visits = taught(folder, known | (pc.field("outcome") == "redacted"), first - WINDOW)
    return learned(_lessons(visits), registry, lexicon)


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
    by_author = frequent.group_by(["stated", "source", "author", "night"]).aggregate([])
    for row in by_author.to_pylist():
        yield Lesson(row["stated"], f"{row['source']}:{row['author']}", row["night"])


def _exploded(visits: pa.Table) -> pa.Table:
    """One row a visit and thing stated."""
    lists = visits["stated"].combine_chunks()
    of_visit = visits.select(["source", "author", "night"]).take(pc.list_parent_indices(lists))
    return of_visit.append_column("stated", lists.flatten())


def _day(day: date) -> pa.Scalar:
    return pa.scalar(day, DAY)
