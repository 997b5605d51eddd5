"""Importing lists: what files of others say becomes part of the registry."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flows.folder import DataFolder
from flows.listings import keep, list_files, lists_in
from flows.reference import reference_sightings
from spiders.clock import SHANGHAI
from transforms.fold import norm
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.reading import ReadList, read_list
from transforms.registry.sighting import NameKind, Sighting

_Key = tuple[str, str, str]  # kind, market, code
Names = dict[_Key, dict[NameKind, set[str]]]

# A code has one of these at a time: a second one is a rename.
_ONE_AT_A_TIME = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT)

# Shanghai's exchange opened on it; no list is older.
_FIRST = date(1990, 12, 19)
# The largest list known, of all funds with their facts, has 3.5 MB.
_LARGEST = 256 << 20


class ListRefused(Exception):
    """Raised for a file that is no list as it should be; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought; `is_known`: the same list of the same day was there already."""

    file: str
    format: str
    seen_on: date
    n_rows: int
    n_codes: int
    n_aliases: int
    n_renames: int
    is_known: bool


def import_lists(
    folder: DataFolder,
    files: Sequence[Path],
    seen_on: date | None = None,
    today: date | None = None,
) -> list[Imported]:
    """Keep what the files say, one after the other; what each brought that was not known.

    `seen_on` is the day of those that do not tell their own, `today` the last that may be. All
    files are read before the first is kept: ListRefused for one that cannot be taken, and nothing
    is changed.
    """
    lists = [_read(file, seen_on, today or datetime.now(SHANGHAI).date()) for file in files]
    known = known_names(folder)
    return [kept(folder, str(file), read, known) for file, read in zip(files, lists, strict=True)]


def known_names(folder: DataFolder) -> Names:
    """The names that stored lists and the reference tell, as `kept` counts what is new."""
    return _names([*reference_sightings(), *lists_in(list_files(folder)).sightings])


def _read(file: Path, seen_on: date | None, today: date) -> ReadList:
    try:
        _refuse_no_list(file)
        read = read_list(file.read_bytes(), file.name, seen_on)
        _refuse_other_times(read, today)
    except BadList as error:
        raise ListRefused(f"{file}: {error}") from error
    except OSError as error:
        raise ListRefused(f"{file}: {error.strerror}: give a file that can be read") from error
    return read


def _refuse_no_list(file: Path) -> None:
    """BadList for what would be waited for without end, or would not fit into memory."""
    if file.exists() and not file.is_file():
        raise BadList("a folder or pipe: give a file")
    if file.stat().st_size > _LARGEST:
        raise BadList(f"larger than {_LARGEST >> 20} MB, which no list is: give a list alone")


def _refuse_other_times(read: ReadList, today: date) -> None:
    """BadList for a list of a day on which nobody can have seen it."""
    first = min((one.seen_on for one in read.sightings), default=read.seen_on)
    last = max((one.seen_until for one in read.sightings), default=read.seen_on)
    if last > today:
        raise BadList(f"of {last}, which is still to come: give the day on which it was seen")
    if first < _FIRST:
        raise BadList(f"of {first}, before the exchanges opened: give the day on which it was seen")


def kept(
    folder: DataFolder,
    file: str,
    read: ReadList,
    known: Names,
    into: str | None = None,
    at: datetime | None = None,
) -> Imported:
    """Keep a list, by default in the room of its source; `known` learns what it says.

    `at` is the instant at which it came, where that is known.
    """
    is_known = not keep(folder, read, into, at)
    n_codes = n_aliases = n_renames = 0
    for key, kinds in _names(read.sightings).items():
        n_codes += key not in known
        of_code = known.setdefault(key, {})
        for kind, names in kinds.items():
            borne = of_code.setdefault(kind, set())
            new = names - borne
            n_aliases += len(new)
            n_renames += _n_renames(kind, borne, new)
            borne |= new
    return Imported(
        *(file, read.format, read.seen_on, read.n_lines),
        *(n_codes, n_aliases, n_renames, is_known),
    )


def _n_renames(kind: NameKind, borne: Iterable[str], new: Iterable[str]) -> int:
    """The names after the first one of a code, among those that it did not bear before."""
    n_new, n_borne = len(set(new)), len(set(borne))
    return n_new - (n_new > 0 and n_borne == 0) if kind in _ONE_AT_A_TIME else 0


def _names(sightings: Iterable[Sighting]) -> Names:
    """By code and kind the names, as they are told apart."""
    names: Names = defaultdict(lambda: defaultdict(set))
    for one in sightings:
        spelling = "".join(norm(one.name).split())
        names[one.kind, one.market, one.code][one.name_kind].add(spelling)
    return dict(names)
