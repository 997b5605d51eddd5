"""What a build may know of repeated lines: the visits that teach them, read without their texts."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pyarrow as pa
import pyarrow.compute as pc

from flows.captures import Row, visits
from flows.folder import DataFolder
from transforms.lessons import TAUGHT, WINDOW, Lessons
from transforms.repeats import RepeatsOf, none_known
from transforms.schema import DAY, INSTANT
from transforms.times import SHANGHAI

_AUTHOR = pc.coalesce(pc.field("author_id"), pc.field("author_name"))
_DAY = pc.local_timestamp(pc.field("fetched_at")).cast(DAY, safe=False)
_IS_SIGHT = (pc.field("outcome") == "post") & pc.field("edge_keys").is_valid()


def repeats_for(folder: DataFolder, rows: Sequence[Row], as_of: datetime | None) -> RepeatsOf:
    """What was known to repeat when these visits saw their posts, of captures up to `as_of`.

    All posts of the same sources teach that were captured in the window before the visits. A
    post whose text was taken out teaches nothing.
    """
    sights = [row for row in rows if row["outcome"] == "post"]
    if not sights:
        return none_known
    days = [row["fetched_at"].astimezone(SHANGHAI).date() for row in sights]
    since = min(days) - WINDOW
    of_sources = pc.field("source").isin(sorted({row["source"] for row in sights}))
    known = of_sources & (pc.field("fetched_at") <= _last_instant(max(days), as_of))
    return Lessons(_taught(folder, known, since)).of


def _last_instant(day: date, as_of: datetime | None) -> pa.Scalar:
    end = datetime.combine(day, time.max, SHANGHAI)
    return pa.scalar(min(end, as_of) if as_of else end, INSTANT)


def _taught(folder: DataFolder, known: pc.Expression, since: date) -> pa.Table:
    """The visits that saw a post, less all visits to posts whose text was taken out."""
    is_redacted = pc.field("outcome") == "redacted"
    taken = visits(folder, ["post_id"], known & is_redacted, since)["post_id"]
    wanted = known & _IS_SIGHT & ~pc.field("post_id").isin(pc.unique(taken))
    columns = {name: pc.field(name) for name in TAUGHT.names}
    read = visits(folder, {**columns, "author": _AUTHOR, "day": _DAY}, wanted, since)
    return read.cast(TAUGHT)
