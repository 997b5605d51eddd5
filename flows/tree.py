"""The folder for people: a link to a tree of the newest publication, one file a table and day.

The tree shares the store's files (hard links). It is built whole beside the old one, then the
link is swapped. A reader that resolves the link once reads one publication; one that does not
may find a file gone when it opens it, never a wrong row.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from flows.desk import desk, disk_errors, make_folder
from flows.lake import Lake, LakeError, Snapshot


class LinkTaken(LakeError):
    """Something that is not our link lies where the link belongs."""


def sync(lake: Lake, link: Path) -> Path | None:
    """`link` shows the newest publication, whatever it showed; its tree, None if there is none."""
    trees = lake.root / "_trees"
    if not lake.snapshot().version:
        return None
    with disk_errors(lake.root):
        make_folder(trees)
        with FileLock(trees / ".lock", thread_local=False):
            newest = lake.snapshot()
            tree = trees / f"{newest.version:012d}"
            if _names_in(tree) != set(_names(newest)):
                _build(lake, newest, tree)
            _point(link, tree)
            _remove_old(trees, tree)
            return tree


def _names(snapshot: Snapshot) -> Iterator[str]:
    for table, days in snapshot.tables.items():
        for day, stored in days.items():
            yield f"{table}/date={day}/{stored.file}"


def _names_in(tree: Path) -> set[str]:
    files = (Path(folder, name) for folder, _, names in os.walk(tree) for name in names)
    return {file.relative_to(tree).as_posix() for file in files}


def _build(lake: Lake, snapshot: Snapshot, tree: Path) -> None:
    with desk(lake.root / "_tmp") as own:
        fresh = own.folder / "tree"
        for name in _names(snapshot):
            _share(lake.root / name, fresh / name)
        if tree.exists():
            tree.rename(own.folder / "damaged")
        fresh.rename(tree)


def _share(stored: Path, shown: Path) -> None:
    shown.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(stored, shown)
    except FileNotFoundError:
        raise
    except OSError:
        # A disk without hard links, or a file with too many.
        shutil.copy(stored, shown)


def _point(link: Path, tree: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise LinkTaken(f"{link} is not our link: move it away and run again")
    make_folder(link.parent)
    target = os.path.relpath(tree.resolve(), link.parent.resolve())
    if link.is_symlink() and str(link.readlink()) == target:
        return
    # The name is always the same, so that what a kill leaves is taken over here.
    fresh = link.with_name(f".{link.name}.next")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target, target_is_directory=True)
    fresh.replace(link)


def _remove_old(trees: Path, tree: Path) -> None:
    """Keep the tree before the newest for those who still read it."""
    older = sorted(path for path in trees.iterdir() if path.is_dir() and path.name < tree.name)
    for path in trees.iterdir():
        if path.is_dir() and path not in [tree, *older[-1:]]:
            shutil.rmtree(path)
