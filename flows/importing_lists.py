"""Importing lists: what files of others say becomes part of the registry."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flows.folder import DataFolder
from flows.listings import keep, last_said, list_files, lists_in
from flows.reference import reference_sightings
from spiders.clock import SHANGHAI
from transforms.fold import norm
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.reading import ReadList, read_list
from transforms.registry.sighting import NameKind, Sighting

_FACTS = ("fund_type", "tracked_index")
_Key = tuple[str, str, str]  # kind, market, code
# By code what lists tell of it: names by their kind, facts by their column.
Told = dict[_Key, dict[str, set[str]]]

# A code has one of these at a time: a second one is a rename.
_ONE_AT_A_TIME = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT)

# Of a list's codes, what the one before it has if it is of the same part of the market.
_SHARED = 0.5
# Shanghai's exchange opened on it; no list is older.
_FIRST = date(1990, 12, 19)
# The largest list known, of all funds with their facts, has 3.5 MB.
_LARGEST = 256 << 20


class ListRefused(Exception):
    """Raised for a file that is no list as it should be; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought; `is_known`: the same list of the same day was there already.

    `n_facts`: types and tracked indexes; `n_listed`: codes in the list, of which the list of its
    sort before it had `n_before`.
    """

    file: str
    format: str
    seen_on: date
    n_rows: int
    n_codes: int
    n_aliases: int
    n_renames: int
    is_known: bool
    n_facts: int = 0
    n_listed: int = 0
    n_before: int = 0


def import_lists(
    folder: DataFolder,
    files: Sequence[Path],
    seen_on: date | None = None,
    today: date | None = None,
) -> list[Imported]:
    """Keep what the files say, one after the other; what each brought that was not known.

    `seen_on` is the day of those that do not tell their own, `today` the last that may be. All
    files are read before the first is kept: ListRefused tells all that cannot be taken, a line
    each, and nothing is changed.
    """
    lists = _read_all(files, seen_on, today or datetime.now(SHANGHAI).date())
    known = known_names(folder)
    return [kept(folder, str(file), read, known) for file, read in zip(files, lists, strict=True)]


def known_names(folder: DataFolder) -> Told:
    """What stored lists and the reference tell, as `kept` counts what is new."""
    return _told([*reference_sightings(), *lists_in(list_files(folder)).sightings])


def _read_all(files: Sequence[Path], seen_on: date | None, today: date) -> list[ReadList]:
    lists: list[ReadList] = []
    errors: list[str] = []
    for file in files:
        try:
            lists.append(_read(file, seen_on, today))
        except ListRefused as error:
            errors.append(str(error))
    if errors and len(files) > 1:
        head = f"{len(errors)} of {len(files)} files cannot be taken, and nothing was changed:"
        raise ListRefused("\n  ".join([head, *errors]))
    if errors:
        raise ListRefused(*errors)
    return lists


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
    known: Told,
    into: str | None = None,
    at: datetime | None = None,
) -> Imported:
    """Keep a list, by default in the room of its source; `known` learns what it says.

    `at` is the instant at which it came, where that is known.
    """
    n_before = _n_before(folder, into or read.source, read)
    is_known = not keep(folder, read, into, at)
    told = _told(read.sightings)
    n_codes = len(told.keys() - known.keys())
    n_aliases, n_renames, n_facts = _learn(told, known)
    return Imported(
        *(file, read.format, read.seen_on, read.n_lines),
        *(n_codes, n_aliases, n_renames, is_known),
        *(n_facts, len(told), n_before),
    )


def _n_before(folder: DataFolder, room: str, read: ReadList) -> int:
    """The codes of the list before it; 0 where there is none, as before one of another part.

    Sources give some lists in parts, funds on and off the exchange; lines with days of their own
    have no list before them.
    """
    if read.has_days:
        return 0
    own, before = _codes(read.sightings), _codes(last_said(folder, room, read.seen_on))
    return len(before) if len(own & before) >= _SHARED * len(own) else 0


def _codes(sightings: Iterable[Sighting]) -> set[_Key]:
    return {(one.kind, one.market, one.code) for one in sightings}


def _learn(told: Told, known: Told) -> tuple[int, int, int]:
    """Add what is told to what is known; how many names, renames and facts were new."""
    n_aliases = n_renames = n_facts = 0
    for key, kinds in told.items():
        of_code = known.setdefault(key, {})
        for kind, said in kinds.items():
            borne = of_code.setdefault(kind, set())
            new = said - borne
            if kind in _FACTS:
                n_facts += len(new)
            else:
                n_aliases += len(new)
                n_renames += _n_renames(kind, borne, new)
            borne |= new
    return n_aliases, n_renames, n_facts


def _n_renames(kind: str, borne: Iterable[str], new: Iterable[str]) -> int:
    """The names after the first one of a code, among those that it did not bear before."""
    n_new, n_borne = len(set(new)), len(set(borne))
    return n_new - (n_new > 0 and n_borne == 0) if kind in _ONE_AT_A_TIME else 0


def _told(sightings: Iterable[Sighting]) -> Told:
    """What they tell; names as they are told apart, whatever their spaces and widths."""
    told: Told = defaultdict(lambda: defaultdict(set))
    for one in sightings:
        of_code = told[one.kind, one.market, one.code]
        of_code[one.name_kind].add("".join(norm(one.name).split()))
        for column in _FACTS:
            if fact := getattr(one, column):
                of_code[column].add(fact)
    return dict(told)
