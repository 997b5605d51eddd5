"""One sentence on two days: what it names by what was known then, with the committed lists."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.build import linker_for
from flows.folder import DataFolder
from tests.transforms.captures import row
from transforms.day import build_day
from transforms.times import SHANGHAI

THEN, LATER = date(2025, 4, 20), date(2026, 8, 15)
SAID = "拿着华安黄金易ETF联接A，又加仓黄金ETF，早就卖了黄金ETF华安。"
Mentions = dict[str, dict[str, Any]]


def mentions(folder: DataFolder, day: date, is_as_of: bool = False) -> Mentions:
    """By its surface what a post of the day names; as of its evening, or by all lists."""
    evening = datetime(day.year, day.month, day.day, 22, tzinfo=SHANGHAI)
    linker = linker_for(folder, day, evening if is_as_of else None)
    post = row(f"<p>{SAID}</p>", evening, post_publish_time=f"{day} 21:04:53")
    rows = build_day(day, [post], [], linker)["fund_mentions"].to_pylist()
    return {one["surface"]: one for one in rows}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.mark.parametrize("is_as_of", [False, True])
def test_then_a_short_name_decides_nothing_and_one_that_came_later_is_none(
    folder: DataFolder, is_as_of: bool
) -> None:
    found = mentions(folder, THEN, is_as_of)
    shared = found["黄金ETF"]
    assert (shared["code"], shared["fund_id"], shared["market"]) == (None, None, None)
    assert {"518880", "159934"} <= set(shared["candidates"])
    assert shared["tracked_index"] == "黄金9999"
    # Parts of its name may already name the fund; in no list does it stand.
    assert "name" not in {one["method"] for said, one in found.items() if said == "黄金ETF华安"}


@pytest.mark.parametrize("is_as_of", [False, True])
def test_later_the_new_name_is_listed_and_the_former_one_still_names_its_fund(
    folder: DataFolder, is_as_of: bool
) -> None:
    found = mentions(folder, LATER, is_as_of)
    listed = found["黄金ETF华安"]
    assert (listed["code"], listed["method"]) == ("518880", "name")
    renamed = found["华安黄金易ETF联接A"]
    assert (renamed["code"], renamed["share_class"]) == ("000216", "A")
    assert renamed["name_at_date"] == renamed["name_now"] == "华安黄金ETF联接A"


def test_the_name_of_now_is_that_of_the_instant_asked_for(folder: DataFolder) -> None:
    name = "华安黄金易ETF联接A"
    told = [mentions(folder, THEN, is_as_of)[name] for is_as_of in (True, False)]
    assert [one["name_at_date"] for one in told] == [name, name]
    assert [one["name_now"] for one in told] == [name, "华安黄金ETF联接A"]
    versions = [one["registry_version"] for one in told]
    assert versions[0] < str(THEN + timedelta(days=1)) < versions[1]
