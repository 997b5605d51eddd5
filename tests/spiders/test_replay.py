import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from spiders.plan import Plan, Target
from spiders.replay import index_night
from spiders.warcread import read_warc
from tests.spiders.crawl import BAR, Run, as_night, plan_for, run_plan
from tests.spiders.site import Site

MISSING = Target("bar", "300750")


@pytest.fixture(scope="module")
def first(quiet: tuple[Site, Run], tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """A crawl of the small site and its responses as a night of their own."""
    _, run = quiet
    return run, as_night(run.segment, tmp_path_factory.mktemp("first") / "night.warc.gz")


@pytest.fixture(scope="module")
def replayed(first: tuple[Run, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Plan]:
    """The night replayed, with a bar that it does not hold asked for first."""
    folder = tmp_path_factory.mktemp("replayed")
    plan = plan_for(folder, replay=first[1], targets=(MISSING, BAR))
    return run_plan(folder, plan), plan


def test_a_replay_gives_the_same_records_and_states(
    first: tuple[Run, Path], replayed: tuple[Run, Plan]
) -> None:
    (live, night), (run, _) = first, replayed
    assert run.code == 0
    kept = [one for one in read_warc(night) if one.kind == "response"]
    again = [one for one in run.records if one.kind == "response"]
    assert [replace(one, offset=0) for one in again] == [replace(one, offset=0) for one in kept]
    assert run.result["handed_on"] == live.result["handed_on"]
    assert run.result["outcomes"] == {**live.result["outcomes"], "missing": 1}
    rows = [one for one in run.result["rows"] if one["target"] == BAR.id]
    assert rows == live.result["rows"]
    assert run.records[-1].at == kept[-1].at


def test_a_replay_again_is_the_same_file(replayed: tuple[Run, Plan], tmp_path: Path) -> None:
    once, plan = replayed
    content = once.segment.read_bytes()
    twice = run_plan(tmp_path, replace(plan, raw=tmp_path / "raw"))
    assert twice.segment.parent.name == "date=2025-03-28"
    assert twice.segment.name.startswith("guba-2025-03-27-replay-")
    assert (twice.segment.name, twice.segment.read_bytes()) == (once.segment.name, content)


def test_what_the_archive_lacks_is_missing_by_name(replayed: tuple[Run, Plan]) -> None:
    run, _ = replayed
    assert run.visits("list")[0] == (MISSING.id, "missing")
    assert run.states()[MISSING.id, "2025-03-27"] == "failed"
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
