"""The built registry beside its lists: reading it takes a fifth of the time of building it.

`data/registry/_built/` may be deleted at any time, and anybody may put what they like there: it is
plain Parquet, of which nothing is run.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from flows import parquet
from flows.desk import LakeError, desk, disk_errors
from flows.folder import REFERENCE, REPOSITORY, DataFolder
from flows.listings import ListFile
from transforms.registry.kept import Tables, from_tables, to_tables
from transforms.registry.registry import Registry

_ROOM = "_built"


def kept_registry(
    folder: DataFolder, files: Sequence[ListFile], build: Callable[[], Registry]
) -> Registry:
    """What `build` makes of all these lists, kept for as long as lists and code stay the same."""
    room, key = folder.registry / _ROOM, key_of(files)
    registry = _read(room, key)
    if registry is None:
        registry = build()
        # A folder that only can be read, a full disk: it is built anew each time.
        with suppress(LakeError):
            _keep(room, key, to_tables(registry))
    return registry


def _read(room: Path, key: str) -> Registry | None:
    try:
        return from_tables(Tables(*(parquet.read(path) for path in _paths(room, key))))
    except (OSError, KeyError, TypeError, ValueError):  # of Arrow's errors, too
        return None


def _keep(room: Path, key: str, tables: Tables) -> None:
    """Keep the tables, and no older ones."""
    with disk_errors(room), desk(room.parent / "_tmp") as own:
        for path, table in zip(_paths(room, key), tables, strict=True):
            own.write(path.name, parquet.to_bytes(table))
            own.put(path.name, path)
        for path in set(room.glob("*.parquet")) - set(_paths(room, key)):
            path.unlink(missing_ok=True)


def _paths(room: Path, key: str) -> list[Path]:
    return [room / f"{name}.{key}.parquet" for name in Tables._fields]


def key_of(files: Sequence[ListFile]) -> str:
    """Another one where a list or the code is another."""
    lists = [f"{file.path.parent.name}/{file.path.name} {file.stamp}" for file in files]
    content = "\n".join([_code(), *lists])
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


@cache
def _code() -> str:
    """A digest of all that a registry depends on beside its lists: 300 small files, 30 ms."""
    content = hashlib.blake2b(digest_size=8)
    layers = [REPOSITORY / "transforms", REPOSITORY / "flows"]
    files = [file for layer in layers for file in layer.rglob("*.py")]
    for file in sorted([*files, *REFERENCE.glob("*.csv")]):
        content.update(f"{file.relative_to(REPOSITORY)}\n".encode() + file.read_bytes())
    return content.hexdigest()
