import json
from datetime import date
from pathlib import Path

import pytest

from flows import build
from flows.days import RangeError
from flows.desk import LakeError
from flows.diff import DayDifference, differences
from flows.folder import DataFolder
from flows.lake import Lake
from flows.preview import Preview
from flows.preview_text import to_json, to_lines
from tests.flows.archive import FIRST, SECOND, keep, no_post, post, row, seal
from tests.flows.test_cli import Ran, check_one_line, guandian
from tests.flows.test_publishing import AFTER_FIRST, AT, DAYS
from transforms.boilerplate import Search
from transforms.removal import Removal
from transforms.spans import Span

ALL = ["2025-03-26", "2025-03-28"]
BEFORE = "2025-03-26 20:00:00"
CHEER = "\n今天的云很好看。"
TEXT = "<p>缩量，等方向。</p><p>今天的云很好看。</p><p>#缩量#</p>"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Two published days: the 26th has two posts, the 27th one."""
    made = DataFolder(tmp_path / "data")
    posts = [post(1, BEFORE, TEXT), post(2, BEFORE, "<p>等。</p>"), post(3, text=TEXT)]
    keep(made, seal(made, FIRST, posts, [row("2025-03-26"), row("2025-03-27")]))
    publish(made, DAYS[:2])
    return made


def publish(folder: DataFolder, days: list[date]) -> None:
    build.publish(folder, {day: build.build(folder, day) for day in days}, {"flow": "test"}, AT)


def found(folder: DataFolder) -> list[DayDifference]:
    return list(differences(folder, DAYS[0], DAYS[-1]))


def preview(folder: DataFolder, n_samples: int = 3) -> Preview:
    summed = Preview(n_samples)
    for day in found(folder):
        summed.add(day)
    return summed


@pytest.fixture
def new_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    exhaust = Search.exhaust

    def with_cheer(search: Search) -> None:
        exhaust(search)
        at = search.left.text.find(CHEER)
        if at >= 0:
            search.take([Removal("signoff.cheer", "signoff", Span(at, at + len(CHEER)))])

    monkeypatch.setattr(Search, "exhaust", with_cheer)


def files(folder: DataFolder) -> dict[str, tuple[int, bytes]]:
    every = [path for path in folder.root.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in every}


def diff(folder: DataFolder, *more: str, days: list[str] = ALL) -> Ran:
    """The command; whatever it says, no file came, went or changed."""
    before = files(folder)
    ran = guandian(folder.root.parent, "rebuild", *days, "--diff", *more)
    assert files(folder) == before
    return ran


def test_what_is_published_as_it_would_be_built_does_not_differ(folder: DataFolder) -> None:
    ran = diff(folder)
    assert (ran.code, ran.out) == (0, "0 of 2 days would change, 0 of them new\n")
    assert ran.err == "1/2 2025-03-26: the same\n2/2 2025-03-27: the same\n"


def test_a_post_edited_since_exits_10_as_text_and_as_json(folder: DataFolder) -> None:
    keep(
        folder,
        seal(folder, SECOND, [post(2, BEFORE, "<p>加仓。</p>"), post(4, "2025-03-28 09:01:02")]),
    )
    ran = diff(folder)
    assert ran.code == 10
    assert ran.out.startswith("2 of 3 days would change, 1 of them new\n")
    assert "posts: 1 added, 1 changed (body 1" in ran.out
    assert "posts body ~1\n  2025-03-26 guba:2\n    - 等。\n    + 加仓。\n" in ran.out
    assert "3/3 2025-03-28: never published\n" in ran.err
    as_json = diff(folder, "--json")
    assert as_json.code == 10
    told = json.loads(as_json.out)
    assert [told["days"][str(day)]["state"] for day in DAYS] == ["changed", "same", "new"]
    assert told["changed"]["posts"]["body"] == 1
    assert diff(folder, "--json").out == as_json.out


def test_a_new_rule_is_told_with_what_it_takes_out(folder: DataFolder, new_rule: None) -> None:
    told = json.loads(to_json(preview(folder, 1)))
    assert told["groups"] == {"removals": {"signoff.cheer": {"gained": 2, "lost": 0}}}
    assert told["changed"]["posts"]["body"] == told["changed"]["post_versions"]["body"] == 2
    [sample] = [one for one in told["samples"] if one["table"] == "removals"]
    assert (sample["post_id"], sample["after"]) == ("guba:1", CHEER)
    publish(folder, DAYS[:2])
    assert not preview(folder).is_different


def test_a_rule_that_is_gone_gives_back_what_it_took(
    folder: DataFolder, new_rule: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder, DAYS[:2])
    monkeypatch.undo()
    lines = list(to_lines(preview(folder), 40))
    at = lines.index("removals signoff.cheer -2")
    assert lines[at + 1 : at + 3] == ["  2025-03-26 guba:1", "    - 今天的云很好看。"]


def test_tags_that_come_are_told_by_kind(folder: DataFolder) -> None:
    days = {day: build.build(folder, day) for day in DAYS[:2]}
    for tables in days.values():
        tables["tags"] = tables["tags"].slice(0, 0)
    build.publish(folder, days, {"flow": "test"}, AT)
    assert preview(folder).gained["tags"] == {"hashtag": 2}


def test_a_new_version_of_the_rules_alone_is_no_difference(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transforms.rows.CLEANER_VERSION", "next")
    summed = preview(folder)
    assert not summed.is_different
    assert "posts: 3 restamped" in list(to_lines(summed, 80))


def test_tables_and_columns_that_are_not_published_yet_are_told(folder: DataFolder) -> None:
    days = {day: build.build(folder, day) for day in DAYS[:2]}
    for tables in days.values():
        tables["posts"] = tables["posts"].drop_columns("source_credit")
        del tables["coverage"]
    older = DataFolder(folder.root.parent / "older")
    older.root.mkdir()
    folder.captures.rename(older.captures)
    build.publish(older, days, {"flow": "test"}, AT)
    told = json.loads(to_json(preview(older)))
    assert told["columns"] == {"posts": ["+ source_credit"], "coverage": ["+ the whole table"]}
    assert told["is_different"]
    assert "posts" not in told["changed"]


def test_samples_are_cut_to_the_width_and_begin_where_they_differ(folder: DataFolder) -> None:
    long = "涨" * 200
    keep(folder, seal(folder, SECOND, [post(2, BEFORE, f"<p>{long}。</p>")]))
    publish(folder, DAYS[:2])
    keep(folder, seal(folder, AT, [post(2, BEFORE, f"<p>{long}！</p>")]))
    lines = list(to_lines(preview(folder), 30))
    at = lines.index("posts body ~1")
    assert lines[at + 2 : at + 4] == ["    - …" + "涨" * 11 + "…", "    + …" + "涨" * 11 + "…"]


def test_what_a_rebuild_would_refuse_is_refused(folder: DataFolder) -> None:
    check_one_line(diff(folder, days=["2025-04-01", "2025-04-02"]), 2, "nothing was ever captured")
    for path in folder.captures.rglob("*.parquet"):
        path.unlink()
    with pytest.raises(RangeError, match="2025-03-26 is published but its captures are gone"):
        found(folder)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    ran = guandian(tmp_path, "rebuild", *ALL, "--diff", "--data", "none")
    check_one_line(ran, 2, "name one with --data or GUANDIAN_DATA")
    assert not (tmp_path / "none").exists()


def test_segments_without_captures_are_told(folder: DataFolder) -> None:
    seal(folder, SECOND, [no_post(1, "deleted")])
    assert diff(folder).err.startswith("1 segments have no captures yet: a rebuild reads them")


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"PAR1")])
def test_a_published_file_that_cannot_be_read_is_one_line(
    folder: DataFolder, spoil: object
) -> None:
    [file] = Lake(folder.lake).files("posts", DAYS[0], DAYS[0])
    file.chmod(0o644)
    assert callable(spoil)
    spoil(file)
    with pytest.raises(LakeError, match=str(file)):
        found(folder)


def test_a_day_is_asked_for_as_it_is_now(folder: DataFolder) -> None:
    """Of two captures, the publication of the first night differs from what is known since."""
    keep(folder, seal(folder, SECOND, [no_post(1, "deleted")]))
    first = {day: build.build(folder, day, AFTER_FIRST) for day in DAYS[:2]}
    assert not build.publish(folder, first, {"flow": "test"}, AT).changed
    summed = preview(folder)
    assert summed.changed["posts"]["deleted_at"] == 1
