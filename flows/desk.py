"""A writer's desk: its folder for unfinished files, from which they move into the store whole.

A desk is held by a kernel lock, which is free again the moment its owner dies.
"""

import errno
import filecmp
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

NO_ROOM = "free some room and run again"
NO_RIGHT = "make it writable for this user and run again"
IN_THE_WAY = "move away the file that lies where a folder belongs and run again"
ADVICE = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: NO_ROOM,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: NO_RIGHT,
    errno.ENOTDIR: IN_THE_WAY,
    errno.EEXIST: IN_THE_WAY,
}


class LakeError(Exception):
    """The store cannot do it; the message is one line that says what to do."""


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Whatever the disk refuses inside comes out as `LakeError`."""
    try:
        yield
    except OSError as error:
        advice = ADVICE.get(error.errno or 0, "look at the disk and run again")
        where = error.filename or folder
        raise LakeError(f"{where}: {error.strerror or error}: {advice}") from error


class Desk:
    """One writer's folder for unfinished files, from which they move into the store whole."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name: str, data: bytes) -> None:
        """A read-only file `name` on the desk, its bytes safe on disk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Read-only, because the people's tree shares these very files.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def put(self, name: str, final: Path) -> None:
        """Move file `name` to its place; one that holds the same bytes already stays."""
        unfinished = self.folder / name
        make_folder(final.parent)
        if not (final.is_file() and filecmp.cmp(unfinished, final, shallow=False)):
            unfinished.replace(final)
        sync_folder(final.parent)

    def create(self, name: str, final: Path) -> bool:
        """Call file `name` also `final` if nothing is there; False where somebody was first."""
        make_folder(final.parent)
        try:
            os.link(self.folder / name, final)
        except FileExistsError:
            return False
        sync_folder(final.parent)
        return True


def make_folder(folder: Path) -> None:
    """`folder` and all above it are there, safe on disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """The names in `folder` are safe on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A fresh desk inside `folder`; what dead writers left there goes on the way."""
    make_folder(folder)
    # Held while a desk comes or goes, so that nobody takes a new one for a dead one.
    door = lock(folder / ".door")
    own = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
    held = _desk_lock(own)
    with door:
        _sweep(folder)
        own.mkdir()
        held.acquire()
    try:
        yield Desk(own)
    finally:
        with door:
            shutil.rmtree(own)
            held.release()


def _sweep(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            _remove_if_dead(left)


def _remove_if_dead(left: Path) -> None:
    try:
        with _desk_lock(left).acquire(timeout=0):
            shutil.rmtree(left)
    except Timeout:
        return


def _desk_lock(own: Path) -> FileLock:
    return lock(own / ".held")


def lock(path: Path) -> FileLock:
    """A kernel lock on a file, not held yet."""
    # A flow may enter in one thread and leave in another.
    return FileLock(path, thread_local=False)
