"""Days that captures tell of and nobody has published yet: a killed run leaves them to the next.

A note is an empty file a day and reading, written before its captures are.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from flows.folder import DataFolder


def note(folder: DataFolder, days: Iterable[date], reading: str) -> None:
    """Write down that these days are to be built; `reading` names who found out."""
    pending = _folder(folder)
    pending.mkdir(parents=True, exist_ok=True)
    for day in days:
        (pending / f"{day}.{reading}").touch()


def noted(folder: DataFolder) -> set[date]:
    """The days that are to be built."""
    return {_day(path) for path in _folder(folder).glob("*.*")}


def notes_of(folder: DataFolder, days: Iterable[date]) -> list[Path]:
    """The notes that are there about these days, to be forgotten once they are published."""
    wanted = set(days)
    return [path for path in _folder(folder).glob("*.*") if _day(path) in wanted]


def forget(notes: Iterable[Path]) -> None:
    """Take notes away; another run may have done so before."""
    for path in notes:
        path.unlink(missing_ok=True)


def _folder(folder: DataFolder) -> Path:
    return folder.captures / "_pending"


def _day(path: Path) -> date:
    return date.fromisoformat(path.name.partition(".")[0])
