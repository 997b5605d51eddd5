import gzip
import hashlib
import json
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from flows import parquet
from flows.lake import DayMoved, Lake, LakeError, SchemaChanged
from flows.locks import DayBusy, day_lock
from tests.processes import PROCESSES

AT = datetime(2025, 3, 28, 1, 30, tzinfo=UTC)
THURSDAY, FRIDAY, SATURDAY = date(2025, 3, 27), date(2025, 3, 28), date(2025, 3, 29)

Days = dict[date, dict[str, pa.Table]]


def table(generation: int, n: int) -> pa.Table:
    rows = {"post_id": [f"guba:{i}" for i in range(n)], "generation": [generation] * n}
    schema = pa.schema([("post_id", pa.string()), ("generation", pa.int64())])
    return pa.table(rows, schema=schema)


def night(generation: int, *days: date) -> Days:
    return {
        day: {"posts": table(generation, 40), "tags": table(generation, 30 + generation % 5)}
        for day in days or (THURSDAY, FRIDAY)
    }


def stored_files(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("[a-z]*/date=*/*"))


def generations(lake: Lake, day: date) -> set[int]:
    """Which generations the newest publication shows of `day`; one, unless it is mixed."""
    files = lake.files("posts", day, day) + lake.files("tags", day, day)
    return {row for path in files for row in parquet.read(path)["generation"].to_pylist()}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_one_commit_switches_every_table_of_every_day(lake: Lake) -> None:
    made_by = {"run": "r1", "captures": ["a", "b"]}
    published = lake.publish(night(1), made_by, AT)
    assert (published.version, published.changed) == (1, True)
    assert published.replaced[("tags", FRIDAY)] == (None, 31)
    assert len(published.replaced) == 4
    newest = lake.snapshot()
    assert (newest.parent, newest.made_by, newest.made_at) == (0, made_by, AT)
    assert [len(lake.files("posts")), len(lake.files("tags")), len(lake.log())] == [2, 2, 1]


def test_files_are_named_by_their_bytes(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    paths = stored_files(lake.root)
    assert paths == sorted(lake.files("posts") + lake.files("tags"))
    for path in paths:
        assert path.stem == hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        assert not path.stat().st_mode & 0o222


def test_the_entry_is_plain_json_without_a_wall_clock_of_its_own(lake: Lake) -> None:
    lake.publish(night(1, THURSDAY), {"run": "r1"}, AT)
    data = (lake.root / "_log" / "000000000001.json.gz").read_bytes()
    assert data[4:8] == bytes(4)
    entry = json.loads(gzip.decompress(data))
    assert list(entry) == ["version", "parent", "made_by", "made_at", "tables"]
    path = lake.files("posts")[0]
    described = {"file": path.name, "rows": 40, "bytes": path.stat().st_size}
    assert entry["tables"]["posts"] == {"2025-03-27": described}


def test_the_same_bytes_make_no_entry(lake: Lake) -> None:
    lake.publish(night(1), {"run": "r1"}, AT)
    before = {path: path.stat().st_ino for path in stored_files(lake.root)}
    again = lake.publish(night(1), {"run": "r2"}, AT)
    assert (again.version, again.changed, again.replaced) == (1, False, {})
    assert {path: path.stat().st_ino for path in stored_files(lake.root)} == before


def test_a_lost_or_damaged_file_is_mended_by_the_same_publish(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    lost, damaged = lake.files("posts")
    lost.unlink()
    damaged.chmod(0o644)
    damaged.write_bytes(b"x")
    assert not lake.publish(night(1), {}, AT).changed
    assert generations(lake, THURSDAY) == generations(lake, FRIDAY) == {1}


def test_a_day_is_replaced_also_by_nothing(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    empty: Days = {FRIDAY: {"posts": table(2, 0), "tags": table(2, 0)}}
    published = lake.publish(empty, {}, AT)
    assert published.replaced == {("posts", FRIDAY): (40, 0), ("tags", FRIDAY): (31, 0)}
    (path,) = lake.files("posts", FRIDAY)
    assert parquet.read(path).schema.equals(table(1, 1).schema)
    assert generations(lake, THURSDAY) == {1}
    assert len(lake.files("posts", FRIDAY, FRIDAY, version=1)) == 1
    assert parquet.read(lake.files("posts", FRIDAY, version=1)[0]).num_rows == 40


def test_only_what_differs_is_called_replaced_and_unnamed_tables_stay(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    published = lake.publish({FRIDAY: {"posts": table(1, 40), "funds": table(1, 2)}}, {}, AT)
    assert published.replaced == {("funds", FRIDAY): (None, 2)}
    assert set(lake.snapshot().of_day(FRIDAY)) == {"posts", "tags", "funds"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, [THURSDAY, FRIDAY, SATURDAY]),
        (FRIDAY, None, [FRIDAY, SATURDAY]),
        (None, THURSDAY, [THURSDAY]),
        (FRIDAY, FRIDAY, [FRIDAY]),
        (SATURDAY, THURSDAY, []),
    ],
)
def test_files_of_a_span_of_days(
    lake: Lake, start: date | None, end: date | None, expected: list[date]
) -> None:
    lake.publish(night(1, SATURDAY, THURSDAY, FRIDAY), {}, AT)
    days = [path.parent.name for path in lake.files("posts", start, end)]
    assert days == [f"date={day}" for day in expected]


def test_an_empty_lake_has_version_0_and_no_files(lake: Lake) -> None:
    assert lake.snapshot().version == 0
    assert (lake.files("posts"), lake.log()) == ([], [])
    assert not lake.root.exists()


def test_a_day_that_moved_is_refused_and_other_days_are_not(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    lake.publish(night(2, FRIDAY), {}, AT, expect=1)
    with pytest.raises(DayMoved, match="2025-03-28 was published by another run"):
        lake.publish(night(3, FRIDAY), {}, AT, expect=1)
    assert lake.publish(night(3, THURSDAY), {}, AT, expect=1).version == 3
    assert not lake.publish(night(2, FRIDAY), {}, AT, expect=1).changed
    assert len(stored_files(lake.root)) == 8


def test_a_run_that_began_on_an_empty_lake_may_say_so(lake: Lake) -> None:
    assert lake.publish(night(1), {}, AT, expect=0).version == 1
    with pytest.raises(DayMoved):
        lake.publish(night(2), {}, AT, expect=0)
    with pytest.raises(LakeError, match="no publication 7"):
        lake.publish(night(2), {}, AT, expect=7)


def test_a_new_schema_is_refused_unless_it_comes_for_all_days(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    wider = table(2, 3).append_column("device", pa.array(["iPhone"] * 3))
    with pytest.raises(SchemaChanged, match=r"posts has other columns .*\(device\)"):
        lake.publish({FRIDAY: {"posts": wider}}, {}, AT)
    with pytest.raises(SchemaChanged, match="posts has other columns"):
        lake.publish({THURSDAY: {"posts": wider}, FRIDAY: {"posts": table(2, 3)}}, {}, AT)
    assert len(stored_files(lake.root)) == 4
    published = lake.publish({day: {"posts": wider} for day in (THURSDAY, FRIDAY)}, {}, AT)
    assert published.version == 2


def test_a_date_column_is_refused(lake: Lake) -> None:
    dated = table(1, 1).append_column("date", pa.array([FRIDAY]))
    with pytest.raises(SchemaChanged, match="the path says it"):
        lake.publish({FRIDAY: {"posts": dated}}, {}, AT)


def file_for_root(lake: Lake) -> None:
    lake.root.write_text("")


def file_for_table(lake: Lake) -> None:
    lake.root.mkdir()
    (lake.root / "posts").write_text("")


def file_for_log(lake: Lake) -> None:
    lake.root.mkdir()
    (lake.root / "_log").write_text("")


@pytest.mark.parametrize("spoil", [file_for_root, file_for_table, file_for_log])
def test_what_the_disk_refuses_is_one_line_with_advice(
    lake: Lake, spoil: Callable[[Lake], None]
) -> None:
    spoil(lake)
    with pytest.raises(LakeError, match=r"lake.*: move away the file") as raised:
        lake.publish(night(1), {}, AT)
    assert "\n" not in str(raised.value)


def publish_on_a_full_disk(root: Path) -> str:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
    try:
        Lake(root).publish(night(2), {}, AT)
    except LakeError as error:
        return str(error)
    return "published"


def test_a_full_disk_publishes_nothing(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    with ProcessPoolExecutor(1, PROCESSES) as pool:
        said = pool.submit(publish_on_a_full_disk, lake.root).result()
    assert said.endswith("free some room and run again")
    assert lake.snapshot().version == 1
    assert len(stored_files(lake.root)) == 4
    assert not [path for path in (lake.root / "_tmp").iterdir() if path.is_dir()]


def test_a_damaged_entry_is_named(lake: Lake) -> None:
    lake.publish(night(1), {}, AT)
    path = lake.root / "_log" / "000000000001.json.gz"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(LakeError, match=r"000000000001.json.gz cannot be read"):
        lake.snapshot()


def write_often(root: Path, writer: int, day: date) -> tuple[int, int]:
    """Publications made and refused in 10 attempts."""
    made = refused = 0
    for attempt in range(10):
        try:
            made += Lake(root).publish(night(100 * writer + attempt, day), {}, AT).changed
        except DayMoved:
            refused += 1
    return made, refused


@pytest.mark.parametrize("days", [(THURSDAY, FRIDAY, SATURDAY), (FRIDAY, FRIDAY, FRIDAY)])
def test_writers_at_once_lose_no_update(lake: Lake, days: tuple[date, ...]) -> None:
    with ProcessPoolExecutor(len(days), PROCESSES) as pool:
        results = list(pool.map(write_often, [lake.root] * 3, [1, 2, 3], days))
    made = sum(made for made, _ in results)
    assert made + sum(refused for _, refused in results) == 30
    assert [entry.version for entry in lake.log()] == list(range(1, made + 1))
    if len(set(days)) == 3:
        assert made == 30
        assert [generations(lake, day) for day in days] == [{109}, {209}, {309}]
    else:
        assert len(generations(lake, FRIDAY)) == 1


def hold_days(folder: Path, go: Path, days: list[date]) -> None:
    with day_lock(folder, days):
        go.write_text("held")
        PROCESSES.Event().wait(60)


def test_a_day_has_one_writer_and_a_dead_one_frees_it(tmp_path: Path) -> None:
    folder, go = tmp_path / "locks", tmp_path / "go"
    holder = PROCESSES.Process(target=hold_days, args=(folder, go, [FRIDAY, THURSDAY]))
    holder.start()
    while not go.exists():
        holder.join(0.01)
    busy = pytest.raises(DayBusy, match="2025-03-28 is being written")
    with busy, day_lock(folder, [SATURDAY, FRIDAY]):
        pass
    with day_lock(folder, [SATURDAY]):
        pass
    holder.kill()
    with day_lock(folder, [FRIDAY, THURSDAY], timeout=10):
        holder.join()
    assert holder.exitcode == -9
