import gzip
import hashlib
import itertools
import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows import tree
from flows.lake import Lake, LakeError
from tests.flows.test_lake import AT, FRIDAY, SATURDAY, THURSDAY, generations, night
from tests.processes import PROCESSES

# Every call that changes what is on the disk, or makes it last.
STEPS = ["mkdir", "fsync", "link", "symlink", "replace", "rename", "unlink", "rmdir"]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def link(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def publish(lake: Lake, link: Path, generation: int, *days: date) -> None:
    lake.publish(night(generation, *days), {"generation": generation}, AT)
    tree.sync(lake, link)


def shown(link: Path) -> dict[str, Path]:
    """The files under the link: what one would see, table/date=D → file."""
    files = [path for path in Path(os.path.realpath(link)).rglob("*") if path.is_file()]
    shown = {f"{path.parent.parent.name}/{path.parent.name}": path for path in files}
    assert len(shown) == len(files), "two files for one table and day"
    return shown


def trees_of(lake: Lake) -> list[str]:
    return sorted(path.name for path in (lake.root / "_trees").iterdir() if path.is_dir())


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def check_whole(lake: Lake, link: Path, allowed: set[int]) -> None:
    """The log parses, its files hold their checksum, and log and link each show one generation."""
    for path in (lake.root / "_log").glob("*"):
        assert json.loads(gzip.decompress(path.read_bytes()))["version"] == int(path.name[:12])
    for path in lake.files("posts") + lake.files("tags"):
        assert path.stem == hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    newest = lake.snapshot()
    assert generations(lake, THURSDAY) == generations(lake, FRIDAY)
    assert newest.made_by["generation"] in allowed
    in_tree = {path.name for path in shown(link).values()}
    assert in_tree in [
        {stored.file for days in entry.tables.values() for stored in days.values()}
        for entry in lake.log()
    ]


def check_nothing_stray(lake: Lake, link: Path) -> None:
    """Only named files in the store, no desk, two trees at most, the newest one linked."""
    named = {
        lake.path(table, day, stored)
        for entry in lake.log()
        for table, days in entry.tables.items()
        for day, stored in days.items()
    }
    assert set(lake.root.glob("[a-z]*/*/*")) == named
    assert names_in(lake.root) == ["_log", "_tmp", "_trees", "posts", "tags"]
    assert names_in(lake.root / "_tmp") == [".door"]
    assert names_in(link.parent) == ["lake", "tables"]
    assert len(trees_of(lake)) <= 2
    assert Path(os.path.realpath(link)).name == f"{lake.snapshot().version:012d}"
    newest = [*lake.files("posts"), *lake.files("tags")]
    assert sorted(p.name for p in shown(link).values()) == sorted(p.name for p in newest)


def test_the_link_shows_the_newest_publication_and_shares_its_files(lake: Lake, link: Path) -> None:
    publish(lake, link, 1)
    publish(lake, link, 2, FRIDAY, SATURDAY)
    assert set(shown(link)) == {
        f"{table}/date={day}" for table in ("posts", "tags") for day in (THURSDAY, FRIDAY, SATURDAY)
    }
    for path in lake.files("posts") + lake.files("tags"):
        assert shown(link)[f"{path.parent.parent.name}/{path.parent.name}"].samefile(path)
    assert not link.readlink().is_absolute()
    check_nothing_stray(lake, link)


def test_the_tree_before_stays_for_its_readers_and_older_ones_go(lake: Lake, link: Path) -> None:
    publish(lake, link, 1)
    before = os.path.realpath(link)
    publish(lake, link, 2)
    assert len(list(Path(before).rglob("*.parquet"))) == 4
    publish(lake, link, 3)
    assert trees_of(lake) == ["000000000002", "000000000003"]


def test_nothing_published_makes_no_link(lake: Lake, link: Path) -> None:
    assert tree.sync(lake, link) is None
    assert not link.is_symlink()
    assert not lake.root.exists()


def no_link(lake: Lake, link: Path) -> None:
    link.unlink()


def dangling_link(lake: Lake, link: Path) -> None:
    link.unlink()
    link.symlink_to("lake/_trees/000000000099")


def file_lost(lake: Lake, link: Path) -> None:
    next(iter(shown(link).values())).unlink()


def second_file(lake: Lake, link: Path) -> None:
    next(iter(shown(link).values())).with_name("part-0.parquet").write_bytes(b"x")


def stale_link(lake: Lake, link: Path) -> None:
    lake.publish(night(2), {"generation": 2}, AT)


def leftover_link(lake: Lake, link: Path) -> None:
    stale_link(lake, link)
    link.with_name(".tables.next").symlink_to("nowhere")


@pytest.mark.parametrize(
    "harm",
    [no_link, dangling_link, file_lost, second_file, stale_link, leftover_link],
)
def test_a_harmed_tree_is_mended(
    lake: Lake, link: Path, harm: Callable[[Lake, Path], None]
) -> None:
    publish(lake, link, 1)
    harm(lake, link)
    assert tree.sync(lake, link) == Path(os.path.realpath(link))
    check_nothing_stray(lake, link)


def test_a_tree_of_an_entry_that_was_taken_back_goes(lake: Lake, link: Path) -> None:
    publish(lake, link, 1)
    publish(lake, link, 2)
    (lake.root / "_log" / "000000000002.json.gz").unlink()
    tree.sync(lake, link)
    assert trees_of(lake) == ["000000000001"]
    assert generations(lake, FRIDAY) == {1}


def test_what_is_not_our_link_is_left_alone(lake: Lake, link: Path) -> None:
    link.mkdir()
    (link / "notes.txt").write_text("mine")
    with pytest.raises(LakeError, match="tables is not our link: move it away"):
        publish(lake, link, 1)
    assert (link / "notes.txt").read_text() == "mine"


def test_a_disk_without_hard_links_gets_copies(
    lake: Lake, link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.publish(night(1), {}, AT)

    def no_link(source: Any, target: Any) -> None:
        raise PermissionError(1, "Operation not permitted", str(source))

    monkeypatch.setattr(os, "link", no_link)
    tree.sync(lake, link)
    for path in lake.files("posts"):
        copy = shown(link)[f"posts/{path.parent.name}"]
        assert copy.read_bytes() == path.read_bytes()
        assert not copy.samefile(path)


def publish_and_die(lake: Lake, link: Path, generation: int, last_step: int) -> None:
    """Kill ourselves before the disk sees step number `last_step`."""
    count = itertools.count()

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **named: Any) -> Any:
            if next(count) == last_step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        return step

    for name in STEPS:
        setattr(os, name, dying(getattr(os, name)))
    publish(lake, link, generation)


def test_killed_before_every_step_the_next_run_ends_the_same(tmp_path: Path) -> None:
    for step in itertools.count():
        lake, link = Lake(tmp_path / str(step) / "lake"), tmp_path / str(step) / "tables"
        for generation in (1, 2):
            publish(lake, link, generation)
        child = PROCESSES.Process(target=publish_and_die, args=(lake, link, 3, step))
        child.start()
        child.join()
        check_whole(lake, link, {2, 3})
        publish(lake, link, 3)
        check_nothing_stray(lake, link)
        assert lake.snapshot().version == 3
        assert generations(lake, FRIDAY) == {3}
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
    assert step > 60


def publish_often(lake: Lake, link: Path, day: date) -> None:
    for generation in range(10):
        publish(lake, link, generation, day)


def test_writers_at_once_leave_the_link_at_the_newest(lake: Lake, link: Path) -> None:
    days = (THURSDAY, FRIDAY, SATURDAY)
    writers = [PROCESSES.Process(target=publish_often, args=(lake, link, day)) for day in days]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert lake.snapshot().version == 30
    check_nothing_stray(lake, link)


def test_a_slow_sync_does_not_turn_the_link_back(
    lake: Lake, link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = PROCESSES.Process(target=publish, args=(lake, link, 2))
    point = tree._point

    def slowly(*where: Path) -> None:
        other.start()
        other.join(0.5)
        point(*where)

    monkeypatch.setattr(tree, "_point", slowly)
    publish(lake, link, 1)
    other.join()
    check_nothing_stray(lake, link)
    assert lake.snapshot().version == 2


def publish_for_ever(lake: Lake, link: Path) -> None:
    for generation in itertools.cycle([1, 2, 3]):
        publish(lake, link, generation)


def test_killed_at_random_instants_nothing_is_torn(lake: Lake, link: Path) -> None:
    publish(lake, link, 1)
    chance = random.Random(20250327)
    for _ in range(30):
        before = lake.snapshot().version
        child = PROCESSES.Process(target=publish_for_ever, args=(lake, link))
        child.start()
        while lake.snapshot().version == before:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.06))
        child.kill()
        child.join()
        check_whole(lake, link, {1, 2, 3})
    for generation in (1, 2, 3):
        publish(lake, link, generation)
    check_nothing_stray(lake, link)
