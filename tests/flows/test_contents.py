"""Files of captures are opened where they matter, and looked into again where one was replaced."""

from datetime import date
from pathlib import Path

import pytest

from flows import contents, segments
from flows.build import build
from flows.captures import coverage_of, posts_of, store
from flows.folder import DataFolder
from tests.flows.archive import FIRST, SECOND, Said, keep, no_post, post, row, seal
from tests.transforms.captures import page
from transforms.capture_tables import COVERAGE_CAPTURES, POST_CAPTURES

WEDNESDAY, THURSDAY = date(2025, 3, 26), date(2025, 3, 27)
NOTICE = "<p>系统正在例行维护，请各位耐心等待一段时间，维护结束后页面会自动恢复正常显示。</p>"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def files(folder: DataFolder, table: str = "posts") -> list[str]:
    return sorted(str(file) for file in folder.captures.glob(f"{table}/date=*/*.parquet"))


def test_what_files_are_about(folder: DataFolder) -> None:
    keep(folder, seal(folder, FIRST, [post(1), no_post(2, "deleted")], [row("2025-03-27")]))
    keep(folder, seal(folder, SECOND, [post(3, "2025-03-26 10:00:00")], [row("2025-03-26")]))
    first, second = files(folder)
    both = [first, second]
    assert contents.about_days(both, POST_CAPTURES, {THURSDAY}) == [first]
    assert contents.about_days(both, POST_CAPTURES, {WEDNESDAY, THURSDAY}) == both
    assert contents.about_days(both, POST_CAPTURES, set()) == []
    ledgers = files(folder, "coverage")
    assert contents.about_days(ledgers, COVERAGE_CAPTURES, {WEDNESDAY}) == ledgers[1:]
    assert contents.with_outcome(both, "deleted") == [first]
    assert contents.about_posts(both, ["guba:2", "guba:9"]) == [first]
    assert contents.about_posts(both, ["guba:9"]) == contents.about_posts(both, []) == []


def test_a_file_that_was_replaced_is_looked_into_again(folder: DataFolder) -> None:
    segment = seal(folder, FIRST, [post(1)], [row("2025-03-27")])
    keep(folder, segment)
    assert [one["post_id"] for one in posts_of(folder, [THURSDAY])] == ["guba:1"]
    assert len(coverage_of(folder, [THURSDAY])) == 1
    read = segments.read_segment(segment)
    other = {**read.posts[0], "post_id": "guba:2", "native_id": "2"}
    store(folder, segment, segments.Read([other], []))
    assert [one["post_id"] for one in posts_of(folder, [THURSDAY])] == ["guba:2"]
    assert coverage_of(folder, [THURSDAY]) == []


def told(number: int, published: str, text: str) -> Said:
    user = {"user_id": str(number), "user_nickname": f"第{number}位"}
    fields = {"post_publish_time": published, "post_user": user, "post_title": f"第{number}篇"}
    return str(number), "post", page(text, post_id=number, **fields)


def test_a_page_of_furniture_that_tells_one_day_for_all_loses_no_post_of_another(
    folder: DataFolder,
) -> None:
    own = {1: "2025-03-27 10:00:00", 2: "2025-03-26 10:00:00", 3: "2025-03-26 11:00:00"}
    notices = [told(number, "2025-03-27 20:00:00", NOTICE) for number in own]
    good = [told(number, at, f"<p>缩量，第{number}天。</p>") for number, at in own.items()]
    keep(folder, seal(folder, FIRST, notices), seal(folder, SECOND, good))
    built = {day: build(folder, day) for day in (WEDNESDAY, THURSDAY)}
    posts = {day: tables["posts"]["post_id"].to_pylist() for day, tables in built.items()}
    assert posts == {WEDNESDAY: ["guba:2", "guba:3"], THURSDAY: ["guba:1"]}
    rejects = {day: tables["rejects"]["post_id"].to_pylist() for day, tables in built.items()}
    assert rejects == posts
