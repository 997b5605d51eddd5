"""Names that nights teach: linked from the next day on, and never by a later night."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.build import build, linker_for
from flows.folder import DataFolder
from tests.flows.archive import FIRST, Said, keep, seal
from tests.flows.test_repeats import redacted
from tests.transforms.captures import page

DAYS = [date(2025, 3, 25) + timedelta(days=n) for n in range(4)]
# 01:30 after the first of the days.
NIGHT = FIRST - timedelta(days=2)
TAG = "$小金人(OTCFUND|000216)$"
AUTHORS = [("甲", 0), ("乙", 0), ("丙", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def post(number: int, author: str, n: int, text: str) -> Said:
    """A post of the n-th day."""
    body = page(
        f"<p>{text}</p>",
        post_id=number,
        post_publish_time=f"{DAYS[n]} 21:04:53",
        post_user={"user_id": author, "user_nickname": author},
    )
    return str(number), "post", body


def nights(folder: DataFolder, authors: list[tuple[str, int]]) -> None:
    """Four nights: who states the name when, and each day somebody who only says it."""
    for n in range(4):
        posts = [post(10 + n, "路人", n, "又加仓小金人，不看。")]
        posts += [
            post(100 + at, author, n, f"拿着{TAG}，不动。")
            for at, (author, night) in enumerate(authors)
            if night == n
        ]
        keep(folder, seal(folder, NIGHT + timedelta(days=n), posts))


def named(folder: DataFolder, n: int, as_of: datetime | None = None) -> list[tuple[str, str]]:
    """What the passer-by of the n-th day is found to mention."""
    rows: list[dict[str, Any]] = build(folder, DAYS[n], as_of)["fund_mentions"].to_pylist()
    said = f"guba:{10 + n}"
    return [(row["code"], row["method"]) for row in rows if row["post_id"] == said]


def test_a_name_is_linked_from_the_day_after_it_was_taught(folder: DataFolder) -> None:
    nights(folder, AUTHORS)
    found = [named(folder, n) for n in range(4)]
    assert found == [[], [], [("000216", "short_name")], [("000216", "short_name")]]


def test_two_authors_teach_nothing(folder: DataFolder) -> None:
    nights(folder, [("甲", 0), ("乙", 0), ("甲", 1)])
    assert [named(folder, n) for n in range(4)] == [[]] * 4


def test_what_came_after_the_instant_is_not_known(folder: DataFolder) -> None:
    nights(folder, AUTHORS)
    third = NIGHT + timedelta(days=2, hours=1)
    assert named(folder, 2, third) == [("000216", "short_name")]
    keep(folder, seal(folder, third, [redacted(102)]))
    assert named(folder, 2, third) == []


def test_later_nights_never_change_an_earlier_day(folder: DataFolder) -> None:
    nights(folder, AUTHORS[:2])
    before = [build(folder, day) for day in DAYS[:3]]
    late = [post(900 + n, f"后来{n}", 3, f"拿着{TAG}，不动。") for n in range(5)]
    keep(folder, seal(folder, NIGHT + timedelta(days=3, hours=2), late))
    after = [build(folder, day) for day in DAYS[:3]]
    assert all(
        was[name].equals(now[name]) for was, now in zip(before, after, strict=True) for name in was
    )
    assert named(folder, 3) == []


def test_a_redacted_post_teaches_nothing(folder: DataFolder) -> None:
    nights(folder, AUTHORS)
    assert named(folder, 3) != []
    keep(folder, seal(folder, NIGHT + timedelta(days=3, hours=2), [redacted(101)]))
    assert named(folder, 3) == []


def test_captures_made_before_names_were_looked_at_are_read_and_teach_nothing(
    folder: DataFolder,
) -> None:
    nights(folder, AUTHORS)
    for file in folder.captures.glob("posts/*/*.parquet"):
        pq.write_table(pq.read_table(file, partitioning=None).drop_columns(["stated"]), file)
    assert [named(folder, n) for n in range(4)] == [[]] * 4


def test_the_days_of_a_month_share_one_linker(folder: DataFolder) -> None:
    nights(folder, AUTHORS)
    linkers = {id(linker_for(folder, day)) for day in DAYS}
    assert len(linkers) == 1
    assert linker_for(folder, date(2025, 5, 1)).registry.version
