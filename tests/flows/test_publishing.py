import itertools
import os
import random
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.lib
import pytest

from flows import build, parquet, query
from flows.folder import DataFolder
from flows.lake import Lake
from flows.locks import DayBusy, day_lock
from tests.flows.archive import FIRST, SECOND, keep, no_post, post, row, seal
from tests.processes import PROCESSES
from transforms.tables import TABLES

DAYS = [date(2025, 3, n) for n in (26, 27, 28)]
AFTER_FIRST = datetime(2025, 3, 28, 12, tzinfo=UTC)
AT = datetime(2025, 3, 29, 12, tzinfo=UTC)

Bytes = dict[str, bytes]
Counts = tuple[int, int]


def rebuild(folder: DataFolder, as_of: datetime | None = None) -> None:
    built = {day: build.build(folder, day, as_of) for day in DAYS}
    build.publish(folder, built, {"flow": "test"}, AT)


def rebuild_for_ever(folder: DataFolder) -> None:
    for as_of in itertools.cycle([AFTER_FIRST, None]):
        rebuild(folder, as_of)


def shown(folder: DataFolder) -> Bytes:
    real = Path(os.path.realpath(folder.tables))
    return {
        path.relative_to(real).as_posix(): path.read_bytes() for path in real.rglob("*.parquet")
    }


class Reader(threading.Thread):
    """Counts posts and observations in a loop, in turn with pandas and with DuckDB."""

    def __init__(self, tables: Path) -> None:
        super().__init__()
        self.tables = tables
        self.seen: list[Counts] = []
        self.lost = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        for read in itertools.cycle([by_pandas, by_duckdb]):
            if self.is_over.is_set():
                return
            try:
                self.seen.append(read(Path(os.path.realpath(self.tables))))
            except (OSError, query.QueryError, pyarrow.lib.ArrowInvalid, duckdb.Error):
                # Its tree went away while it read: loud, and right the next time.
                self.lost += 1


def by_pandas(real: Path) -> Counts:
    posts, visits = (len(pd.read_parquet(real / name)) for name in ("posts", "observations"))
    return posts, visits


def by_duckdb(real: Path) -> Counts:
    sql = "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM observations)"
    (counts,) = query.run(real, sql)[1]
    return int(counts[0]), int(counts[1])


def logged(lake: Lake, version: int) -> Counts:
    """Posts and visits to them in a publication, by its log entry."""
    tables = lake.snapshot(version).tables
    posts, visits = (
        sum(stored.rows for stored in tables[name].values()) for name in ("posts", "observations")
    )
    return posts, visits


def check_nothing_stray(folder: DataFolder) -> None:
    """Only files that the log names, no desk, two trees at most and the newest one linked."""
    lake = Lake(folder.lake)
    named = {
        lake.path(table, day, stored)
        for entry in lake.log()
        for table, days in entry.tables.items()
        for day, stored in days.items()
    }
    assert set(lake.root.glob("[a-z]*/*/*")) == named
    assert not [path for path in (lake.root / "_tmp").iterdir() if path.is_dir()]
    trees = [path.name for path in (lake.root / "_trees").iterdir() if path.is_dir()]
    assert len(trees) <= 2
    assert Path(os.path.realpath(folder.tables)).name == f"{lake.snapshot().version:012d}"
    assert not [path for path in folder.root.iterdir() if path.name.endswith(".next")]


def test_killed_at_random_instants_no_reader_sees_half_and_the_next_run_ends_the_same(
    own_nights: DataFolder,
) -> None:
    lake = Lake(own_nights.lake)
    whole, before = shown(own_nights), lake.snapshot()
    reader = Reader(own_nights.tables)
    reader.start()
    chance = random.Random(20250327)
    for _ in range(12):
        version = lake.snapshot().version
        child = PROCESSES.Process(target=rebuild_for_ever, args=(own_nights,))
        child.start()
        while lake.snapshot().version == version:
            assert child.is_alive()
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.4))
        child.kill()
        child.join()
        assert child.exitcode == -9
    rebuild(own_nights, AFTER_FIRST)
    rebuild(own_nights)
    reader.is_over.set()
    reader.join()
    assert set(reader.seen) == {logged(lake, 1), logged(lake, 2)}
    assert len(reader.seen) > 12, f"{reader.lost} reads lost their tree"
    assert shown(own_nights) == whole
    assert lake.snapshot().tables == before.tables
    check_nothing_stray(own_nights)


# The first publication knew lists of later days too; as of its night they are left out.
MENTIONS = ("fund_mentions", "instrument_mentions")
OF_NEWER_LISTS = ["name_now", "registry_version"]


def test_what_was_knowable_after_the_first_night_is_what_it_published(
    own_nights: DataFolder,
) -> None:
    lake = Lake(own_nights.lake)
    then = lake.snapshot(1).tables
    rebuild(own_nights, AFTER_FIRST)
    now = lake.snapshot().tables
    for day in DAYS[:2]:
        others = {table.name for table in TABLES} - set(MENTIONS)
        assert {name: now[name][day] for name in others} == {
            name: then[name][day] for name in others
        }
        for table in MENTIONS:
            before, after = (
                parquet.read(lake.files(table, day, day, version)[0]).drop_columns(OF_NEWER_LISTS)
                for version in (1, None)
            )
            assert after == before
    assert by_pandas(own_nights.tables) == logged(lake, 1)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_later_night_replaces_a_day_whole_also_by_nothing(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1), post(2)], [row("2025-03-27", "partial")]))
    rebuild(folder)
    (partial,) = states(folder)
    assert (n_posts(folder), partial) == (2, "partial")
    keep(folder, seal(folder, SECOND, [no_post(2, "deleted"), post(3)], [row("2025-03-27")]))
    rebuild(folder)
    assert (n_posts(folder), states(folder)) == (3, ["complete"])
    deleted = "SELECT post_id FROM posts WHERE deleted_at IS NOT NULL"
    assert query.run(folder.tables, deleted)[1] == [("guba:2",)]
    for captured in folder.captures.glob("*/date=*/*.parquet"):
        captured.unlink()
    rebuild(folder)
    assert (n_posts(folder), states(folder)) == (0, [])


def n_posts(folder: DataFolder) -> int:
    [(n,)] = query.run(folder.tables, "SELECT count(*) FROM posts")[1]
    return int(n)


def states(folder: DataFolder) -> list[str]:
    return [state for (state,) in query.run(folder.tables, "SELECT state FROM coverage")[1]]


def test_only_named_days_change(folder: DataFolder) -> None:
    visits = [post(1), post(2, "2025-03-26 10:00:00")]
    keep(folder, seal(folder, FIRST, visits))
    rebuild(folder)
    before = shown(folder)
    keep(folder, seal(folder, SECOND, [post(3), post(4, "2025-03-26 11:00:00")]))
    day = DAYS[1]
    build.publish(folder, {day: build.build(folder, day)}, {}, AT)
    changed = {name for name, data in shown(folder).items() if before.get(name) != data}
    assert changed
    assert {name.split("/")[1] for name in changed} == {"date=2025-03-27"}


def test_days_known_to_captures_and_to_the_log(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1)], [row("2025-03-26", "empty")]))
    assert build.captured_days(folder, DAYS) == set(DAYS[:2])
    assert build.captured_days(folder, DAYS[2:]) == set()
    assert build.published_days(folder) == set()
    rebuild(folder)
    assert build.published_days(folder) == set(DAYS)


def test_a_day_that_another_run_writes_is_refused(prefect_api: str, own_nights: DataFolder) -> None:
    from flows.publishing import build_and_publish

    before = Lake(own_nights.lake).snapshot()
    with (
        day_lock(own_nights.locks, [DAYS[1]]),
        pytest.raises(DayBusy, match="2025-03-27 is being written by another run"),
    ):
        build_and_publish(own_nights, DAYS, {})
    assert Lake(own_nights.lake).snapshot() == before
