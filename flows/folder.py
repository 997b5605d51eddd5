"""Where a data folder keeps what: `data/` and the rooms in it."""

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SAMPLE = REPOSITORY / "data" / "sample"
REFERENCE = REPOSITORY / "data" / "reference"
WATCHLIST = REPOSITORY / "data" / "watchlist.toml"


LIVE, REPLAY = "live", "replay"


class FolderError(Exception):
    """Raised for a data folder that cannot be used; the message says what to do."""


@dataclass(frozen=True)
class DataFolder:
    """One data folder: raw archive, captures, lake, the tables for people, locks and plans."""

    root: Path

    @property
    def raw(self) -> Path:
        """Archived responses, by capture day: WARC."""
        return self.root / "raw"

    @property
    def captures(self) -> Path:
        """What captures said, by capture day: Parquet."""
        return self.root / "captures"

    @property
    def lake(self) -> Path:
        """The store of published files and its log."""
        return self.root / "lake"

    @property
    def tables(self) -> Path:
        """The link that people read: one folder a table, one file a day."""
        return self.root / "tables"

    @property
    def registry(self) -> Path:
        """What lists of funds, stocks and indexes said, by source: Parquet."""
        return self.root / "registry"

    @property
    def locks(self) -> Path:
        """Locks of days and sources."""
        return self.root / "locks"

    @property
    def hosts(self) -> Path:
        """What all runs know of each host: when it was asked, and when it may be asked again."""
        return self.root / "hosts"

    @property
    def runs(self) -> Path:
        """Plans handed to spiders."""
        return self.root / "runs"

    def require(self, *, is_replay: bool) -> None:
        """FolderError where replayed pages would get among live ones, or the reverse.

        A replayed night is a rehearsal or the sample; a back-test must never meet it. A folder
        says what it is in its file `kind`; one that says nothing and is not empty is taken for
        live, so that nothing is cleared by mistake.
        """
        kind = self.kind
        if is_replay and kind == LIVE:
            raise FolderError(
                f"{self.root} holds nights collected live: replay into another folder with --data"
            )
        if not is_replay and kind == REPLAY:
            raise FolderError(
                f"{self.root} holds a replayed night: take it out with `guandian demo --clear`, "
                "or collect into another folder with --data"
            )

    def mark(self, *, is_replay: bool) -> None:
        """Write down, once, what the folder is for; FolderError where it is the other."""
        self.require(is_replay=is_replay)
        if self.kind is None:
            (self.root / "kind").write_text(REPLAY if is_replay else LIVE, encoding="ascii")

    @property
    def kind(self) -> str | None:
        """`live` or `replay`; None for a folder that nothing was collected into yet."""
        if (self.root / "kind").exists():
            return (self.root / "kind").read_text(encoding="ascii").strip()
        is_used = any(room.exists() for room in (self.raw, self.captures, self.lake))
        return LIVE if is_used and not self._has_registry_alone else None

    @property
    def _has_registry_alone(self) -> bool:
        """Whether nothing but lists was ever brought in, which are of no night."""
        rooms = (self.raw, self.captures, self.lake / "posts")
        return (self.lake / "funds").exists() and not any(room.exists() for room in rooms)


def open_folder(root: Path) -> DataFolder:
    """The data folder at `root`, made where it is missing; FolderError where it cannot be written.

    Rights are tried by writing, since a superuser's rights and read-only disks differ.
    """
    probe = root / f".writable-{os.getpid()}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise FolderError(
            f"cannot write to the data folder {root}: {error.strerror}; "
            "choose another with --data or GUANDIAN_DATA"
        ) from error
    return DataFolder(root.resolve())


def readable_folder(data: DataFolder) -> DataFolder:
    """The folder itself; FolderError where there is none. Nothing is made or tried by writing."""
    if not data.root.is_dir():
        raise FolderError(f"no data folder {data.root}: name one with --data or GUANDIAN_DATA")
    return data
