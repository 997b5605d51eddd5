"""The list of posts whose text was taken out on request: `<data>/redactions.jsonl`.

It holds no word of theirs; it stays for good, so that no later night brings one back.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from filelock import FileLock

from flows.desk import lock, sync_folder
from flows.folder import DataFolder

# A shorter number is somebody else's too: a stock's code has six digits.
_MIN_NUMBER = 8


class UnknownPost(Exception):
    """Raised for a post that the data folder does not know; the message says what to do."""


class TextLeft(Exception):
    """Raised where words of the post are still in the folder; the message says where."""


@dataclass(frozen=True)
class Redaction:
    """One post taken out: `refs` are the numbers and addresses by which pages name it.

    `versions` tells which version each visit to it had seen: without text, nobody else can.
    """

    post_id: str
    redacted_at: datetime
    reason: str | None = None
    refs: frozenset[str] = frozenset()
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def native_id(self) -> str:
        """The site's own id of the post."""
        return self.post_id.partition(":")[2]

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON values."""
        written = {"redacted_at": self.redacted_at.isoformat(), "refs": sorted(self.refs)}
        return {**asdict(self), **written}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The redaction that `to_json` wrote."""
        at = datetime.fromisoformat(said["redacted_at"])
        return cls(**{**said, "redacted_at": at, "refs": frozenset(said["refs"])})


def load(folder: DataFolder) -> list[Redaction]:
    """Every post taken out, in the order in which it was asked for."""
    path = _path(folder)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Redaction.from_json(json.loads(line)) for line in lines]


def add(folder: DataFolder, redaction: Redaction) -> None:
    """Put a post on the list, safe on disk; one that is there already is written anew."""
    kept = [one for one in load(folder) if one.post_id != redaction.post_id]
    lines = [json.dumps(one.to_json(), ensure_ascii=False) for one in [*kept, redaction]]
    write(_path(folder), "".join(f"{line}\n" for line in lines))


def native_ids(folder: DataFolder, source: str) -> frozenset[str]:
    """The source's own ids of its posts taken out: they are not to be visited again."""
    known = (one for one in load(folder) if one.post_id.startswith(f"{source}:"))
    return frozenset(one.native_id for one in known)


def refs_of(post_id: str, rows: Iterable[Mapping[str, Any]] = ()) -> frozenset[str]:
    """The names of a post: its numbers and, where those are too short, its addresses."""
    ids = {post_id, *(row["alias_id"] for row in rows if row["alias_id"])}
    natives = {one.partition(":")[2] for one in ids}
    names = {native for native in natives if _is_telling(native)}
    for row in rows:
        if not any(name in row["url"] for name in names):
            names.add(_address(row["url"]))
    return frozenset(names)


def only_redactor(folder: DataFolder) -> FileLock:
    """The lock, not held yet, of whoever rewrites segments."""
    folder.locks.mkdir(parents=True, exist_ok=True)
    return lock(folder.locks / "redact.lock")


def write(path: Path, text: str) -> None:
    """Replace a file by another text at once, safe on disk, for this user's eyes only."""
    fresh = path.with_name(f".{path.name}.next")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def _path(folder: DataFolder) -> Path:
    return folder.root / "redactions.jsonl"


def _address(url: str) -> str:
    """The address as links write it, with or without its host."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return path if len(path) >= _MIN_NUMBER else f"{parts.netloc}{path}"


def _is_telling(native: str) -> bool:
    return len(native) >= _MIN_NUMBER and native.isalnum()
