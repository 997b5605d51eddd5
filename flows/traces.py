"""Where a post has left its words: its captures, other posts that share some, any file at all."""

import gzip
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows import parquet
from flows.folder import DataFolder
from spiders.bare import N_SHINGLE, forms, shingles
from spiders.ownership import words_of_others
from spiders.redact import damaged_text, members, page_of
from transforms.capture_tables import POST_CAPTURES

Row = dict[str, Any]

POST_ID = "post_id"

# A post that shares a run of twice that length quotes; fund names and greetings are shorter.
_N_QUOTED = N_SHINGLE


def visits_to(folder: DataFolder, post_id: str) -> list[Row]:
    """The captures of all visits to one post, by its own id or the one that it has elsewhere."""
    of_post = _is_of(post_id) | (pc.field("alias_id") == post_id)
    rows: list[Row] = _captured(folder).to_table(filter=of_post).to_pylist()
    return rows


def telling_of(folder: DataFolder, post_id: str) -> list[Path]:
    """The segments in whose captures the post still has words."""
    has_words = pc.field("outcome").isin(["post", "reject"]) & _is_of(post_id)
    return [
        folder.raw / file.parent.name / f"{file.stem}.warc.gz"
        for file in _files_of(folder)
        if _dataset([file]).count_rows(filter=has_words)
    ]


def shared(folder: DataFolder, post_id: str, own: frozenset[str]) -> tuple[set[str], set[str]]:
    """The shingles of the post that others hold too, and the ids of posts that quote it."""
    held: set[str] = set()
    counts: Counter[str] = Counter()
    is_other = (pc.field("outcome") == "post") & ~_is_of(post_id)
    columns = [POST_ID, "title", "body_html"]
    for batch in _captured(folder).to_batches(columns=columns, filter=is_other):
        for row in batch.to_pylist():
            common = own.intersection(shingles(f"{row['title'] or ''}\n{row['body_html'] or ''}"))
            held |= common
            counts[row[POST_ID]] = max(counts[row[POST_ID]], len(common))
    return held, {other for other, n in counts.items() if n >= _N_QUOTED}


def places(
    folder: DataFolder, post_id: str, own: frozenset[str], refs: frozenset[str], errand: Path
) -> list[str]:
    """Every file (and address in the archive) below the data folder that holds a shingle.

    Rows and objects of other posts are theirs and passed over, and so is the errand's own file.
    """
    found: list[str] = []
    for path in _files(folder.root):
        if path != errand:
            where = path.relative_to(folder.root).as_posix()
            found += [
                f"{where}{at}" for at, text in _texts(path, post_id) if _is_left(text, own, refs)
            ]
    return sorted(set(found))


def _is_left(text: str, own: frozenset[str], refs: frozenset[str]) -> bool:
    """Whether the post's words stand in the text other than as somebody else's."""
    if not _holds(text, own):
        return False
    theirs = (shingle for said in words_of_others(text, refs) for shingle in shingles(said))
    return _holds(text, own.difference(theirs))


def _holds(text: str, own: frozenset[str]) -> bool:
    shown = (form[n : n + N_SHINGLE] for form in forms(text) for n in range(len(form)))
    return not own.isdisjoint(shown)


def _files(root: Path) -> Iterator[Path]:
    """Every file once: the people's link is not followed, its files lie in the lake."""
    for folder, _, names in os.walk(root):
        yield from (Path(folder) / name for name in names)


def _texts(path: Path, post_id: str) -> Iterator[tuple[str, str]]:
    """(place, text) of everything that a file says, packed or not."""
    if ".warc.gz" in path.name:
        yield from _archived(path)
    elif path.suffix == ".parquet":
        yield "", "\n".join(_strings(parquet.read(path), post_id))
    elif not path.is_symlink():
        yield "", _plain(path.read_bytes())


def _archived(path: Path) -> Iterator[tuple[str, str]]:
    for record, span in members(path):
        if record is None:
            yield " (damaged)", damaged_text(span)
        else:
            text, _ = page_of(record) or (record.body.decode("utf-8", "replace"), "")
            yield f" {record.url}", text


def _strings(table: pa.Table, post_id: str) -> Iterator[str]:
    if POST_ID in table.column_names:
        table = table.filter(pc.equal(table[POST_ID], post_id))
    for column in table.columns:
        if pa.types.is_list(column.type):
            column = pc.list_flatten(column)
        if pa.types.is_string(column.type):
            yield from (said for said in column.to_pylist() if said)


def _plain(data: bytes) -> str:
    with suppress(OSError, EOFError, zlib.error):  # not packed
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace")


def _is_of(post_id: str) -> pc.Expression:
    return pc.field(POST_ID) == post_id


def _captured(folder: DataFolder) -> ds.Dataset:
    return _dataset(_files_of(folder))


def _files_of(folder: DataFolder) -> list[Path]:
    return sorted((folder.captures / POST_CAPTURES.name).glob("date=*/*.parquet"))


def _dataset(files: list[Path]) -> ds.Dataset:
    if not files:
        return ds.InMemoryDataset(POST_CAPTURES.schema.empty_table())
    return ds.dataset(list(map(str, files)), schema=POST_CAPTURES.schema, format="parquet")
