"""Captures: what each visit said, kept once as Parquet beside its capture day."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows import contents, parquet
from flows.desk import desk
from flows.due import Known
from flows.folder import DataFolder
from flows.segments import Read
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES
from transforms.schema import Table, conform

Row = dict[str, Any]

# A visit that ended so found the post gone.
GONE = ("deleted", "never_existed")

# No post is captured earlier than it was published, give or take what clocks differ by.
CLOCK_SLACK = timedelta(days=1)

# The few columns that tell who was last seen when; bodies stay unread.
_TOLD = (
    "post_id native_id target bar_code alias_id url outcome fetched_at published_at published_date"
).split()
_OF_SIGHTS = [(name, "last") for name in ("native_id", "target", "bar_code", "alias_id", "url")]
_OF_SIGHTS += [("published_at", "first"), ("published_date", "first"), ("fetched_at", "last")]
_KNOWN = {
    "native_id": "native_id_last",
    "target": "target_last",
    "bar": "bar_code_last",
    "alias_id": "alias_id_last",
    "url": "url_last",
    "published_at": "published_at_first",
    "seen_at": "fetched_at_last",
}


class DamagedCaptures(Exception):
    """Raised for captures that cannot be read; the message says what to do."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Whatever cannot be read inside comes out as DamagedCaptures."""
    try:
        yield
    except (pa.ArrowInvalid, OSError) as error:
        why = " ".join(str(error).split())
        raise DamagedCaptures(
            f"{why}: delete the folder captures and rebuild, it is made anew from raw"
        ) from error


def unread(folder: DataFolder) -> list[Path]:
    """The sealed segments that have no captures yet, oldest first."""
    segments = sorted(folder.raw.glob("date=*/*.warc.gz"))
    return [segment for segment in segments if not path_of(folder, POST_CAPTURES, segment).exists()]


def store(folder: DataFolder, segment: Path, read: Read) -> None:
    """Keep the rows of a segment as captures, beside its capture day; whole files or none."""
    tables = [(COVERAGE_CAPTURES, read.coverage), (POST_CAPTURES, read.posts)]
    with desk(folder.captures / "_tmp") as own:
        for table, rows in tables:  # posts last: its file says that the segment is read
            final = path_of(folder, table, segment)
            name = f"{table.name}-{final.name}"
            own.write(name, parquet.to_bytes(conform(rows, table)))
            own.put(name, final)


def posts_of(folder: DataFolder, days: Iterable[date], as_of: datetime | None = None) -> list[Row]:
    """All visits up to `as_of` to the posts ever shown as published on one of the days.

    Where other visits show another day for one of them, also those to all posts of that day: who
    judges what many posts of a day have in common gets the same from every day's build.
    """
    known, told = _until(as_of), set(days)
    own = _shown_on(folder, told, known)
    rows = _visits_to(folder, own, known)
    others = {row["published_date"] for row in rows} - told - {None}
    beside = _shown_on(folder, others, known) - own
    return [*rows, *_visits_to(folder, beside, known)]


def _shown_on(folder: DataFolder, days: Collection[date], known: pc.Expression) -> set[str]:
    """The posts that visits showed as published on one of the days."""
    on_days = pc.field("published_date").isin(list(days))
    files = _about_days(folder, POST_CAPTURES, days)
    shown = _read(_dataset(files, POST_CAPTURES), on_days & known, ["post_id"])
    return set(shown["post_id"].to_pylist()) - {None}


def _visits_to(folder: DataFolder, post_ids: Collection[str], known: pc.Expression) -> list[Row]:
    of_posts = _is_one_of(post_ids) & known
    rows: list[Row] = _read(_holding(folder, post_ids), of_posts).to_pylist()
    return rows


def _is_one_of(post_ids: Iterable[str]) -> pc.Expression:
    return pc.field("post_id").isin(pa.array(sorted(post_ids), pa.string()))


def _holding(folder: DataFolder, post_ids: Collection[str]) -> ds.Dataset:
    """The files that hold one of the posts: bodies are most of a file, the others stay shut."""
    with damage_told():
        files = contents.about_posts(_files(folder, POST_CAPTURES), post_ids)
    return _dataset(files, POST_CAPTURES)


def _about_days(folder: DataFolder, table: Table, days: Collection[date]) -> list[str]:
    with damage_told():
        return contents.about_days(_files(folder, table), table, days)


def shown_days(folder: DataFolder, days: Collection[date]) -> set[date]:
    """Those of the days that any visit showed a post as published on; no text is read."""
    on_days = pc.field("published_date").isin(list(days))
    captured = _dataset(_about_days(folder, POST_CAPTURES, days), POST_CAPTURES)
    shown = _read(captured, on_days, ["published_date"])
    return set(pc.unique(shown["published_date"]).to_pylist())


def days_of_posts(folder: DataFolder, rows: Iterable[Row]) -> set[date]:
    """The days as published on which the posts of these visits were ever shown.

    A visit that found its post gone does not say, and an edit may say another day.
    """
    post_ids = {row["post_id"] for row in rows} - {None}
    shown = _read(_holding(folder, post_ids), _is_one_of(post_ids), ["published_date"])
    return set(pc.unique(shown["published_date"]).to_pylist()) - {None}


def coverage_of(
    folder: DataFolder, days: Collection[date], as_of: datetime | None = None
) -> list[Row]:
    """The ledgers' rows about the days, of all nights up to `as_of`."""
    known = _until(as_of, "observed_at")
    ledger = _dataset(_about_days(folder, COVERAGE_CAPTURES, days), COVERAGE_CAPTURES)
    rows: list[Row] = _read(ledger, pc.field("day").isin(list(days)) & known).to_pylist()
    return rows


def unread_of(
    folder: DataFolder, ledger: Iterable[Row], as_of: datetime | None = None
) -> list[Row]:
    """All visits up to `as_of` to posts that a reader failed on in one of the ledger's nights.

    Which day such a post is of nobody knows, unless another visit to it could be read.
    """
    ends = [row["observed_at"] for row in ledger]
    if not ends:
        return []
    # A night is half a day before and after midnight.
    first, last = min(ends) - timedelta(days=1), max(ends)
    in_nights = (pc.field("fetched_at") >= _instant(first)) & _until(min(last, as_of or last))
    is_unread = (pc.field("outcome") == "reject") & in_nights
    with damage_told():
        files = contents.with_outcome(files_since(folder, first.date()), "reject")
    unread = _read(_dataset(files, POST_CAPTURES), is_unread, ["post_id"])["post_id"]
    return _visits_to(folder, set(unread.to_pylist()) - {None}, _until(as_of))


def files_since(folder: DataFolder, since: date) -> list[str]:
    """The files of visits of capture days from `since` on, oldest first."""
    return _files(folder, POST_CAPTURES, since - CLOCK_SLACK)


def last_visits(
    folder: DataFolder,
    days: Sequence[date],
    source: str,
    as_of: datetime,
    old_after: timedelta | None = None,
) -> Iterator[Known]:
    """What visits up to `as_of` tell of each of the source's posts first published on the days.

    Also of those last seen at an age above `old_after`: a list brought them that shows no dates.
    """
    files = files_since(folder, min(days))
    telling = pc.field("outcome").isin(["post", *GONE])
    wanted = (pc.field("source") == source) & telling & _until(as_of)
    visits = _read(_dataset(files, POST_CAPTURES), wanted, _TOLD).sort_by("fetched_at")
    for batch in _last(visits, days, old_after).to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            yield Known(**row)


def _last(visits: pa.Table, days: Sequence[date], old_after: timedelta | None) -> pa.Table:
    """One row a post that was seen: the columns of `Known`; `visits` are oldest first."""
    is_sight = pc.field("outcome") == "post"
    # First and last are those of the rows' order only where one thread counts.
    seen = visits.filter(is_sight).group_by("post_id", use_threads=False).aggregate(_OF_SIGHTS)
    gone = visits.filter(~is_sight).group_by("post_id").aggregate([("fetched_at", "max")])
    wanted = pc.field("published_date_first").isin(list(days))
    if old_after is not None:
        age = pc.field("fetched_at_last") - pc.field("published_at_first")
        wanted |= age > pa.scalar(old_after, pa.duration("us"))
    last = seen.filter(wanted).join(gone, "post_id")
    is_gone = pc.fill_null(pc.greater(last["fetched_at_max"], last["fetched_at_last"]), False)
    columns = {name: last[column] for name, column in _KNOWN.items()}
    return pa.table({**columns, "is_gone": is_gone})


def path_of(folder: DataFolder, table: Table, segment: Path) -> Path:
    """Where what a segment says is kept."""
    stem = segment.name.removesuffix(".warc.gz")
    return folder.captures / table.name / segment.parent.name / f"{stem}.parquet"


def _files(folder: DataFolder, table: Table, since: date = date.min) -> list[str]:
    """The files of capture days from `since` on."""
    found = sorted((folder.captures / table.name).glob("date=*/*.parquet"))
    return [str(file) for file in found if file.parent.name >= f"date={since}"]


def _dataset(files: Sequence[str], table: Table) -> ds.Dataset:
    if not files:
        return ds.InMemoryDataset(table.schema.empty_table())
    return ds.dataset(files, schema=table.schema, format="parquet")


def _read(
    captured: ds.Dataset,
    wanted: pc.Expression,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    with damage_told():
        return captured.to_table(columns=columns, filter=wanted)


def _until(as_of: datetime | None, column: str = "fetched_at") -> pc.Expression:
    if as_of is None:
        return pc.scalar(True)
    return pc.field(column) <= _instant(as_of)


def _instant(at: datetime) -> pa.Scalar:
    return pa.scalar(at, pa.timestamp("us", tz="Asia/Shanghai"))
