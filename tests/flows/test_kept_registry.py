"""The built registry that is kept beside its lists."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows import kept_registry as kept
from flows.folder import DataFolder
from flows.listings import keep, list_files
from flows.reference import companies, reference_sightings
from flows.registry import registry_of
from transforms.registry.build import build
from transforms.registry.formats.reading import read_list
from transforms.registry.registry import Registry

REGISTRY = build(reference_sightings(), companies())
HEAD = "基金代码,拼音缩写,基金简称,基金类型,拼音全称\n"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder with one list."""
    made = DataFolder(tmp_path)
    listed(made, "同泰一号混合A")
    return made


def listed(folder: DataFolder, name: str) -> None:
    text = f"{HEAD}900001,T,{name},混合型,T\n"
    keep(folder, read_list(text.encode(), "funds.csv", date(2026, 1, 5)))


def asked(folder: DataFolder) -> bool:
    """Whether the registry had to be built; what is answered is right in any case."""
    n_built = 0

    def built() -> Registry:
        nonlocal n_built
        n_built += 1
        return REGISTRY

    assert kept.kept_registry(folder, list_files(folder), built) == REGISTRY
    return n_built == 1


def copies(folder: DataFolder) -> list[Path]:
    return sorted((folder.registry / "_built").glob("*"))


def test_it_is_built_once(folder: DataFolder) -> None:
    assert [asked(folder) for _ in range(3)] == [True, False, False]
    assert [path.name.split(".")[0] for path in copies(folder)] == ["aliases", "funds"]
    assert all(file.path not in copies(folder) for file in list_files(folder))


def change_the_code(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_code", lambda: "another")


def bring_a_list(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(folder, "同泰二号混合A")


def put_another_file_in_its_place(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = list_files(folder)
    data = file.path.read_bytes()
    file.path.unlink()
    file.path.write_bytes(data[:100])


def tear(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copies(folder)[0]
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])


def mix_up(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    aliases, funds = copies(folder)
    funds.unlink()
    funds.write_bytes(aliases.read_bytes())


def delete(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    copies(folder)[1].unlink()


@pytest.mark.parametrize(
    "change",
    [change_the_code, bring_a_list, put_another_file_in_its_place, tear, mix_up, delete],
)
def test_it_is_built_again_once_where_anything_is_another(
    folder: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[DataFolder, pytest.MonkeyPatch], None],
) -> None:
    asked(folder)
    change(folder, monkeypatch)
    assert [asked(folder), asked(folder)] == [True, False]
    assert len(copies(folder)) == 2


def test_a_folder_that_takes_no_copy_is_read_all_the_same(folder: DataFolder) -> None:
    (folder.registry / "_built").write_bytes(b"in the way")
    assert [asked(folder), asked(folder)] == [True, True]


def test_only_the_registry_of_all_lists_is_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    registry_of(folder)
    assert not folder.registry.exists()
    listed(folder, "同泰一号混合A")
    registry_of(folder, datetime(2027, 1, 1, tzinfo=UTC))
    assert copies(folder) == []
    assert "900001" in registry_of(folder).funds
    assert len(copies(folder)) == 2
