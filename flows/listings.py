"""The store of lists: what each list said, kept once, never changed.

`data/registry/<room>/<day>.<digest>.parquet`: the room of imported lists is named by their source,
that of a list which the `funds` spider collects `crawl-<list>` (crawled_lists.py). A list is kept
as what it changes on the one before it in its strand, in one room: a nightly list of 27,000 funds
costs the few rows that are new or gone. A list of other rows altogether, or older than what is
there, begins a strand. What has days of its own stands alone.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from flows import parquet
from flows.desk import LakeError, desk, disk_errors, lock, make_folder
from flows.folder import DataFolder
from flows.stamps import Stamp, stamp_of
from spiders.clock import SHANGHAI
from transforms.registry.formats.reading import ReadList
from transforms.registry.known import known_by, names_alone
from transforms.registry.sighting import Sighting
from transforms.registry.stored import from_table, to_table
from transforms.registry.strands import Change, is_behind, said_last, spans_of_room, undated

_ABOUT = b"list"


class ListFile(NamedTuple):
    """A stored list; the stamp changes if somebody puts another file in its place."""

    path: Path
    stamp: Stamp


class StoredLists(NamedTuple):
    """What all lists say, and by source the days of those that are strands."""

    sightings: tuple[Sighting, ...]
    days: Mapping[str, tuple[date, ...]]


@dataclass(frozen=True)
class _About:
    """What a file says of itself; `base` is the name of the list that it changes.

    `at`: the instant at which it came, of a list that was collected; of an imported one the day
    alone is known, and it is taken to be there all day.
    """

    source: str
    seen_on: str
    has_days: bool
    base: str | None
    at: str | None = None

    def is_known(self, as_of: datetime | None) -> bool:
        """Whether the list was there by an instant."""
        if as_of is None:
            return True
        if self.at is not None:
            return datetime.fromisoformat(self.at) <= as_of
        return date.fromisoformat(self.seen_on) <= _day(as_of)


class _Kept(NamedTuple):
    room: str
    name: str
    about: _About
    change: Change


def list_files(folder: DataFolder) -> list[ListFile]:
    """The stored lists of a data folder, in a fixed order."""
    paths = sorted(folder.registry.glob("*/[0-9]*.parquet"))
    return [ListFile(path, stamp_of(str(path))) for path in paths]


def lists_in(files: Iterable[ListFile], as_of: datetime | None = None) -> StoredLists:
    """What the lists say that were there by an instant, all of them by default.

    One that looks back (`has_days`) tells the names of earlier days, and no facts before its own.
    The order in which they were kept is no matter. Raises LakeError for one that cannot be read
    or whose base is gone.
    """
    said: list[Sighting] = []
    days: dict[str, set[date]] = defaultdict(set)
    rooms: dict[tuple[str, str], list[list[Change]]] = defaultdict(list)
    for strand in _strands([_read(file.path) for file in files]):
        first = strand[0]
        if first.about.has_days:
            own, _ = known_by(first.change.new, {}, _day(as_of) if as_of else None)
            said += own if first.about.is_known(as_of) else names_alone(own)
            continue
        known = [one.change for one in takewhile(lambda one: one.about.is_known(as_of), strand)]
        if known:
            rooms[first.room, first.about.source].append(known)
            days[first.about.source].update(change.seen_on for change in known)
    said += (one for strands in rooms.values() for one in spans_of_room(strands))
    return StoredLists(tuple(said), {source: tuple(sorted(own)) for source, own in days.items()})


def _day(as_of: datetime) -> date:
    return as_of.astimezone(SHANGHAI).date()


def last_said(folder: DataFolder, room: str, day: date = date.max) -> set[Sighting]:
    """What the newest list of a room up to a day says, undated; nothing where there is none."""
    kept = [_read(path) for path in sorted((folder.registry / room).glob("[0-9]*.parquet"))]
    strands = [strand for strand in _strands(kept) if not strand[0].about.has_days]
    changes = [[one.change for one in strand if one.change.seen_on <= day] for strand in strands]
    newest = max(filter(None, changes), key=lambda strand: strand[-1].seen_on, default=[])
    return said_last(newest)


def keep(
    folder: DataFolder, read: ReadList, into: str | None = None, at: datetime | None = None
) -> bool:
    """Keep what a list says; False where the same is there of that day. LakeError by the disk.

    `into` names its room, by default its source; `at` is the instant at which it came, if known.
    """
    room = folder.registry / (into or read.source)
    with disk_errors(room):
        make_folder(room)
        with lock(room / ".lock"):
            name = _name(read)
            if (room / name).exists():
                return False
            table = _to_keep(room, read, at)
            with desk(folder.registry / "_tmp") as own:
                own.write(name, parquet.to_bytes(table))
                return own.create(name, room / name)


def _name(read: ReadList) -> str:
    """Named by its day and by what it says, in whatever order."""
    lines = sorted("|".join(map(str, one)) for one in read.sightings)
    digest = hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()
    return f"{read.seen_on}.{digest}.parquet"


def _to_keep(room: Path, read: ReadList, at: datetime | None) -> pa.Table:
    came = at.astimezone(SHANGHAI).isoformat() if at else None
    about = _About(read.source, str(read.seen_on), read.has_days, None, came)
    if read.has_days:
        return _described(to_table(read.sightings), about)
    said = undated(read.sightings)
    base, before = _best_base(room, read, said)
    about = replace(about, base=base)
    return _described(to_table(said - before, before - said), about)


def _best_base(room: Path, read: ReadList, said: set[Sighting]) -> tuple[str | None, set[Sighting]]:
    """The list that ends a strand and has most in common with this one; none where it is little."""
    kept = [_read(path) for path in sorted(room.glob("[0-9]*.parquet"))]
    ends = [
        (strand[-1].name, said_last(one.change for one in strand))
        for strand in _strands(kept)
        if not strand[0].about.has_days and strand[-1].change.seen_on <= read.seen_on
    ]
    fitting = [(name, before) for name, before in ends if is_behind(said, before)]
    if not fitting:
        return None, set()
    return max(fitting, key=lambda end: (len(end[1] & said), end[0]))


def _described(table: pa.Table, about: _About) -> pa.Table:
    told = {_ABOUT: json.dumps(asdict(about)).encode()}
    return table.replace_schema_metadata({**(table.schema.metadata or {}), **told})


def _read(path: Path) -> _Kept:
    try:
        table = parquet.read(path)
        about = _About(**json.loads(table.schema.metadata[_ABOUT]))
    except (pa.ArrowInvalid, OSError, KeyError, ValueError, TypeError) as error:
        why = " ".join(str(error).split())
        raise LakeError(
            f"{path} cannot be read ({why}): bring it back from a backup, "
            "or delete the folder registry and import its lists again"
        ) from error
    change = Change(date.fromisoformat(about.seen_on), *from_table(table))
    return _Kept(path.parent.name, path.name, about, change)


def _strands(kept: Sequence[_Kept]) -> Iterator[list[_Kept]]:
    """The lists of each strand, in order; LakeError where one is missing in it."""
    by_name: dict[tuple[str, str], _Kept] = {(one.room, one.name): one for one in kept}
    following: dict[tuple[str, str], _Kept] = {}
    for one in kept:
        if one.about.base is not None:
            base = (one.room, one.about.base)
            if base not in by_name:
                raise LakeError(
                    f"registry/{'/'.join(base)} is gone and {one.name} changes it: "
                    "bring it back from a backup"
                )
            following[base] = one
    for one in kept:
        if one.about.base is None:
            yield _strand(one, following)


def _strand(first: _Kept, following: Mapping[tuple[str, str], _Kept]) -> list[_Kept]:
    strand = [first]
    while (following_one := following.get((first.room, strand[-1].name))) is not None:
        strand.append(following_one)
    return strand
