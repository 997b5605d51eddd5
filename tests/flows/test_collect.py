import logging
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows import collect
from flows.collect import CollectFailed
from flows.folder import DataFolder
from flows.segments import read_segment
from flows.unspoken import write_failed_ledger
from flows.verdict import check, is_short
from spiders.plan import Plan, Target
from tests.flows.archive import FIRST, post, seal
from tests.spiders.crawl import plan_for
from tests.spiders.site import Answer, Site, quiet_site, serving

LOG = logging.getLogger("tests.collect")
NOWHERE = Site(origin="http://127.0.0.1:9")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(quiet_site()) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def segments_of(folder: DataFolder) -> list[Path]:
    return sorted(folder.raw.glob("date=*/*"))


def test_a_crawl_gives_its_word_and_a_sealed_segment(folder: DataFolder, site: Site) -> None:
    result = collect.crawl(folder, plan_for(folder.root, site), LOG)
    check(result)
    assert (result.source, result.finish_reason, is_short(result)) == ("guba", "finished", False)
    assert result.ended == {"post": 3, "deleted": 1}
    assert result.outcomes["post"] == 3
    assert [one["native_id"] for one in result.handed_on] == ["20250327210453000020070"]
    (segment,) = segments_of(folder)
    assert result.segment == segment.name
    assert len(read_segment(segment).coverage) == 2


def test_the_childs_log_is_ours_at_its_own_level(
    folder: DataFolder, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.guba("/news,300308,2006.html", Answer("busy", 503))
    with caplog.at_level(logging.DEBUG, LOG.name):
        collect.crawl(folder, plan_for(folder.root, site), LOG)
    said = {record.getMessage(): record.levelname for record in caplog.records}
    assert said["Spider opened"] == "INFO"
    gave_up = next(line for line in said if line.startswith("Gave up retrying"))
    assert said[gave_up] in ("WARNING", "ERROR")
    # What Scrapy tells of itself at every start is there for who looks for it.
    assert {level for line, level in said.items() if "Scrapy " in line} == {"DEBUG"}
    assert not [line for line in said if line.startswith("RESULT")]
    assert next(line for line in said if line.startswith("guba: visits {"))


def playing(folder: Path, script: str) -> str:
    """A program that stands in for the spider's Python."""
    path = folder / "spider"
    path.write_text(f"#!{sys.executable}\nimport os, sys\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "words", "can_pass"),
    [
        ("sys.exit(7)", "guba: the spider ended with code 7: it said nothing", False),
        ("print('oh no'); print(); sys.exit(1)", "ended with code 1: oh no", False),
        ("sys.stderr.write('ImportError: x'); sys.exit(1)", "code 1: ImportError: x", False),
        ("os.kill(os.getpid(), 9)", "the spider ended with code -9: it said nothing", True),
    ],
)
def test_a_child_that_dies_without_a_result_is_told(
    folder: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    words: str,
    can_pass: bool,
) -> None:
    monkeypatch.setattr(sys, "executable", playing(folder.root, script))
    with pytest.raises(CollectFailed) as raised:
        collect.crawl(folder, plan_for(folder.root, NOWHERE), LOG)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.can_pass is can_pass
    (segment,) = segments_of(folder)
    ledger = read_segment(segment).coverage
    assert {(row["state"], row["claimed"], row["posts"]) for row in ledger} == {("failed", None, 0)}
    said = words.removeprefix("guba: ")
    assert all(said in row["reason"] for row in ledger)
    assert raised.value.crawl is None


def test_lines_of_a_traceback_keep_the_level_of_their_first(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [
        "2025-03-28 01:30:00 [guba] ERROR: it broke",
        "Traceback (most recent call last):",
        "  File x",
        "2025-03-28 01:30:01 [guba] INFO: and on",
    ]
    monkeypatch.setattr(sys, "executable", playing(folder.root, f"print({chr(10).join(lines)!r})"))
    with caplog.at_level(logging.DEBUG, LOG.name), pytest.raises(CollectFailed, match="and on"):
        collect.crawl(folder, plan_for(folder.root, NOWHERE), LOG)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "it broke"),
        ("ERROR", "Traceback (most recent call last):"),
        ("ERROR", "  File x"),
        ("INFO", "and on"),
    ]


def test_a_plan_that_must_not_be_run_is_told(folder: DataFolder, site: Site) -> None:
    bad = plan_for(folder.root, site, targets=(Target("author", "7"),))
    with pytest.raises(CollectFailed, match="code 2: guba has no targets of kind author") as raised:
        collect.crawl(folder, bad, LOG)
    assert not raised.value.can_pass
    assert site.asked == []


def test_of_a_crawl_without_a_word_only_what_it_walks_has_failed(folder: DataFolder) -> None:
    targets = (Target("feed", "https://a.example/feed"), Target("host", "b.example"))
    plan = plan_for(folder.root, NOWHERE, "feed", targets)
    rows = read_segment(write_failed_ledger(plan, "it broke")).coverage
    assert {(row["target"], row["state"]) for row in rows} == {(targets[0].id, "failed")}


def test_what_a_killed_crawl_left_is_sealed_and_read(folder: DataFolder, site: Site) -> None:
    left = seal(folder, FIRST, [post(1), post(2)])
    torn = left.with_name(left.name + ".open")
    torn.write_bytes(left.read_bytes()[:-30])
    left.unlink()
    other = folder.raw / "date=2025-03-28" / "caifuhao-1.warc.gz.open"
    other.write_bytes(b"")
    collect.crawl(folder, plan_for(folder.root, site), LOG)
    assert [row["native_id"] for row in read_segment(left).posts] == ["1", "2"]
    assert not torn.exists()
    # Another source's may be on the way still.
    assert other.exists()


CRAWL = """
import logging, sys
from pathlib import Path
from flows import collect
from flows.folder import DataFolder
from spiders.plan import Plan
plan = Plan.from_json(Path(sys.argv[1]).read_text("utf-8"))
collect.crawl(DataFolder(Path(sys.argv[2])), plan, logging.getLogger())
"""


@contextmanager
def crawling(folder: DataFolder, site: Site, plan: Plan) -> Iterator[subprocess.Popen[bytes]]:
    """A process that crawls slowly, once its spider is on the way."""
    file = folder.root / "slow.json"
    file.write_text(plan.to_json(), "utf-8")
    command = [sys.executable, "-c", CRAWL, str(file), str(folder.root)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as parent:
        try:
            wait_until(lambda: len(site.asked) >= 2)
            yield parent
        finally:
            parent.kill()


def wait_until(is_so: Any) -> None:
    give_up_at = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < give_up_at, "it never came about"
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]


def test_a_source_is_crawled_once_at_a_time_and_its_child_dies_with_its_parent(
    folder: DataFolder, site: Site
) -> None:
    plan = plan_for(folder.root, site, delay_s=0.4)
    with crawling(folder, site, plan) as parent:
        with pytest.raises(CollectFailed, match="guba is being collected by another run") as busy:
            collect.crawl(folder, plan, LOG)
        assert not busy.value.can_pass
        (spider,) = children_of(parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        wait_until(lambda: not is_alive(spider))
    n_asked = len(site.asked)
    assert n_asked < 8
    again = collect.crawl(folder, plan_for(folder.root, site), LOG)
    assert again.outcomes["post"] == 3
    assert not [path for path in segments_of(folder) if path.suffix == ".open"]


def test_a_spider_that_outlives_its_parent_holds_the_source_until_it_ends(
    folder: DataFolder, site: Site
) -> None:
    """Its request in flight may take up to 45 s: until then nobody else may visit its hosts."""
    answer_at_last = threading.Event()
    site.guba("/list,600519,f.html", Answer("late", not_before=answer_at_last))
    plan = plan_for(folder.root, site)
    with crawling(folder, site, plan) as parent:
        (spider,) = children_of(parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert is_alive(spider)
        with pytest.raises(CollectFailed, match="by another run"):
            collect.crawl(folder, plan, LOG)
        answer_at_last.set()
        wait_until(lambda: not is_alive(spider))
    site.guba("/list,600519,f.html", Answer("gone", 404))
    assert collect.crawl(folder, plan, LOG).outcomes["failed"] == 1
