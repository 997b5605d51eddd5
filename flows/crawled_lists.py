"""Lists that the `funds` spider collected: out of the raw archive into the registry's store.

They lie in rooms of their own, `registry/crawl-<list>/`, a pure function of raw: where one of these
folders is taken away, the next nightly, rebuild or refresh fills it again with the same files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from flows import parquet
from flows.captures import path_of
from flows.folder import DataFolder
from flows.importing_lists import Imported, kept, known_names
from flows.listings import last_said
from spiders import probe
from spiders.clock import SHANGHAI, day_of, night_at, night_of
from spiders.decode import plain
from spiders.outcomes import Outcome
from spiders.plan import Target
from spiders.replay import as_response
from spiders.warcread import Archived, read_warc
from transforms.capture_tables import COVERAGE_CAPTURES
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.quotes import read_quotes
from transforms.registry.formats.reading import ReadList, read_list

SOURCE = "funds"
_ALL = "all"
_SEGMENTS = f"date=*/{SOURCE}-*.warc.gz"


class Crawled(NamedTuple):
    """One list that a crawl walked to its end; `at` is the instant at which it closed its books."""

    target: str
    at: datetime
    segment: str

    @property
    def room(self) -> str:
        """The folder of its lists in the store."""
        return room_of(self.target)


@dataclass(frozen=True)
class Taken:
    """What became part of the registry, and by crawl which lists could not, and why."""

    lists: list[Imported] = field(default_factory=list)
    refused: dict[Crawled, str] = field(default_factory=dict)


def room_of(target: str) -> str:
    """The folder in the store of a list that is collected."""
    return f"crawl-{target}"


def has_crawled(folder: DataFolder) -> bool:
    """Whether any list was ever asked for."""
    return next(folder.raw.glob(_SEGMENTS), None) is not None


def sizes(folder: DataFolder, targets: Iterable[Target]) -> dict[str, int]:
    """How many codes each list had when it was last collected; nothing of those that never were."""
    said = {one.id: {told.code for told in last_said(folder, room_of(one.id))} for one in targets}
    return {target: len(codes) for target, codes in said.items() if codes}


def take(folder: DataFolder, again: Sequence[str] = ()) -> Taken:
    """Bring into the store what crawls collected and it has not, oldest first.

    `again` names segments whose lists are offered in any case: a second one of the same day may
    say something else. A list that cannot be read is left out, and the store is as it was.
    """
    taken = Taken()
    there = _there(folder)
    wanted = [
        one
        for one in _crawled(folder)
        if one.segment in again or (one.room, day_of(one.at)) not in there
    ]
    names = known_names(folder) if wanted else {}
    for one in wanted:
        try:
            read = _read(folder, one)
        except BadList as error:
            taken.refused[one] = f"{one.target}: {error}"
        else:
            taken.lists.append(
                kept(folder, f"{SOURCE} {one.target}", read, names, one.room, one.at)
            )
    return taken


def _there(folder: DataFolder) -> set[tuple[str, date]]:
    """The rooms and days of the collected lists in the store."""
    paths = folder.registry.glob("crawl-*/[0-9]*.parquet")
    return {(path.parent.name, date.fromisoformat(path.name.partition(".")[0])) for path in paths}


def _crawled(folder: DataFolder) -> list[Crawled]:
    """All lists that crawls walked to their ends, by captures, in time."""
    found: list[Crawled] = []
    for segment in folder.raw.glob(_SEGMENTS):
        told = path_of(folder, COVERAGE_CAPTURES, segment)
        rows = parquet.read(told) if told.exists() else None
        if rows is not None:
            whole = rows.filter(pc.field("state") == "complete").to_pylist()
            found += [Crawled(row["target"], row["observed_at"], segment.name) for row in whole]
    return sorted(found, key=lambda one: (one.at, one.target, one.segment))


def _read(folder: DataFolder, one: Crawled) -> ReadList:
    """What the list says, of the day on which the crawl ended; BadList where it cannot be read."""
    pages, day = _pages(folder, one), one.at.astimezone(SHANGHAI).date()
    if one.target != _ALL:
        return read_quotes(pages, day)
    page = next(pages, None)
    if page is None:
        raise BadList("its page is not in the archive: bring raw back from a backup")
    return read_list(page, one.target, day)


def _pages(folder: DataFolder, one: Crawled) -> Iterator[bytes]:
    """The list's pages, unpacked: of each the last one that came in that night before the end.

    A crawl that was broken off leaves its pages to the next one, in a segment of its own.
    """
    newest = {record.url: record for record in _records(folder, one)}
    spider, target = probe.asked(SOURCE), Target("list", one.target)
    for number in count(1):
        url = spider.list_url(target, number)
        if url not in newest:
            return
        yield plain(as_response(newest.pop(url))).body


def _records(folder: DataFolder, one: Crawled) -> list[Archived]:
    """The list's pages that came in its night up to its end, oldest first."""
    night = night_of(night_at(one.at))
    segments: list[Path] = []
    for day in sorted({day_of(at) for at in night}):
        segments += folder.raw.glob(f"date={day}/{SOURCE}-*.warc.gz")
    records = [
        record
        for segment in segments
        for record in read_warc(segment)
        if record.visit is not None
        and (record.visit.target, record.visit.outcome) == (one.target, Outcome.LIST)
        and night[0] <= record.at <= one.at
    ]
    return sorted(records, key=lambda record: record.at)
