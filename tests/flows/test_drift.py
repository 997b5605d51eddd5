"""Nights whose pages say less than before, from captures to the archive's note and the table."""

import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows import captures, drift
from flows.captures import DamagedCaptures
from flows.collect import Crawl
from flows.folder import DataFolder
from flows.segments import DRIFT, read_segment
from spiders.clock import SHANGHAI
from spiders.warcread import read_warc
from tests.flows.archive import FIRST, SECOND, Said, keep, row, seal
from tests.transforms.captures import page
from tests.transforms.redesigned_pages import GUBA
from transforms.day import build_day

THURSDAY, FRIDAY = date(2025, 3, 27), date(2025, 3, 28)
NAMELESS: dict[str, Any] = {"post_user": {}}
REASON = (
    "changed_layout: author_name filled in 0 % of 40 posts, 100 % in the last 14 days; "
    "author_id filled in 0 % of 40 posts, 100 % in the last 14 days"
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def posts(first: int, n: int, **changes: Any) -> list[Said]:
    """Visits to n old posts whose pages differ from the usual by `changes`."""
    told = {"post_publish_time": "2025-03-01 21:00:00", **changes}
    return [(str(one), "post", page(post_id=one, **told)) for one in range(first, first + n)]


def night(folder: DataFolder, at: Any, visits: Iterable[Said], **more: Any) -> Crawl:
    """A crawl whose segment is sealed and read; its ledger says that the day is complete."""
    rows = [row("2025-03-27", posts=3), row("2025-03-26", "blocked", posts=0, reason="page 1")]
    segment = seal(folder, at, visits, rows, **more)
    keep(folder, segment)
    return Crawl("guba", "finished", {}, rows, [], segment.name)


def alarmed(folder: DataFolder) -> Crawl:
    """Two nights of which the second has lost the authors."""
    night(folder, FIRST, posts(1, 120))
    return night(folder, SECOND, posts(1001, 40, **NAMELESS))


def coverage(folder: DataFolder, day: date = THURSDAY) -> list[dict[str, Any]]:
    built = build_day(day, [], captures.coverage_of(folder, [day]))
    found: list[dict[str, Any]] = built["coverage"].to_pylist()
    return found


def test_a_night_that_lost_a_field_alarms(folder: DataFolder) -> None:
    alarm = drift.find(folder, alarmed(folder))
    assert alarm is not None
    assert str(alarm) == f"guba: {REASON}"
    assert alarm.days == (date(2025, 3, 26), THURSDAY)
    assert alarm.at == SECOND + timedelta(minutes=5)
    assert alarm.at.tzinfo is SHANGHAI


def test_a_rest_of_empty_pages_is_a_drop_of_the_body(folder: DataFolder) -> None:
    night(folder, FIRST, posts(1, 120))
    empty = posts(1001, 40, post_content="", post_title="")
    alarm = drift.find(folder, night(folder, SECOND, empty))
    assert alarm is not None
    assert "filled in 0 % of 40 posts" in alarm.reason


def test_pages_that_no_reader_knows_alarm(folder: DataFolder) -> None:
    night(folder, FIRST, posts(1, 120))
    strange = [(str(n), "post", b"<html><body>another site</body></html>") for n in range(40)]
    alarm = drift.find(folder, night(folder, SECOND, strange))
    assert alarm is not None
    assert alarm.reason == "changed_layout: 100 % of 40 pages not readable, 0 % in the last 14 days"


def test_pages_read_as_of_any_site_alarm_like_unread_ones(folder: DataFolder) -> None:
    night(folder, FIRST, posts(1, 120))
    ids = [str(n) for n in range(1530713900, 1530713930)]
    redesigned = [(one, "post", GUBA.replace("1530713901", one).encode()) for one in ids]
    alarm = drift.find(folder, night(folder, SECOND, redesigned))
    assert alarm is not None
    assert alarm.reason == "changed_layout: 100 % of 30 pages not readable, 0 % in the last 14 days"
    layouts = [
        layout
        for file in folder.captures.glob("posts/*/*")
        for layout in pq.read_table(file)["layout"].to_pylist()
    ]
    assert layouts.count("generic") == 30


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (posts(1, 120), posts(1001, 40)),
        (posts(1, 120, **NAMELESS), posts(1001, 40, **NAMELESS)),
        (posts(1, 40), posts(1001, 40, **NAMELESS)),
        (posts(1, 120), posts(1001, 20, **NAMELESS)),
        (posts(1, 120), []),
    ],
    ids=["same", "never there", "no history", "few", "none"],
)
def test_other_nights_do_not(folder: DataFolder, first: list[Said], second: list[Said]) -> None:
    night(folder, FIRST, first)
    assert drift.find(folder, night(folder, SECOND, second)) is None


def test_only_the_same_source_of_the_last_days_is_the_measure(folder: DataFolder) -> None:
    night(folder, SECOND - timedelta(days=15), posts(1, 120))
    night(folder, FIRST, posts(201, 120), source="caifuhao")
    lost = night(folder, SECOND, posts(1001, 40, **NAMELESS))
    assert drift.find(folder, lost) is None
    night(folder, SECOND - timedelta(days=14), posts(401, 120))
    assert drift.find(folder, lost) is not None


def test_all_crawls_of_a_night_count_together(folder: DataFolder) -> None:
    night(folder, FIRST, posts(1, 120))
    night(folder, SECOND, posts(1001, 100))
    again = night(folder, SECOND + timedelta(hours=1), posts(2001, 40, **NAMELESS))
    assert drift.find(folder, again) is None


def test_a_crawl_without_captures_says_nothing(folder: DataFolder) -> None:
    assert drift.find(folder, Crawl("guba", "not sealed", {}, [], [], None)) is None
    unread = seal(folder, FIRST, posts(1, 1))
    assert drift.find(folder, Crawl("guba", "finished", {}, [], [], unread.name)) is None


def test_the_alarm_is_in_the_archive_once_and_always_the_same(folder: DataFolder) -> None:
    alarm = drift.find(folder, alarmed(folder))
    assert alarm is not None
    segment = drift.keep(folder, alarm)
    before = segment.read_bytes()
    assert segment.name.startswith("guba-2025-03-28-drift-")
    assert segment.parent.name == "date=2025-03-29"
    assert drift.keep(folder, alarm) == segment
    assert segment.read_bytes() == before
    assert [record.url for record in read_warc(segment)][1:] == [f"{DRIFT}guba"]


def test_the_nights_rows_are_failed_also_when_all_is_read_again(folder: DataFolder) -> None:
    alarm = drift.find(folder, alarmed(folder))
    assert alarm is not None
    keep(folder, drift.keep(folder, alarm))
    # What the night before had walked in full stays so; of the second night alone it is told.
    assert [one["state"] for one in coverage(folder)] == ["complete"]
    (first,) = folder.raw.glob("date=2025-03-28/*")
    first.unlink()
    shutil.rmtree(folder.captures)
    keep(folder, *captures.unread(folder))
    (failed,) = coverage(folder)
    assert (failed["target"], failed["state"], failed["reason"]) == ("600519", "failed", REASON)
    assert (failed["claimed"], failed["posts"]) == (1, 3)
    (blocked,) = coverage(folder, date(2025, 3, 26))
    assert (blocked["state"], blocked["reason"]) == ("blocked", "page 1")


def test_a_later_good_crawl_lifts_it(folder: DataFolder) -> None:
    alarm = drift.find(folder, alarmed(folder))
    assert alarm is not None
    keep(folder, drift.keep(folder, alarm))
    good = night(folder, SECOND + timedelta(days=1), posts(3001, 120))
    assert drift.find(folder, good) is None
    assert [one["state"] for one in coverage(folder)] == ["complete"]


def test_the_note_is_a_row_about_the_whole_source(folder: DataFolder) -> None:
    alarm = drift.find(folder, alarmed(folder))
    assert alarm is not None
    read = read_segment(drift.keep(folder, alarm))
    assert read.posts == []
    assert [(one["target"], one["day"], one["state"]) for one in read.coverage] == [
        ("*", date(2025, 3, 26), "failed"),
        ("*", THURSDAY, "failed"),
    ]
    assert {one["observed_at"] for one in read.coverage} == {alarm.at}


def test_damaged_captures_are_told(folder: DataFolder) -> None:
    lost = alarmed(folder)
    for file in folder.captures.glob("posts/date=2025-03-28/*.parquet"):
        file.write_bytes(b"no parquet")
    with pytest.raises(DamagedCaptures, match="delete the folder captures and rebuild"):
        drift.find(folder, lost)
