"""The registry of a data folder: lists kept once, as what they change, and published."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from flows import build, parquet
from flows.desk import LakeError
from flows.folder import DataFolder
from flows.importing_lists import Imported, ListRefused, import_lists
from flows.lake import Lake
from flows.listings import keep, list_files, lists_in
from flows.registry import registry_of
from flows.registry_tables import publish_registry, unpublished
from transforms.registry.formats.reading import read_list
from transforms.registry.sighting import Kind
from transforms.tables import FUNDS

HEAD = "code,pinyin_abbr,name,type,pinyin_full\n"
FIRST = date(2026, 1, 5)
NOW = datetime(2026, 9, 1, tzinfo=UTC)
RENAMED = {"900007": "同泰新七混合"}


def rows_of(codes: range, names: dict[str, str] | None = None) -> str:
    """A list of all funds as akshare writes it."""
    bodies = [f"{n},T,{(names or {}).get(str(n), f'同泰{n}混合')},混合型-偏股,T" for n in codes]
    return HEAD + "\n".join(bodies) + "\n"


ALL = rows_of(range(900000, 900400))


def kept(folder: DataFolder, text: str, day: date) -> bool:
    return keep(folder, read_list(text.encode(), "list.csv", day))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def imported(folder: DataFolder, text: str, name: str) -> Imported:
    folder.root.mkdir(exist_ok=True)
    path = folder.root / name
    path.write_text(text, encoding="utf-8")
    [one] = import_lists(folder, [path])
    return one


def test_a_nightly_list_costs_what_it_changes(folder: DataFolder) -> None:
    nights = [FIRST + timedelta(days=n) for n in range(5)]
    texts = [ALL, ALL, rows_of(range(900000, 900401)), ALL, rows_of(range(900000, 900400), RENAMED)]
    assert [kept(folder, text, day) for text, day in zip(texts, nights, strict=True)] == [True] * 5
    assert [parquet.read(file.path).num_rows for file in list_files(folder)] == [400, 0, 1, 1, 2]
    stored = lists_in(list_files(folder))
    assert stored.days == {"fundcode_search": tuple(nights)}
    spans = {(s.code, s.name): (s.seen_on, s.seen_until) for s in stored.sightings}
    assert len(spans) == 402
    assert spans["900000", "同泰900000混合"] == (nights[0], nights[4])
    assert spans["900400", "同泰900400混合"] == (nights[2], nights[2])
    assert spans["900007", "同泰900007混合"] == (nights[0], nights[3])
    assert spans["900007", "同泰新七混合"] == (nights[4], nights[4])


def test_the_same_list_of_a_day_is_kept_once(folder: DataFolder) -> None:
    assert kept(folder, ALL, FIRST)
    before = list_files(folder)
    assert not kept(folder, ALL, FIRST)
    shuffled = HEAD + "\n".join(reversed(ALL.splitlines()[1:])) + "\n"
    assert not kept(folder, shuffled, FIRST)
    assert list_files(folder) == before


def test_lists_in_any_order_tell_the_same(tmp_path: Path) -> None:
    nights = [(ALL, FIRST), (rows_of(range(900010, 900400), RENAMED), FIRST + timedelta(days=30))]
    found = []
    for name, order in [("a", nights), ("b", nights[::-1])]:
        folder = DataFolder(tmp_path / name)
        for text, day in order:
            kept(folder, text, day)
        found.append(registry_of(folder))
    assert found[0] == found[1]


def test_a_stored_list_that_is_damaged_or_gone_is_told(folder: DataFolder) -> None:
    kept(folder, ALL, FIRST)
    kept(folder, rows_of(range(900000, 900399)), FIRST + timedelta(days=1))
    first, second = list_files(folder)
    data = first.path.read_bytes()
    first.path.unlink()
    with pytest.raises(LakeError, match=f"{first.path.name} is gone and {second.path.name}"):
        registry_of(folder)
    first.path.write_bytes(data[:100])
    with pytest.raises(LakeError, match="cannot be read"):
        registry_of(folder)


def test_an_import_tells_what_was_new(folder: DataFolder) -> None:
    one = imported(folder, ALL, "funds_20260105.csv")
    assert (one.n_rows, one.n_codes, one.n_aliases, one.n_renames) == (400, 400, 400, 0)
    two = imported(folder, rows_of(range(900000, 900401), RENAMED), "funds_20260106.csv")
    assert (two.n_rows, two.n_codes, two.n_aliases, two.n_renames) == (401, 1, 2, 1)
    again = imported(folder, ALL, "funds_20260105.csv")
    assert (again.is_known, again.n_codes, again.n_aliases) == (True, 0, 0)


def test_one_wrong_file_of_several_changes_nothing(folder: DataFolder) -> None:
    imported(folder, ALL, "funds_20260105.csv")
    before = list_files(folder)
    good, bad = folder.root / "a_20260106.csv", folder.root / "b_20260106.csv"
    good.write_text(rows_of(range(900000, 900401)), "utf-8")
    bad.write_text(HEAD + "900000,T,,混合型,T\n", "utf-8")
    with pytest.raises(ListRefused, match=r"b_20260106\.csv: line 2: name is empty"):
        import_lists(folder, [good, bad])
    assert list_files(folder) == before


def test_the_reference_alone_is_a_registry(folder: DataFolder) -> None:
    registry = registry_of(folder)
    assert registry.name_at(Kind.FUND, "OTCFUND", "000216", date(2025, 3, 27)) == (
        "华安黄金易ETF联接A"
    )
    assert registry.name_now(Kind.FUND, "OTCFUND", "000216") == "华安黄金ETF联接A"
    assert registry.funds["000216"].fund_id == registry.funds["000217"].fund_id


def test_a_registry_is_built_once_and_as_of_an_instant_without_later_lists(
    folder: DataFolder,
) -> None:
    kept(folder, ALL, FIRST)
    kept(folder, rows_of(range(900000, 900400), RENAMED), FIRST + timedelta(days=9))
    registry = registry_of(folder)
    assert registry_of(folder) is registry
    # 00:30 of the tenth day in Shanghai is 16:30 of the ninth in London.
    night = datetime(2026, 1, 13, 16, 30, tzinfo=UTC)
    names = {as_of: registry_of(folder, as_of) for as_of in (night, night - timedelta(hours=1))}
    now = [known.name_now(Kind.FUND, "OTCFUND", "900007") for known in names.values()]
    assert now == ["同泰新七混合", "同泰900007混合"]


def test_the_tables_hold_each_name_once_and_the_same_lists_publish_nothing(
    folder: DataFolder,
) -> None:
    kept(folder, rows_of(range(900000, 900400), RENAMED), FIRST + timedelta(days=9))
    assert publish_registry(folder, {}, NOW).changed
    assert not publish_registry(folder, {}, NOW).changed
    kept(folder, ALL, FIRST)  # an older list: its names begin earlier now
    assert publish_registry(folder, {}, NOW).version == 2
    funds = pd.read_parquet(folder.tables / "funds")
    assert not funds.duplicated(["market", "code", "name", "name_kind", "first_seen"]).any()
    own = funds[funds["code"] == "900007"].sort_values("first_seen")
    assert own["name"].tolist() == ["同泰900007混合", "同泰新七混合"]
    assert own["date"].astype(str).tolist() == ["2026-01-05", "2026-01-14"]
    assert len(funds[funds["code"].str.startswith("9000")]) == 101
    stocks = pd.read_parquet(folder.tables / "instruments")
    assert "贵州茅台" in set(stocks["name"])


def test_tables_of_the_same_registry_are_not_made_again(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_registry(folder, {}, NOW)
    monkeypatch.delattr("flows.registry_tables.registry_tables")
    with unpublished(folder) as nothing:
        assert nothing.days == {}
        assert nothing.beside({FIRST: {}}) == {FIRST: {}}
    assert not publish_registry(folder, {}, NOW).changed
    monkeypatch.setattr("flows.registry_tables.key_of", lambda _: "other code")
    assert not publish_registry(folder, {}, NOW).changed
    monkeypatch.setattr("flows.registry_tables.REGISTRY_TABLES", (FUNDS,))
    with pytest.raises(NameError, match="registry_tables"):
        publish_registry(folder, {}, NOW)  # other columns are other tables


def test_who_publishes_the_registry_second_has_seen_the_lists_of_the_first(
    folder: DataFolder,
) -> None:
    with unpublished(folder) as of_reference:
        other = Thread(target=publish_registry, args=(folder, {}, NOW))
        other.start()
        other.join(0.2)
        assert other.is_alive()
        kept(folder, ALL, FIRST)
        Lake(folder.lake).publish(of_reference.days, of_reference.noted({}), NOW)
    other.join(20)
    assert "900000" in set(pd.read_parquet(folder.tables / "funds")["code"])


def test_days_of_lists_are_no_days_of_posts(folder: DataFolder) -> None:
    publish_registry(folder, {}, NOW)
    assert Lake(folder.lake).snapshot().tables["funds"]
    assert build.published_days(folder) == set()
    assert folder.kind is None  # lists are of no night: the sample may still come beside them
