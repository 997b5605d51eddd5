"""The hosts that all runs of a data folder share: a file each, and whose turn it is to ask.

Two locks of the kernel lie beside the file, free again the moment their owner dies: the turn is
held from before a request until its answer has come, the other only while the file is changed, so
that a pause can be noted while another run listens.
"""

import fcntl
import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spiders.hostnotes import HostNotes

log = logging.getLogger(__name__)

# It becomes a file's name, so nothing that a path could be made of.
HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?")

# What reading of a torn or foreign file may come to.
UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class HostFileError(Exception):
    """Raised for a host whose file cannot be kept; the message says what to do."""


@dataclass(frozen=True)
class Turn:
    """The right to ask a host: an open file, locked until it is closed or its owner dies."""

    fd: int

    def close(self) -> None:
        """Let others ask."""
        os.close(self.fd)


class HostFile:
    """The file of one host."""

    def __init__(self, folder: Path, host: str) -> None:
        if not HOST_NAME.fullmatch(host):
            raise HostFileError(f"{host!r} is no host name: write it as guba.eastmoney.com")
        self.host = host
        self.path = folder / f"{host}.json"

    def read(self) -> HostNotes:
        """What the file says; a torn or foreign one says nothing."""
        with disk_errors(self.path):
            if not self.path.exists():
                return HostNotes(self.host)
            content = self.path.read_bytes()
        try:
            notes = HostNotes.from_json(json.loads(content))
        except UNREADABLE as error:
            log.warning("%s cannot be read (%s): begun anew", self.path, error)
            return HostNotes(self.host)
        return notes if notes.host == self.host else HostNotes(self.host)

    def change(self, how: Callable[[HostNotes], HostNotes]) -> HostNotes:
        """Replace the notes by what `how` makes of them, alone among all runs; returns that."""
        with disk_errors(self.path), self._locked():
            before = self.read()
            after = how(before)
            if after != before:
                self._write(after)
        return after

    def take_turn(self) -> Turn | None:
        """The host's turn, ours until it is closed; None while another run has it."""
        with disk_errors(self.path):
            held = Turn(self._open("turn"))
            try:
                fcntl.flock(held.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.close()
                return None
            return held

    @contextmanager
    def _locked(self) -> Iterator[None]:
        held = self._open("lock")
        try:
            # Nobody holds it for longer than a write takes, and the dead do not hold it at all.
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            os.close(held)

    def _open(self, suffix: str) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self.path.with_suffix(f".{suffix}"), os.O_RDWR | os.O_CREAT, 0o666)

    def _write(self, notes: HostNotes) -> None:
        new = self.path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(notes.as_json(), file, ensure_ascii=False, indent=1)
            if notes.left_alone_until:
                # A power cut may cost a count, but no pause that a site asked for.
                file.flush()
                os.fsync(file.fileno())
        new.replace(self.path)


def beside(raw: Path) -> Path:
    """Where the files lie: in the data folder, beside the archive."""
    return raw.parent / "hosts"


def host_files(folder: Path) -> list[HostFile]:
    """The files of all hosts ever asked, by name."""
    names = sorted(path.stem for path in folder.glob("*.json"))
    return [HostFile(folder, name) for name in names if HOST_NAME.fullmatch(name)]


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Whatever the disk refuses inside comes out as HostFileError."""
    try:
        yield
    except OSError as error:
        advice = f"see that {path.parent} can be written to"
        raise HostFileError(f"{path} cannot be kept: {error.strerror}: {advice}") from error
