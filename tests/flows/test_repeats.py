"""Lessons over nights: who repeats what, told by captures, and never by later ones."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.build import build
from flows.captures import posts_of
from flows.folder import DataFolder
from tests.flows.archive import FIRST, keep, post, seal
from tests.transforms.captures import capture, page
from transforms.lessons import WINDOW
from transforms.reading import capture_row
from transforms.redacted import tombstone

DAYS = [date(2025, 3, 27) + timedelta(days=n) for n in range(4)]
MOTTO = "老规矩，夜里喝茶，白天做人。"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def night(folder: DataFolder, n: int, n_posts: int = 1) -> None:
    """The night after the n-th day: posts of one author, each with the motto below it."""
    said = []
    for each in range(n_posts):
        text = f"<p>第{each}条。</p><p>量没出来，看{n}天。</p><p>{MOTTO}</p>"
        said.append(post(100 * n + each, f"{DAYS[n]} 21:04:53", text))
    keep(folder, seal(folder, FIRST + timedelta(days=n), said))


def tables(folder: DataFolder, n: int, as_of: datetime | None = None) -> dict[str, Any]:
    return {name: table.to_pylist() for name, table in build(folder, DAYS[n], as_of).items()}


def learned(folder: DataFolder, n: int) -> list[tuple[str, str]]:
    rows = tables(folder, n)["removals"]
    return [(row["rule_id"], row["kind"]) for row in rows if row["rule_id"].startswith("repeat.")]


def test_the_third_post_and_those_after_it_are_cleaned_of_what_they_repeat(
    folder: DataFolder,
) -> None:
    for n in range(4):
        night(folder, n)
    assert [learned(folder, n) for n in range(4)] == [
        [],
        [],
        [("repeat.author", "signoff")],
        [("repeat.author", "signoff")],
    ]
    [row] = tables(folder, 3)["posts"]
    assert row["body"] == "第0条。\n量没出来，看3天。"


def test_later_nights_never_change_an_earlier_day(folder: DataFolder) -> None:
    before = []
    for n in range(4):
        night(folder, n)
        before.append(tables(folder, n))
    assert [tables(folder, n) for n in range(4)] == before
    as_of = FIRST + timedelta(days=1, hours=2)
    assert [tables(folder, n, as_of) for n in range(2)] == before[:2]


def test_the_next_night_begins_on_the_same_day_and_changes_nothing(folder: DataFolder) -> None:
    night(folder, 0, n_posts=2)
    before = tables(folder, 0)
    evening = FIRST + timedelta(hours=19)  # 20:30 of the day whose small hours the first was in
    said = [post(7, f"{DAYS[1]} 12:00:00", f"<p>等。</p><p>{MOTTO}</p>")]
    keep(folder, seal(folder, evening, said))
    assert tables(folder, 0) == before
    assert learned(folder, 1) == [("repeat.author", "signoff")]


def test_one_night_teaches_all_of_its_own_posts(folder: DataFolder) -> None:
    night(folder, 0, n_posts=3)
    assert learned(folder, 0) == [("repeat.author", "signoff")] * 3
    early = tables(folder, 0, FIRST + timedelta(seconds=2))
    assert early["removals"] == []
    assert len(early["posts"]) == 2


def test_what_lies_before_the_window_is_not_read(folder: DataFolder) -> None:
    long_ago = FIRST - WINDOW - timedelta(days=3)
    said = [post(n, f"{long_ago:%F} 21:04:53", f"<p>等。</p><p>{MOTTO}</p>") for n in range(7, 10)]
    keep(folder, seal(folder, long_ago + timedelta(days=1), said))
    night(folder, 0)
    assert learned(folder, 0) == []


def test_a_redacted_post_teaches_nothing(folder: DataFolder) -> None:
    for n in range(3):
        night(folder, n)
    assert learned(folder, 2) != []
    taken = seal(folder, FIRST + timedelta(days=2, hours=2), [redacted(100)])
    keep(folder, taken)
    assert learned(folder, 2) == []


def redacted(native_id: int) -> tuple[str, str, bytes]:
    """A visit whose page has become a tombstone."""
    row = capture_row(capture(page(post_id=native_id), native_id=str(native_id)))
    said = tombstone(row, FIRST + timedelta(days=9), 1)
    return str(native_id), "redacted", json.dumps(said).encode()


def test_captures_made_before_lines_were_looked_at_are_read_and_teach_nothing(
    folder: DataFolder,
) -> None:
    for n in range(3):
        night(folder, n)
    for file in folder.captures.glob("posts/*/*.parquet"):
        pq.write_table(pq.read_table(file, partitioning=None).drop_columns(["edge_keys"]), file)
    assert {row["edge_keys"] for row in posts_of(folder, DAYS[:1])} == {None}
    assert learned(folder, 2) == []
