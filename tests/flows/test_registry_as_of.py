"""What a registry, and a day built with it, knew at an instant: nothing that came later."""

import random
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows import parquet
from flows.build import build, linker_for
from flows.folder import DataFolder
from flows.listings import keep as keep_list
from flows.registry import registry_of
from spiders.clock import SHANGHAI
from tests.flows.archive import FIRST, keep, post, seal
from transforms.registry.formats.reading import read_list
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind

HEAD = "code,pinyin_abbr,name,type,pinyin_full,tracking\n"
DAY = date(2025, 3, 27)
CROWD = {f"{900000 + n}": "同泰混合" for n in range(14)}
Names = dict[str, str]
List = tuple[date, Names]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def told(
    folder: DataFolder, day: date, names: Names, at: datetime | None = None, index: str = ""
) -> None:
    """One list is kept."""
    rows = [f"{code},T,{name},混合型-偏股,T,{index}" for code, name in names.items()]
    text = HEAD + "\n".join(rows) + "\n"
    assert keep_list(folder, read_list(text.encode(), "list.csv", day), at=at)


def evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), SHANGHAI)


# -- histories of lists


def history(chance: random.Random) -> list[List]:
    """Lists of two weeks: funds that come, go and are renamed, watchlists, two lists of one day."""
    lists: dict[str, List] = {}
    for _ in range(chance.randint(3, 6)):
        share = chance.choice([1, 1, 0.7, 0.1])
        names = {code: name for code, name in CROWD.items() if chance.random() < share}
        for code in ("000001", "000002", "000003"):
            if chance.random() < 0.7:
                names[code] = f"同泰{chance.choice('甲乙丙')}混合{chance.choice('AC')}"
        one = (DAY + timedelta(days=chance.randint(0, 13)), names)
        if names:
            lists[str(one)] = one
    return list(lists.values())


def known_of(root: Path, lists: Iterable[List], as_of: datetime | None = None) -> Registry:
    folder = DataFolder(root)
    for day, names in lists:
        told(folder, day, names)
    return registry_of(folder, as_of)


@pytest.mark.parametrize("seed", [4, 5, 21])
def test_lists_in_any_order_and_as_of_any_day_are_the_lists_by_then(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    lists = history(chance)
    in_order = known_of(tmp_path / "order", sorted(lists, key=str))
    mixed = DataFolder(tmp_path / "mixed")
    chance.shuffle(lists)
    assert known_of(mixed.root, lists) == in_order
    for n in (3, 8):
        as_of = evening(DAY + timedelta(days=n))
        by_then = [one for one in lists if one[0] <= as_of.date()]
        assert registry_of(mixed, as_of) == known_of(tmp_path / f"by{n}", by_then, as_of)


# -- instants

LIST_DAY = DAY + timedelta(days=1)
NAME, NEW = "同泰晴空混合A", "同泰新晴空混合A"


@pytest.mark.parametrize(
    ("as_of", "name"),
    [
        ("2025-03-27T23:59:59+08:00", NAME),
        ("2025-03-27T15:59:59+00:00", NAME),
        ("2025-03-28T00:00:00+08:00", NEW),
        ("2025-03-27T16:00:00+00:00", NEW),
        ("2025-03-28T00:30:00+09:00", NAME),
        ("2025-03-27T20:00:00-04:00", NEW),
    ],
)
def test_a_list_of_which_the_day_alone_is_known_is_there_on_that_day_in_shanghai(
    folder: DataFolder, as_of: str, name: str
) -> None:
    told(folder, DAY - timedelta(days=9), {"000001": NAME})
    told(folder, LIST_DAY, {"000001": NEW})
    registry = registry_of(folder, datetime.fromisoformat(as_of))
    assert registry.name_now(Kind.FUND, "OTCFUND", "000001") == name


def test_a_collected_list_is_there_from_the_instant_at_which_it_came(folder: DataFolder) -> None:
    at = datetime(2025, 3, 28, 13, 30, tzinfo=UTC)
    told(folder, DAY, {"000001": NAME}, at - timedelta(days=1))
    told(folder, LIST_DAY, {"000001": NEW}, at)
    names = [
        registry_of(folder, as_of).name_now(Kind.FUND, "OTCFUND", "000001")
        for as_of in (at - timedelta(seconds=1), at, None)
    ]
    assert names == [NAME, NEW, NEW]


def test_a_list_that_looks_back_tells_names_of_its_days_and_facts_of_its_own(
    folder: DataFolder,
) -> None:
    text = (
        "code,name,type,tracking,name_date\n"
        f"000001,{NAME},指数型-股票,信创指数,2025-03-27\n"
        f"000002,{NEW},指数型-股票,信创指数,2025-03-31\n"
    )
    keep_list(folder, read_list(text.encode(), "list.csv"))
    told = {
        day: (registry.name_now(Kind.FUND, "OTCFUND", "000001"), registry.funds["000001"])
        for day in (27, 31)
        if (registry := registry_of(folder, evening(date(2025, 3, day))))
    }
    assert [(name, fund.fund_type, fund.tracked_index) for name, fund in told.values()] == [
        (NAME, None, None),
        (NAME, "指数型-股票", "信创指数"),
    ]


# -- days built with it

SAID = (
    "<p>同泰晴空混合A不动，基金代码000002也不动，加仓信创ETF同泰，"
    "同泰信创指数A拿着，同泰晴空A卖了。</p>"
)
THEN = {
    "000001": "同泰晴空混合A",
    "000002": "同泰晴空混合C",
    "000003": "同泰信创指数A",
    "159001": "信创ETF同泰",
}
# Renamed, one more fund of the same short name, another class, a feeder of an ETF.
LATER = {
    "000001": NEW,
    "000002": "同泰新晴空混合C",
    "000004": "同泰晴空成长混合A",
    "000005": "同泰新晴空混合E",
    "000003": "同泰信创ETF联接A",
    "159001": "同泰信创ETF",
    "159002": "信创ETF同泰",
}


def mentions(folder: DataFolder, as_of: datetime) -> bytes:
    return parquet.to_bytes(build(folder, DAY, as_of)["fund_mentions"])


def test_no_word_of_a_list_that_came_later_is_in_a_day_as_of_before(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1, text=SAID)]))
    told(folder, DAY, THEN)
    as_of = evening(LIST_DAY)
    before = mentions(folder, as_of)
    told(folder, LIST_DAY + timedelta(days=1), LATER, index="信创指数")
    told(folder, LIST_DAY + timedelta(days=2), LATER, index="信创指数")
    assert mentions(folder, as_of) == before
    found = build(folder, DAY)["fund_mentions"].to_pylist()
    assert [row["name_now"] for row in found] == [
        *(NEW, "同泰新晴空混合C", None, "同泰信创ETF联接A", NEW)
    ]
    assert found[2]["candidates"] == ["159001", "159002"]
    assert {row["tracked_index"] for row in found} == {"信创指数"}


def test_days_built_together_alone_and_of_a_copy_have_the_same_bytes(folder: DataFolder) -> None:
    days = [DAY + timedelta(days=n) for n in range(3)]
    for n, day in enumerate(days):
        text = SAID.replace("不动", f"不动{n}")
        at = FIRST + timedelta(days=n)
        keep(folder, seal(folder, at, [post(10 + n, f"{day} 21:04:53", text)]))
    told(folder, DAY, THEN)
    told(folder, DAY + timedelta(days=2), LATER)
    together = [_bytes(folder, day) for day in days]
    assert [_bytes(folder, day) for day in days] == together
    for n in (2, 0, 1):
        copy = _copy(folder, folder.root.with_name(f"copy{n}"))
        assert _bytes(copy, days[n]) == together[n]
        assert linker_for(copy, DAY).registry.version == registry_of(folder).version


def _bytes(folder: DataFolder, day: date) -> dict[str, Any]:
    return {name: parquet.to_bytes(table) for name, table in build(folder, day).items()}


def _copy(folder: DataFolder, root: Path) -> DataFolder:
    """What was captured and the lists, and nothing that is made of them."""
    shutil.copytree(folder.captures, root / folder.captures.name)
    for file in folder.registry.glob("*/[0-9]*.parquet"):
        room = root / folder.registry.name / file.parent.name
        room.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, room)
    return DataFolder(root)


def test_nights_without_news_leave_the_version_and_the_bytes_of_a_day(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1, text=SAID)]))
    versions, days = [], []
    for n in range(3):
        told(folder, DAY + timedelta(days=n), THEN if n < 2 else LATER)
        versions.append(registry_of(folder).version)
        days.append(parquet.to_bytes(build(folder, DAY)["fund_mentions"]))
    assert versions[0] == versions[1] != versions[2]
    assert days[0] == days[1] != days[2]
