"""What a build may know of repeated lines."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from flows.captures import Row
from flows.folder import DataFolder
from flows.taught import taught, teachers
from transforms.lessons import TAUGHT, WINDOW, Lessons
from transforms.repeats import RepeatsOf, none_known
from transforms.schema import INSTANT
from transforms.times import SHANGHAI, night_of


def repeats_for(folder: DataFolder, rows: Sequence[Row], as_of: datetime | None) -> RepeatsOf:
    """What was known to repeat when these visits saw their posts, of captures up to `as_of`.

    All posts of the same sources teach that were captured in the window before the visits, and in
    their own nights. A
    post whose text was taken out teaches nothing.
    """
    sights = [row for row in rows if row["outcome"] == "post"]
    if not sights:
        return none_known
    nights = [night_of(row["fetched_at"]) for row in sights]
    since = min(nights) - WINDOW
    of_sources = pc.field("source").isin(sorted({row["source"] for row in sights}))
    known = of_sources & (pc.field("fetched_at") <= _last_instant(max(nights), as_of))
    return Lessons(taught(teachers(folder, since), known).select(TAUGHT.names)).of


def _last_instant(night: date, as_of: datetime | None) -> pa.Scalar:
    end = datetime.combine(night + timedelta(days=1), time(12), SHANGHAI) - timedelta(
        microseconds=1
    )
    return pa.scalar(min(end, as_of) if as_of else end, INSTANT)
