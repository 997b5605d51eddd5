"""What a build may know of repeated lines: the visits that teach them, read without their texts."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows.captures import Row, damage_told, files_since
from flows.contents import Stamp, stamp_of
from flows.folder import DataFolder
from transforms.capture_tables import POST_CAPTURES
from transforms.lessons import TAUGHT, WINDOW, Lessons
from transforms.repeats import RepeatsOf, none_known
from transforms.schema import DAY, INSTANT, STRING
from transforms.times import SHANGHAI, night_of

_AUTHOR = pc.coalesce(pc.field("author_id"), pc.field("author_name"))
# As `night_of` tells it: nights go from noon to noon.
_NIGHT = pc.subtract(
    pc.local_timestamp(pc.field("fetched_at")), pa.scalar(timedelta(hours=12), pa.duration("us"))
).cast(DAY, safe=False)
_TOLD = pa.schema([*TAUGHT, ("outcome", STRING), ("fetched_at", INSTANT)])
_IS_SIGHT = (pc.field("outcome") == "post") & pc.field("edge_keys").is_valid()


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
    return Lessons(_taught(folder, known, since)).of


def _last_instant(night: date, as_of: datetime | None) -> pa.Scalar:
    end = datetime.combine(night + timedelta(days=1), time(12), SHANGHAI) - timedelta(
        microseconds=1
    )
    return pa.scalar(min(end, as_of) if as_of else end, INSTANT)


def _taught(folder: DataFolder, known: pc.Expression, since: date) -> pa.Table:
    """The visits that saw a post, less all visits to posts whose text was taken out."""
    with damage_told():
        files = [_told(file, stamp_of(file)) for file in files_since(folder, since)]
    told = pa.concat_tables([_TOLD.empty_table(), *files]).filter(known)
    is_redacted = pc.field("outcome") == "redacted"
    taken = pc.unique(told.filter(is_redacted)["post_id"])
    wanted = ~is_redacted & ~pc.field("post_id").isin(taken)
    return told.filter(wanted).select(TAUGHT.names)


# Days that are built one after another are taught by nearly the same files: to open one takes
# longer than to read it. Five sources have 450 in a window.
@lru_cache(maxsize=500)
def _told(file: str, _: Stamp) -> pa.Table:
    """What one file of captures says of who wrote what when, and of posts taken out."""
    captured = ds.dataset([file], schema=POST_CAPTURES.schema, format="parquet")
    columns = {name: pc.field(name) for name in _TOLD.names}
    read = captured.to_table(
        {**columns, "author": _AUTHOR, "night": _NIGHT},
        filter=_IS_SIGHT | (pc.field("outcome") == "redacted"),
    )
    return read.cast(_TOLD)
