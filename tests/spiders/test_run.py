import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spiders.run import main
from spiders.warcread import read_warc
from tests.spiders.crawl import command_for, plan_for, run_of
from tests.spiders.site import (
    Answer,
    Site,
    list_page,
    post_page,
    quiet_site,
    row,
    serving,
)


def slow_site() -> Site:
    """A bar whose posts never end, so that a run is in the middle whenever we look."""
    site = quiet_site()
    rows = [row(3000 + n, f"03-27 {23 - n // 60:02}:{59 - n % 60:02}:00") for n in range(200)]
    site.guba("/list,600519,f.html", Answer(list_page(rows)))
    site.guba("/list,600519,f_2.html", Answer(list_page([row(9, "03-01 09:00:00")])))
    for one in rows:
        site.guba(f"/news,600519,{one['post_id']}.html", Answer(post_page(one["post_id"])))
    return site


def wait_for_posts(site: Site, n: int) -> None:
    deadline = time.monotonic() + 30
    while len(site.paths()) < n + 3:
        assert time.monotonic() < deadline, "the crawl never got going"
        time.sleep(0.02)


def test_sigterm_seals_the_segment_with_a_ledger(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.1))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            wait_for_posts(site, 3)
            child.send_signal(signal.SIGTERM)
            out, _ = child.communicate(timeout=20)
    assert child.returncode == 1
    result = json.loads(out.decode().splitlines()[-1].removeprefix("RESULT "))
    assert result["finish_reason"] == "shutdown"
    (segment,) = (tmp_path / "raw").rglob("*.warc.gz")
    *_, last = read_warc(segment)
    assert last.url == "urn:guandian:ledger:guba"
    assert {one["state"] for one in result["rows"]} == {"partial", "empty"}


def test_the_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.1))
        code = "import subprocess,sys; subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)"
        with subprocess.Popen([sys.executable, "-c", code, *command]) as parent:
            wait_for_posts(site, 3)
            parent.kill()
        (segment,) = wait_for_file(tmp_path / "raw", "*.warc.gz")
        n_asked = len(site.asked)
        time.sleep(0.5)
        assert len(site.asked) == n_asked
    *_, last = read_warc(segment)
    assert json.loads(last.body)["finish_reason"] == "shutdown"


def wait_for_file(folder: Path, pattern: str) -> list[Path]:
    deadline = time.monotonic() + 20
    while not (found := list(folder.rglob(pattern))):
        assert time.monotonic() < deadline, f"no {pattern} appeared"
        time.sleep(0.05)
    return found


def test_a_killed_run_keeps_every_whole_record(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.05))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            wait_for_posts(site, 5)
            child.kill()
    (left,) = (tmp_path / "raw").rglob("*.open")
    posts = [one for one in read_warc(left) if one.visit and one.visit.outcome == "post"]
    assert len(posts) >= 4


def test_a_full_disk_ends_the_run_and_spares_what_is_kept(site: Site, tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    command = command_for(tmp_path, plan_for(tmp_path, site))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, preexec_fn=small_files
    )
    run = run_of(tmp_path, done.returncode, done.stdout, done.stderr)
    assert run.code == 1
    assert "no room for a record" in run.log or "cannot be written" in run.log
    assert len(site.paths()) < 8
    assert [one.kind for one in run.records][:2] == ["warcinfo", "response"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "the plan cannot be read"),
        ('{"source":"guba","date":"2025-03-27","since":"2025-03-28","raw":"r"}', "swap them"),
        (
            '{"source":"guba","date":"2025-03-27","since":"2025-03-27","raw":"r","replay":"no.gz"}',
            "replay file no.gz not found",
        ),
        (
            '{"source":"guba","date":"2025-03-27","since":"2025-03-27","raw":"r",'
            '"targets":[{"kind":"author","id":"7"}],"manners":{"contact":"x"}}',
            "guba has no targets of kind author",
        ),
    ],
)
def test_a_bad_plan_is_one_line_and_exit_2(
    tmp_path: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, "utf-8")
    assert main([str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


def test_without_a_plan_the_command_says_how_to_use_it() -> None:
    command = [sys.executable, "-m", "spiders.run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "usage: python -m spiders.run PLAN.json\n"
