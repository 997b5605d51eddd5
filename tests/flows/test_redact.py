import gzip
import html
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from flows import build, captures, redactions, segments
from flows.collect import CollectFailed, only_crawl_of
from flows.folder import DataFolder
from flows.lake import Lake, Redacted
from flows.masking import mask_known
from flows.night import Night
from flows.redact import redact
from flows.redactions import TextLeft, UnknownPost
from spiders.decode import plain
from spiders.outcomes import Outcome
from spiders.plan import Manners
from spiders.replay import as_response
from spiders.sources.guba import GubaSpider
from spiders.visits import Visit
from spiders.warcfile import WarcFile, stable_id
from spiders.warcread import read_warc
from spiders.watchlist import Watchlist
from tests.flows.archive import FIRST, SECOND, keep, post, row, seal
from tests.processes import PROCESSES
from tests.transforms.captures import page
from tests.transforms.redesigned_pages import GUBA
from tests.transforms.test_contracts import LEGAL

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2025, 3, 27)
EDITED, DELETED = "guba:1530741946", "guba:1530771306"
ARTICLE = "caifuhao:20250327191508307482160"
POST, NUMBER = "guba:1530000001", 1530000001
WORDS = [
    "第一版：清仓以后我反而睡得更好了，不信你试试",
    "第二版：收回前面的话，明天再买回来一半底仓",
]
OTHER = "旁人的一段话，谁也没有请求把它删掉，它必须原样留下"
TABLES = [
    "posts",
    "tags",
    "fund_mentions",
    "instrument_mentions",
    "removals",
    "rejects",
    "post_versions",
    "observations",
    "coverage",
]


def table(folder: DataFolder, name: str) -> pd.DataFrame:
    return pd.read_parquet(folder.tables / name).assign(date=lambda t: t["date"].astype(str))


def run(folder: DataFolder, post_id: str = POST, reason: str | None = None) -> list[str]:
    said: list[str] = []
    redact(folder, post_id, reason, NOW, said.append)
    return said


def everything(folder: DataFolder) -> Iterator[str]:
    """All that the folder says, without our own ways to look."""
    for path in sorted(folder.root.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if path.suffix == ".parquet":
            yield str(pq.read_table(path).to_pylist())
        elif ".warc" in path.name:
            for record in read_warc(path):
                packed = dict(record.fields).get("Content-Encoding") == "gzip"
                body = gzip.decompress(record.body) if packed else record.body
                yield body.decode("utf-8", "replace") + body.decode("gb18030", "replace")
        else:
            data = path.read_bytes()
            yield (gzip.decompress(data) if path.suffix == ".gz" else data).decode(
                "utf-8", "replace"
            )


def bare(text: str) -> str:
    text = re.sub(r"\\u(....)", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\s|\\n", "", re.sub(r"<[^>]*>", "", html.unescape(text)))


def words_of(folder: DataFolder, post_id: str) -> set[str]:
    """The sentences and titles of all versions that no other post has."""
    versions = table(folder, "post_versions")
    own, others = versions[versions.post_id == post_id], versions[versions.post_id != post_id]
    said = "\n".join([*own["title"].dropna(), *own["body"]])
    theirs = bare("".join([*others["title"].dropna(), *others["text"]]))
    parts = (bare(part) for part in re.split(r"[\n。，！？,.：]", said))
    return {part for part in parts if len(part) >= 6 and part not in theirs}


def test_the_sample_without_four_posts(own_nights: DataFolder) -> None:
    ids = [EDITED, DELETED, ARTICLE]
    before = {name: table(own_nights, name) for name in TABLES}
    words = set().union(*(words_of(own_nights, post_id) for post_id in ids))
    told = bare("\n".join(everything(own_nights)))
    assert [word for word in words if word not in told] == []
    assert len(words) > 20
    for post_id in ids:
        assert "nothing left" in run(own_nights, post_id, "asked for")[-1]
    told = bare("\n".join(everything(own_nights)))
    assert [word for word in words if word in told] == []
    check_rows(before, {name: table(own_nights, name) for name in TABLES}, ids)
    check_lists(own_nights)


def check_rows(
    before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame], ids: list[str]
) -> None:
    for name in TABLES[:-1]:
        was, now = (t[name][~t[name].post_id.isin(ids)] for t in (before, after))
        # A column that may be unknown is of another type in pandas once it is.
        pd.testing.assert_frame_equal(
            was.reset_index(drop=True), now.reset_index(drop=True), check_dtype=False
        )
        lost = after[name][after[name].post_id.isin(ids)]
        if name not in ("posts", "post_versions", "observations"):
            assert lost.empty
    for name in ("observations", "coverage"):
        pd.testing.assert_frame_equal(before[name], after[name])
    was, now = (t["posts"].set_index("post_id").loc[ids] for t in (before, after))
    for column in "title author_id author_name ip_region device".split():
        assert now[column].isna().all()
    assert now["body"].isna().all()
    assert (now["redacted_at"] == NOW).all()
    kept = "url published_at edited_at deleted_at first_seen_at last_seen_at version like_count"
    pd.testing.assert_frame_equal(was[kept.split()], now[kept.split()])
    key = ["post_id", "version", "valid_from", "valid_to", "capture_id"]
    assert after["post_versions"][key].equals(before["post_versions"][key])


def check_lists(folder: DataFolder) -> None:
    """Every list of the archive can still be read, masked rows and all."""
    n_rows = 0
    for segment in folder.raw.glob("date=*/guba*"):
        for record in read_warc(segment):
            if record.visit and record.visit.outcome is Outcome.LIST:
                response = plain(as_response(record))
                spider = GubaSpider.__new__(GubaSpider)
                n_rows += len(spider.read_list(response, str(record.visit.target)).rows)
    assert n_rows > 100


def list_page(folder: DataFolder, at: datetime, titles: dict[int, str]) -> Path:
    """A sealed segment with one list page that shows titles."""
    rows = [
        {
            "post_id": number,
            "post_title": title,
            "user_nickname": "张先生",
            "post_publish_time": "2025-03-27 21:04:53",
            "post_type": 0,
            "user_id": "7001",
        }
        for number, title in titles.items()
    ]
    page = f"<script>var article_list={json.dumps({'re': rows})};</script>"
    file = WarcFile(
        folder.raw / f"date={at + timedelta(hours=8):%Y-%m-%d}" / f"guba-{at:%d}-l.warc.gz"
    )
    visit = Visit("guba", "list", "nightly", "600519", None, Outcome.LIST)
    url = "https://guba.eastmoney.com/list,600519,f.html"
    fields = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    body = gzip.compress(page.encode())
    file.response(url, 200, fields, body, visit, at, stable_id("list", at))
    return file.close()


def two_nights(root: Path) -> DataFolder:
    """Two visits to a post with two versions, to another post, and lists of both; published."""
    folder = DataFolder(root)
    for at, words in zip([FIRST, SECOND], WORDS, strict=True):
        visits = [post(NUMBER, text=f"<p>{words}</p>"), post(NUMBER + 1, text=f"<p>{OTHER}</p>")]
        sealed = seal(folder, at, visits, [row("2025-03-27")])
        keep(folder, sealed, list_page(folder, at, {NUMBER: words, NUMBER + 1: OTHER}))
        publish(folder)
    return folder


def publish(folder: DataFolder) -> None:
    build.publish(folder, {DAY: build.build(folder, DAY)}, {"flow": "test"}, NOW)


def left(folder: DataFolder) -> list[str]:
    told = bare("\n".join(everything(folder)))
    return [word for words in WORDS for word in re.split("[，：]", words) if word in told]


def check_done(folder: DataFolder) -> None:
    assert left(folder) == []
    posts = table(folder, "posts").set_index("post_id")
    assert posts.loc[POST, "version"] == 2
    assert posts.loc[POST, "redacted_at"] == NOW
    other = posts.loc[f"guba:{NUMBER + 1}"]
    assert other["body"] == OTHER
    assert pd.isna(other["redacted_at"])
    assert [one.post_id for one in redactions.load(folder)] == [POST]
    assert not list(folder.root.glob("redacting-*"))
    assert not list(folder.raw.rglob("*.redacting"))


def test_one_post_and_what_is_said_of_it(tmp_path: Path) -> None:
    folder = two_nights(tmp_path / "data")
    assert len(left(folder)) == 6
    said = run(folder, reason="the author asked")
    check_done(folder)
    assert said[0] == "archive: 4 records rewritten"
    assert said[-1].startswith("nothing left")
    [known] = redactions.load(folder)
    assert (known.reason, sorted(known.versions.values())) == ("the author asked", [1, 2])
    lake = Lake(folder.lake)
    with pytest.raises(Redacted, match=r"posts of 2025-03-27 in publication 1 .*: read a later"):
        lake.files("posts", version=1)
    assert len(lake.files("observations", version=1)) == 1
    entries = len(lake.log())
    assert run(folder)[-1].startswith("looked by structure only")
    check_done(folder)
    assert len(lake.log()) == entries


def test_an_article_is_found_by_its_number_elsewhere_too(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    article = "20250327204639307591980"
    said: dict[str, Any] = {"post_type": 20, "post_source_id": article}
    said |= {"post_id": NUMBER, "post_publish_time": "2025-03-27 20:46:39"}
    body = json.dumps({"post": {**said, "post_content": WORDS[0]}}).encode()
    keep(folder, seal(folder, FIRST, [(article, "post", body)], source="caifuhao"))
    list_page(folder, FIRST, {NUMBER: WORDS[0]})
    publish(folder)
    assert run(folder)[0] == "archive: 2 records rewritten"
    assert left(folder) == []
    [known] = redactions.load(folder)
    assert known.post_id == f"caifuhao:{article}"
    assert known.refs == {article, str(NUMBER)}


@pytest.mark.parametrize(
    ("post_id", "url", "refs"),
    [
        (POST, f"https://guba.eastmoney.com/news,cjpl,{NUMBER}.html", {str(NUMBER)}),
        ("jisilu:498765", "https://www.jisilu.cn/question/498765", {"/question/498765"}),
        ("feed:0a1b2c3d4e5f6a7b", "https://b.example/p/7/", {"0a1b2c3d4e5f6a7b", "b.example/p/7"}),
    ],
)
def test_a_post_is_named_by_what_nothing_else_is_named_by(
    post_id: str, url: str, refs: set[str]
) -> None:
    assert redactions.refs_of(post_id, [{"alias_id": None, "url": url}]) == refs


@pytest.mark.parametrize("post_id", ["guba:1530000009", "guba:1", "guba"])
def test_a_post_that_nobody_collected(tmp_path: Path, post_id: str) -> None:
    folder = two_nights(tmp_path / "data")
    before = {path for path in folder.root.rglob("*") if path.is_file()}
    with pytest.raises(UnknownPost, match=f"{post_id} was never collected into"):
        run(folder, post_id)
    gained = {path for path in folder.root.rglob("*") if path.is_file()} - before
    assert {path.name for path in gained} <= {"guba.lock", "redact.lock"}


def test_a_post_that_only_lists_showed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    list_page(folder, FIRST, {NUMBER: WORDS[0]})
    assert run(folder)[0] == "archive: 1 records rewritten"
    assert left(folder) == []


def test_nobody_redacts_while_a_crawl_runs(tmp_path: Path) -> None:
    folder = two_nights(tmp_path / "data")
    with only_crawl_of(folder, "guba"), pytest.raises(CollectFailed, match="let it end"):
        run(folder)
    assert not redactions.load(folder)


def test_words_in_a_file_of_somebody_else_are_named(tmp_path: Path) -> None:
    folder = two_nights(tmp_path / "data")
    (folder.root / "notes.txt").write_text(f"memo: {WORDS[1]}", "utf-8")
    with pytest.raises(TextLeft, match=r"notes\.txt: take it out of them by hand"):
        run(folder)
    (folder.root / "notes.txt").unlink()
    assert run(folder)[-1].startswith("nothing left")
    check_done(folder)


def test_a_later_night_never_brings_it_back(tmp_path: Path) -> None:
    folder = two_nights(tmp_path / "data")
    raw = tmp_path / "before"
    shutil.copytree(folder.raw, raw)
    run(folder)
    night = Night(
        folder,
        DAY + timedelta(days=1),
        DAY,
        Watchlist({"guba": ()}, Manners(contact="a@b.example"), {}),
    )
    assert str(NUMBER) in night.plan("guba").done
    later = list_page(folder, SECOND + timedelta(days=1), {NUMBER: WORDS[1], NUMBER + 1: OTHER})
    for segment in raw.rglob("*.warc.gz"):  # a replay: the same records in files of the same name
        shutil.copy(segment, folder.raw / segment.relative_to(raw))
    assert mask_known(folder, [later]) == 5
    for segment in folder.raw.rglob("*.warc.gz"):
        captures.store(folder, segment, segments.read_segment(segment))
    publish(folder)
    check_done(folder)


def killed_at(folder: DataFolder, n: int) -> None:
    """Redact, and die at the n-th change of a name in the folder."""
    seen = iter(range(n))

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        changes = event in ("os.rename", "os.remove", "os.link", "shutil.rmtree")
        if changes and next(seen, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    run(folder)


# Among the changes of one redaction: errand, list, segments, captures, publication, tree, lake.
@pytest.mark.parametrize("n", [0, 1, 3, 6, 16, 36, 46])
def test_killed_anywhere_the_same_command_finishes(tmp_path: Path, n: int) -> None:
    folder = two_nights(tmp_path / "data")
    child = PROCESSES.Process(target=killed_at, args=(folder, n))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert OTHER in "".join(everything(folder))
    run(folder)
    check_done(folder)


def test_the_beginning_of_a_page_that_nobody_could_read_goes_too(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    unread = f"<html><title>{WORDS[0]}</title><p>no post</p></html>".encode()
    first = seal(folder, FIRST, [(str(NUMBER), "post", unread)], [row("2025-03-27")])
    keep(folder, first, seal(folder, SECOND, [post(NUMBER)], [row("2025-03-27")]))
    publish(folder)
    (told,) = table(folder, "rejects").to_dict("records")
    assert (told["reason"], told["is_missing"]) == ("other_page", False)
    assert "清仓以后" in told["detail"]
    run(folder)
    assert left(folder) == []
    assert table(folder, "rejects").empty


def folder_of(root: Path, *said: tuple[str, str, bytes]) -> DataFolder:
    """One published night of these visits and one to another post."""
    folder = DataFolder(root)
    keep(folder, seal(folder, FIRST, [*said, post(NUMBER + 1, text=f"<p>{OTHER}</p>")]))
    publish(folder)
    return folder


@pytest.mark.parametrize("title", ["七个字的题目呀", "一个题目，长得足以让人在别处把它认出来"])
def test_a_title_that_is_all_goes_out_of_old_versions_too(tmp_path: Path, title: str) -> None:
    folder = folder_of(tmp_path, (str(NUMBER), "post", page("", post_id=NUMBER, post_title=title)))
    assert title in bare("\n".join(everything(folder)))
    run(folder)
    assert title not in bare("\n".join(everything(folder)))
    assert OTHER in bare("\n".join(everything(folder)))


def test_a_post_whose_layout_was_gone_keeps_its_row(tmp_path: Path) -> None:
    redesigned = GUBA.replace("1530713901", str(NUMBER)).encode()
    folder = folder_of(tmp_path, (str(NUMBER), "changed_layout", redesigned))
    assert "股息率还在四个点以上" in bare("\n".join(everything(folder)))
    run(folder)
    assert "股息率还在四个点以上" not in bare("\n".join(everything(folder)))
    posts = table(folder, "posts").set_index("post_id")
    assert posts.loc[POST, "redacted_at"] == NOW
    assert posts.loc[POST, "layout"] == "generic"


def test_nothing_is_left_of_a_visit_that_broke_a_contract(tmp_path: Path) -> None:
    text = f"<p>看好独苗。</p><p>{LEGAL}</p><p>{LEGAL}</p>"
    folder = folder_of(tmp_path, (str(NUMBER), "post", page(text, post_id=NUMBER)))
    assert table(folder, "rejects")["reason"].tolist() == ["mostly_removed"]
    run(folder)
    assert len(table(folder, "rejects")) == 0
    assert "看好独苗" not in bare("\n".join(everything(folder)))
