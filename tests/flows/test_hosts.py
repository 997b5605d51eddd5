from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spiders.clock import show_instant
from spiders.hosts import HostFile
from tests.flows.test_cli import check_one_line, guandian

GUBA, OTHER = "guba.eastmoney.com", "caifuhao.eastmoney.com"
NOW = datetime.now(UTC)
UNTIL = NOW + timedelta(hours=6)
WHY = "blocked (HTTP 200) at https://guba.eastmoney.com/list,[bold],f.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one host in a pause and one that was asked twice."""
    hosts = tmp_path / "data" / "hosts"
    HostFile(hosts, GUBA).change(lambda notes: notes.left_alone(NOW, UNTIL, WHY))
    asked_twice = HostFile(hosts, OTHER)
    for _ in range(2):
        asked_twice.change(lambda notes: notes.read_at(NOW, NOW).asked(NOW, 3600))
    return tmp_path


def test_the_hosts_are_shown_and_left_as_they_are(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "data").rglob("*.json")}
    ran = guandian(folder, "hosts")
    assert (ran.code, ran.err) == (0, "")
    (guba,) = [line for line in ran.out.splitlines() if GUBA in line and OTHER not in line]
    assert show_instant(UNTIL) in guba
    assert WHY in guba
    (other,) = [line for line in ran.out.splitlines() if OTHER in line]
    assert "2 of 3600" in other
    assert show_instant(NOW) in other
    assert {path: path.read_bytes() for path in (folder / "data").rglob("*.json")} == before


def test_a_pause_is_lifted_by_name(folder: Path) -> None:
    ran = guandian(folder, "hosts", "--forget", GUBA)
    assert ran.code == 0
    assert show_instant(UNTIL) not in ran.out
    assert HostFile(folder / "data" / "hosts", GUBA).read().left_alone_until is None
    assert HostFile(folder / "data" / "hosts", OTHER).read().n_requests == 2


@pytest.mark.parametrize(
    ("host", "words"), [("nga.cn", f"choose one of {OTHER}, {GUBA}"), ("../x", "no host name")]
)
def test_only_a_known_host_can_be_forgotten(folder: Path, host: str, words: str) -> None:
    check_one_line(guandian(folder, "hosts", "--forget", host), 2, words)
    assert len(list((folder / "data" / "hosts").glob("*.json"))) == 2


def test_before_the_first_night_there_is_nothing_to_show(tmp_path: Path) -> None:
    ran = guandian(tmp_path, "hosts")
    assert (ran.code, ran.out) == (0, "no host was asked yet from data\n")
    assert not (tmp_path / "data").exists()
