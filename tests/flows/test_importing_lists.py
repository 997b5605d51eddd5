"""Importing lists: files that are none, lists of impossible days, and lists that are cut."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.commands.funds import app
from flows.folder import DataFolder
from flows.importing_lists import Imported, ListRefused, import_lists
from flows.lake import Lake
from flows.listings import list_files
from flows.registry import registry_of
from flows.show_funds import brought, smaller
from transforms.registry.sighting import Kind
from transforms.schema import conform
from transforms.tables import POSTS

HEAD = "code,name,type,pinyin_abbr,pinyin_full\n"
FIRST = date(2026, 1, 5)
TODAY = date(2026, 1, 9)


def list_of(codes: range) -> str:
    return HEAD + "".join(f"{n},同泰{n}混合,混合型-偏股,T,T\n" for n in codes)


ALL = list_of(range(900000, 900400))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def imported(
    folder: DataFolder, text: str, seen: date | None = None, today: date = TODAY
) -> Imported:
    folder.root.mkdir(exist_ok=True)
    file = folder.root / "list.csv"
    file.write_text(text, "utf-8")
    [one] = import_lists(folder, [file], seen, today)
    return one


@pytest.mark.parametrize(
    ("text", "seen", "words"),
    [
        (ALL, date(2026, 1, 10), "of 2026-01-10, which is still to come"),
        (ALL, date(9999, 12, 31), "still to come"),
        (ALL, date(1980, 1, 1), "of 1980-01-01, before the exchanges opened"),
        (ALL, date.min, "before the exchanges opened"),
        ("code,name,type,name_date\n000307,甲混合,混合型,2099-01-01\n", None, "still to come"),
        ("code,name,first_seen,last_seen\n000307,甲混合,2024-01-01,2026-01-10\n", None, "still to"),
        (
            "code,name,first_seen,last_seen\n000307,甲混合,0001-01-01,2025-01-01\n",
            None,
            "before the",
        ),
    ],
)
def test_nobody_can_have_seen_a_list_on_such_a_day(
    folder: DataFolder, text: str, seen: date | None, words: str
) -> None:
    with pytest.raises(ListRefused, match=f"list.csv: .*{words}"):
        imported(folder, text, seen)
    assert not list_files(folder)


def test_a_list_of_today_may_be_imported(folder: DataFolder) -> None:
    assert imported(folder, ALL, TODAY).n_codes == 400


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    with (tmp_path / "large.csv").open("wb") as large:
        large.truncate(300 << 20)
    folder = DataFolder(tmp_path / "data")
    for name, words in [
        ("pipe.csv", "give a file"),
        ("folder.csv", "give a file"),
        ("large.csv", "larger than 256 MB"),
        ("none.csv", "No such file"),
    ]:
        with pytest.raises(ListRefused, match=f"{name}: .*{words}"):
            import_lists(folder, [tmp_path / name], FIRST, TODAY)


def test_all_errors_of_a_call_are_told_and_nothing_is_kept(folder: DataFolder) -> None:
    folder.root.mkdir()
    texts = {"a": ALL, "b": HEAD + "900000,,混合型,T,T\n", "c": "公司,只数\n同泰,9\n"}
    files = [folder.root / f"{name}.csv" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text, "utf-8")
    with pytest.raises(ListRefused) as refused:
        import_lists(folder, [*files, folder.root / "none.csv"], FIRST, TODAY)
    first, *told = str(refused.value).splitlines()
    assert first == "3 of 4 files cannot be taken, and nothing was changed:"
    assert [Path(line.partition(":")[0].strip()).name for line in told] == [
        "b.csv",
        "c.csv",
        "none.csv",
    ]
    assert not list_files(folder)


def test_new_facts_are_counted(folder: DataFolder) -> None:
    first = imported(folder, ALL, FIRST)
    assert (first.n_codes, first.n_facts) == (400, 400)
    other = ALL.replace("900007混合,混合型-偏股", "900007混合,混合型-灵活")
    then = imported(folder, other, FIRST + timedelta(days=1))
    assert (then.n_codes, then.n_aliases, then.n_facts) == (0, 0, 1)
    assert "1 new facts" in brought(then)


def test_a_list_of_fewer_codes_than_the_one_before_it_is_told(folder: DataFolder) -> None:
    imported(folder, ALL, FIRST)
    fewer = imported(folder, list_of(range(900000, 900390)), FIRST + timedelta(days=2))
    assert smaller(fewer) == (
        f"{fewer.file}: 390 codes, and 400 in the list of its sort before it: "
        "if it is not whole, get it again"
    )
    as_before = imported(folder, list_of(range(900000, 900390)), FIRST + timedelta(days=3))
    older = imported(folder, list_of(range(900000, 900300)), FIRST - timedelta(days=1))
    part = imported(folder, list_of(range(900400, 900410)), FIRST + timedelta(days=3))
    assert [smaller(one) for one in (as_before, older, part)] == [None, None, None]


def test_the_command_warns_of_fewer_codes_and_says_which_days_to_rebuild(
    folder: DataFolder,
) -> None:
    folder.root.mkdir()
    empty = {"posts": conform([], POSTS)}
    Lake(folder.lake).publish({FIRST: empty, TODAY: empty}, {}, datetime.now(UTC))
    for name, codes in [("a_20260105.csv", 400), ("b_20260106.csv", 390)]:
        (folder.root / name).write_text(list_of(range(900000, 900000 + codes)), "utf-8")
    files = [str(folder.root / name) for name in ("a_20260105.csv", "b_20260106.csv")]
    ran, again = (
        CliRunner().invoke(app, ["import", *files, "--data", str(folder.root)]) for _ in range(2)
    )
    assert ran.exit_code == again.exit_code == 0
    [warning] = [line for line in ran.stderr.splitlines() if line.startswith("warning: ")]
    assert "b_20260106.csv: 390 codes, and 400 in" in warning
    assert ran.stdout.splitlines()[-1] == (
        "2 published days keep their names and facts until: guandian rebuild 2026-01-05 2026-01-09"
    )
    assert "rebuild" not in again.stdout  # which brought nothing


def ends(folder: DataFolder) -> set[date | None]:
    registry = registry_of(folder)
    return {one.valid_to for one in registry.aliases if one.code.startswith("9003")}


def test_lists_that_are_cut_end_no_names(folder: DataFolder) -> None:
    """A download that broke off at a line's end looks like a list; it is of part of the market."""
    imported(folder, ALL, FIRST)
    for n in range(1, 4):
        imported(folder, list_of(range(900000, 900200)), FIRST + timedelta(days=n))
    assert ends(folder) == {None}


def test_names_end_where_two_whole_lists_leave_them_out(folder: DataFolder) -> None:
    imported(folder, ALL, FIRST)
    for n in range(1, 3):
        imported(folder, list_of(range(900000, 900390)), FIRST + timedelta(days=n))
    assert ends(folder) == {None, FIRST + timedelta(days=1)}


def test_two_lists_of_one_day_with_different_names_are_both_kept(folder: DataFolder) -> None:
    imported(folder, ALL, FIRST)
    other = ALL.replace("同泰900007混合", "同泰新七混合")
    assert imported(folder, other, FIRST).n_renames == 1
    assert imported(folder, ALL, FIRST).is_known
    assert imported(folder, other, FIRST).is_known
    names = registry_of(folder).names[Kind.FUND, "OTCFUND", "900007"]
    assert {one.name for one in names if one.name_kind == "official"} == {
        "同泰900007混合",
        "同泰新七混合",
    }


def test_a_list_that_was_saved_again_otherwise_is_known(folder: DataFolder) -> None:
    imported(folder, ALL, FIRST)
    columns = [line.split(",") for line in ALL.splitlines()]
    turned = "\r\n".join(",".join(reversed(cells)) for cells in [columns[0], *columns[:0:-1]])
    assert imported(folder, "\ufeff" + turned + "\r\n", FIRST).is_known
