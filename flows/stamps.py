"""Stamps of files: what tells a file from another that somebody put in its place."""

from pathlib import Path

Stamp = tuple[int, int, int]


def stamp_of(file: str | Path) -> Stamp:
    """What changes when a redaction puts another file in the place of one."""
    found = Path(file).stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
