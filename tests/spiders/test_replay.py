import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from spiders.plan import Target
from spiders.replay import index_night
from spiders.warcread import read_warc
from tests.spiders.crawl import BAR, Run, as_night, plan_for, run_plan
from tests.spiders.site import quiet_site, serving


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """A crawl of the small site and its responses as a night of their own."""
    folder = tmp_path_factory.mktemp("first")
    with serving(quiet_site()) as site:
        run = run_plan(folder, plan_for(folder, site))
    return run, as_night(run.segment, folder / "night.warc.gz")


def test_a_replay_gives_the_same_records_and_states(
    first: tuple[Run, Path], tmp_path: Path
) -> None:
    live, night = first
    run = run_plan(tmp_path, plan_for(tmp_path, replay=night))
    assert run.code == 0
    kept = [one for one in read_warc(night) if one.kind == "response"]
    again = [one for one in run.records if one.kind == "response"]
    assert [replace(one, offset=0) for one in again] == [replace(one, offset=0) for one in kept]
    for name in ("rows", "handed_on", "outcomes"):
        assert run.result[name] == live.result[name]
    assert run.records[-1].at == kept[-1].at


def test_a_replay_again_is_the_same_file(first: tuple[Run, Path], tmp_path: Path) -> None:
    _, night = first
    plan = plan_for(tmp_path, replay=night, targets=(BAR, Target("bar", "300750")))
    once = run_plan(tmp_path, plan)
    content = once.segment.read_bytes()
    twice = run_plan(tmp_path, plan)
    assert twice.segment == once.segment
    assert once.segment.parent.name == "date=2025-03-28"
    assert once.segment.name.startswith("guba-2025-03-27-replay-")
    assert twice.segment.read_bytes() == content


def test_what_the_archive_lacks_is_missing_by_name(first: tuple[Run, Path], tmp_path: Path) -> None:
    _, night = first
    missing = Target("bar", "300750")
    run = run_plan(tmp_path, plan_for(tmp_path, replay=night, targets=(missing, BAR)))
    assert run.visits("list")[0] == ("300750", "missing")
    states = run.states()
    assert states["300750", "2025-03-27"] == "failed"
    assert states["600519", "2025-03-27"] == "complete"
    assert "Traceback" not in run.log
    assert run.result["stats"]["log_errors"] == 0


def test_a_torn_archive_is_replayed_as_far_as_it_goes(
    first: tuple[Run, Path], tmp_path: Path
) -> None:
    _, night = first
    torn = tmp_path / "torn.warc.gz.open"
    torn.write_bytes(night.read_bytes()[:-60])
    run = run_plan(tmp_path, plan_for(tmp_path, replay=torn))
    assert run.code == 0
    assert ("2004", "missing") in run.visits()
    assert "1 of 2 posts missing: missing" in run.reasons()
    assert "torn" in run.log or "damaged" in run.log


def test_only_the_night_of_the_date_is_served(first: tuple[Run, Path], tmp_path: Path) -> None:
    _, night = first
    plan = plan_for(tmp_path, replay=night)
    assert len(index_night(plan)) > 8
    for days in (-1, 1):
        day = plan.date + timedelta(days=days)
        assert index_night(replace(plan, date=day, since=plan.since + timedelta(days=-1))) == {}


def test_in_a_replay_nothing_can_connect_or_look_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"""
import socket
from spiders.replay import NetworkForbidden, forbid_network
socket.create_connection(("127.0.0.1", {port})).close()
forbid_network()
for reach in (
    lambda: socket.create_connection(("127.0.0.1", {port})),
    lambda: socket.socket().connect(("127.0.0.1", {port})),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.gethostbyname("localhost"),
):
    try:
        reach()
    except NetworkForbidden:
        continue
    raise SystemExit("reached the network")
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
