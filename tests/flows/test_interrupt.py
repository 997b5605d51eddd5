"""Ctrl-C in the middle of a run: a real process group, as a terminal would interrupt it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def running(group: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == group and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def test_a_run_ends_at_once_and_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from flows.cli import main; main()", "demo"]
    log = tmp_path / "log"
    with log.open("wb") as out:
        run = subprocess.Popen(
            [*command, "--data", str(tmp_path / "data")],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "PREFECT_HOME": str(tmp_path / "prefect")},
        )
    give_up_at = time.monotonic() + 90
    while "Beginning flow run" not in log.read_text():
        assert time.monotonic() < give_up_at
        assert run.poll() is None, log.read_text()
        time.sleep(0.05)
    interrupted_at = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(20) == 130
    assert time.monotonic() - interrupted_at < 10
    while left := running(run.pid):
        assert time.monotonic() - interrupted_at < 20, left
        time.sleep(0.05)
    assert "Traceback" not in log.read_text()
    assert log.read_text().count("guandian: stopped") == 1
