"""Visits that teach, read without their texts: who wrote what when, of posts not taken out."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows.captures import damage_told, files_since
from flows.folder import DataFolder
from flows.stamps import Stamp, stamp_of
from transforms.capture_tables import POST_CAPTURES
from transforms.schema import COUNTS, DAY, INSTANT, STRING, STRINGS

_AUTHOR = pc.coalesce(pc.field("author_id"), pc.field("author_name"))
# As `night_of` tells it: nights go from noon to noon.
_NIGHT = pc.subtract(
    pc.local_timestamp(pc.field("fetched_at")), pa.scalar(timedelta(hours=12), pa.duration("us"))
).cast(DAY, safe=False)
_TOLD = pa.schema(
    [
        ("source", STRING),
        ("author", STRING),
        ("post_id", STRING),
        ("night", DAY),
        ("edge_keys", COUNTS),
        ("stated", STRINGS),
        ("outcome", STRING),
        ("fetched_at", INSTANT),
    ]
)
_IS_SIGHT = (pc.field("outcome") == "post") & pc.field("edge_keys").is_valid()


# A file of captures and what changes with it.
Teacher = tuple[str, Stamp]


def teachers(folder: DataFolder, since: date) -> tuple[Teacher, ...]:
    """The files of visits of capture days from `since` on."""
    with damage_told():
        return tuple((file, stamp_of(file)) for file in files_since(folder, since))


def taught(files: Iterable[Teacher], known: pc.Expression) -> pa.Table:
    """The visits that saw a post, less all visits to posts whose text was taken out.

    Of those that are `known`: an expression on the columns source, author, post_id, night,
    edge_keys, stated, outcome and fetched_at.
    """
    with damage_told():
        tables = [_told(*file) for file in files]
    told = pa.concat_tables([_TOLD.empty_table(), *tables]).filter(known)
    is_redacted = pc.field("outcome") == "redacted"
    taken = pc.unique(told.filter(is_redacted)["post_id"])
    return told.filter(~is_redacted & ~pc.field("post_id").isin(taken))


# Days that are built one after another are taught by nearly the same files: to open one takes
# longer than to read it. Five sources have 600 in a window of four months.
@lru_cache(maxsize=700)
def _told(file: str, _: Stamp) -> pa.Table:
    """What one file of captures says of who wrote what when, and of posts taken out."""
    captured = ds.dataset([file], schema=POST_CAPTURES.schema, format="parquet")
    columns = {name: pc.field(name) for name in _TOLD.names if name not in ("author", "night")}
    read = captured.to_table(
        {**columns, "author": _AUTHOR, "night": _NIGHT},
        filter=_IS_SIGHT | (pc.field("outcome") == "redacted"),
    )
    return read.select(_TOLD.names).cast(_TOLD)
