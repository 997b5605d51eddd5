import json
import logging
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.clock import night_at, read_instant
from spiders.hostnotes import HostNotes, night_end
from spiders.hosts import HostFile, HostFileError, host_files

HOST = "guba.eastmoney.com"
NOW = read_instant("2025-03-28 01:30:00")
# Another clock than the machine's, as in a rehearsal.
TONIGHT = read_instant("2024-12-31 23:00:00")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "night"),
    [
        ("2025-03-27 11:59:59", "2025-03-26"),
        ("2025-03-27 12:00:00", "2025-03-27"),
        ("2025-03-28 01:30:00", "2025-03-27"),
        ("2025-03-28 11:59:59", "2025-03-27"),
        ("2024-12-31 23:00:00", "2024-12-31"),
    ],
)
def test_a_budget_night_goes_from_noon_to_noon(at: str, night: str) -> None:
    instant = read_instant(at)
    found = night_at(instant.astimezone(UTC))
    assert found == date.fromisoformat(night)
    assert night_end(found) - timedelta(days=1) <= instant < night_end(found)


def test_the_count_is_of_the_night_and_another_night_begins_at_none() -> None:
    notes = HostNotes(HOST).read_at(NOW, NOW).asked(NOW, 9).asked(NOW + SECOND, 9)
    assert (notes.night, notes.n_requests, notes.budget) == (date(2025, 3, 27), 2, 9)
    assert notes.read_at(NOW + HOUR, NOW + HOUR).n_requests == 2
    later = notes.read_at(NOW + 12 * HOUR, NOW + 12 * HOUR)
    assert (later.night, later.n_requests) == (date(2025, 3, 28), 0)
    assert later.last_contact_at == NOW + SECOND


@pytest.mark.parametrize(
    ("notes", "wait_s"),
    [
        (HostNotes(HOST), 0),
        (HostNotes(HOST).heard(NOW), 3),
        (HostNotes(HOST).heard(NOW - SECOND), 2),
        (HostNotes(HOST).heard(NOW - HOUR), 0),
        (HostNotes(HOST).heard(NOW).slowed(NOW + 60 * SECOND), 60),
        (HostNotes(HOST).slowed(NOW + 60 * SECOND).slowed(NOW + SECOND), 60),
        (HostNotes(HOST).heard(NOW).slowed(NOW - HOUR), 3),
    ],
)
def test_the_next_request_waits_for_the_delay_and_for_what_the_site_asked(
    notes: HostNotes, wait_s: float
) -> None:
    assert notes.read_at(NOW, TONIGHT).wait_s(NOW, 3.0) == wait_s


@given(st.timedeltas(timedelta(), timedelta(days=4000)), st.floats(0, 300))
def test_a_clock_that_was_set_back_costs_no_more_than_the_waits_themselves(
    back: timedelta, wait_s: float
) -> None:
    notes = HostNotes(HOST).heard(NOW).slowed(NOW + timedelta(seconds=wait_s))
    notes = notes.left_alone(TONIGHT, TONIGHT + 6 * HOUR, "blocked")
    seen = notes.read_at(NOW - back, TONIGHT - back)
    assert seen.wait_s(NOW - back, 3.0) == pytest.approx(max(3.0, wait_s), abs=1e-5)
    assert seen.is_left_alone(TONIGHT - back + 6 * HOUR - SECOND)
    assert not seen.is_left_alone(TONIGHT - back + 6 * HOUR)
    # Moved once, not again at every reading.
    later = seen.read_at(NOW - back + SECOND, TONIGHT - back)
    assert later.wait_s(NOW - back + SECOND, 3.0) == pytest.approx(max(2.0, wait_s - 1), abs=1e-5)


def test_a_pause_lasts_until_its_end_and_the_longer_one_stays() -> None:
    notes = HostNotes(HOST).left_alone(TONIGHT, TONIGHT + 6 * HOUR, "blocked (HTTP 403) at /x")
    assert notes.pause == (
        "left alone until 2025-01-01 05:00:00, since 2024-12-31 23:00:00: blocked (HTTP 403) at /x"
    )
    again = notes.left_alone(TONIGHT + HOUR, TONIGHT + 2 * HOUR, "blocked again")
    assert again == notes
    longer = notes.left_alone(TONIGHT + HOUR, TONIGHT + 9 * HOUR, "Retry-After")
    assert (longer.left_alone_since, longer.reason) == (TONIGHT + HOUR, "Retry-After")
    assert notes.forgotten() == HostNotes(HOST)


FULL = (
    HostNotes(HOST, date(2025, 3, 27))
    .asked(NOW.replace(microsecond=5), 3600)
    .slowed(NOW + SECOND)
    .left_alone(TONIGHT, TONIGHT + HOUR, "身份核实")
)


@pytest.mark.parametrize("notes", [HostNotes(HOST), FULL])
def test_a_file_keeps_what_is_known(notes: HostNotes, tmp_path: Path) -> None:
    file = HostFile(tmp_path / "hosts", HOST)
    assert file.read() == HostNotes(HOST)
    assert file.change(lambda _: notes) == notes
    assert HostFile(tmp_path / "hosts", HOST).read() == notes
    assert [one.host for one in host_files(tmp_path / "hosts")] == [HOST] * (notes is FULL)


GOOD = FULL.as_json()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"host": "guba.eastm',
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        json.dumps({**GOOD, "n_requests": "many"}).encode(),
        json.dumps({**GOOD, "last_contact_at": 5}).encode(),
        json.dumps({**GOOD, "left_alone_until": None}).encode(),
        json.dumps({**GOOD, "left_alone_until": "2020-01-01T00:00:00+08:00"}).encode(),
        json.dumps({**GOOD, "not_before": "9999-12-31T23:59:59+00:00"}).encode(),
        json.dumps({**GOOD, "night": "yesterday"}).encode(),
    ],
)
def test_a_torn_or_foreign_file_is_begun_anew_with_a_warning(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / f"{HOST}.json").write_bytes(content)
    file = HostFile(tmp_path, HOST)
    with caplog.at_level(logging.WARNING):
        assert file.read() == HostNotes(HOST)
    assert "begun anew" in caplog.text
    file.change(lambda notes: notes.read_at(NOW, NOW).asked(NOW, 9))
    assert file.read().n_requests == 1


@pytest.mark.parametrize(
    "host",
    [
        *("", ".", "..", "../x", "a/b", "a\\b", "a\0b", ".json", "guba.eastmoney.com."),
        *("GUBA.com", "茅台.cn", "::1", "a b", "a\n", "x" * 300),
    ],
)
def test_a_host_is_a_name_and_never_a_path(host: str, tmp_path: Path) -> None:
    with pytest.raises(HostFileError, match="no host name"):
        HostFile(tmp_path, host)


def test_a_disk_that_refuses_is_one_line_that_says_where(tmp_path: Path) -> None:
    (tmp_path / "hosts").write_text("in the way")
    file = HostFile(tmp_path / "hosts", HOST)
    for do in (file.take_turn, lambda: file.change(HostNotes.forgotten)):
        with pytest.raises(HostFileError, match="can be written to") as raised:
            do()
        assert "\n" not in str(raised.value)


COUNT_UP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from spiders.hosts import HostFile
file, now = HostFile(Path(sys.argv[1]), sys.argv[2]), datetime(2025, 3, 27, tzinfo=UTC)
for _ in range(40):
    file.change(lambda notes: notes.read_at(now, now).asked(now, 9))
"""


def test_no_count_is_lost_between_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNT_UP, str(tmp_path), HOST]
    children = [subprocess.Popen(command) for _ in range(3)]
    assert [child.wait(30) for child in children] == [0, 0, 0]
    assert HostFile(tmp_path, HOST).read().n_requests == 120
    assert not list(tmp_path.glob("*.new"))


def test_only_one_has_the_turn_and_its_end_frees_it(tmp_path: Path) -> None:
    file = HostFile(tmp_path, HOST)
    held = file.take_turn()
    assert held is not None
    assert file.take_turn() is None
    # Notes are kept while somebody has the turn.
    assert file.change(lambda notes: notes.heard(datetime.now(UTC))).last_contact_at
    other = HostFile(tmp_path, "caifuhao.eastmoney.com").take_turn()
    assert other is not None
    other.close()
    held.close()
    again = file.take_turn()
    assert again is not None
    again.close()
