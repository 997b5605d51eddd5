"""Taking old files of the lake away that hold a post which the newest publication no longer tells.

A publication is immutable but for this: the log keeps naming such a file, an empty mark beside its
place says why it is not there.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from flows import parquet
from flows.desk import desk, disk_errors, sync_folder
from flows.lake import REDACTED, Lake

# The tables that hold words of a post; observations are instants and counts.
_MENTIONS = ("fund_mentions", "instrument_mentions")
_TABLES = ("posts", "post_versions", "tags", *_MENTIONS, "removals", "rejects")


def purge(lake: Lake, post_id: str) -> int:
    """Remove every file that the newest publication does not name and that holds rows of the post.

    Copies in older trees go with it, and what dead writers left. The number of files removed.
    """
    with disk_errors(lake.root), desk(lake.root / "_tmp"):
        named = {path for table in _TABLES for path in lake.files(table)}
        dead = [path for path in _stored(lake) if path not in named and _tells_of(path, post_id)]
        for path in dead:
            path.with_suffix(REDACTED).touch()
            sync_folder(path.parent)
            path.unlink()
            sync_folder(path.parent)
        _purge_trees(lake, post_id)
        return len(dead)


def _purge_trees(lake: Lake, post_id: str) -> None:
    """Old trees share the removed files, or have copies of their own."""
    newest = f"{lake.snapshot().version:012d}"
    for tree in (lake.root / "_trees").glob("[0-9]*"):
        if tree.name != newest:
            for path in _parquet_in(tree):
                if _tells_of(path, post_id):
                    path.unlink()


def _stored(lake: Lake) -> Iterator[Path]:
    yield from _parquet_in(lake.root)


def _parquet_in(root: Path) -> Iterator[Path]:
    for table in _TABLES:
        yield from sorted((root / table).glob("date=*/*.parquet"))


def _tells_of(path: Path, post_id: str) -> bool:
    """Whether the file holds a word of the post: rows that say it is redacted hold none."""
    table = parquet.read(path)
    rows = table.filter(pc.equal(table["post_id"], post_id)).to_pylist()
    return any(row.get("redacted_at") is None and not _is_wordless(row) for row in rows)


def _is_wordless(row: Mapping[str, Any]) -> bool:
    """Whether the row is that of a version without text, nor with a title that says it all."""
    return row.get("text") == "" and not row.get("title")
