import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from flows.collect import CollectFailed, only_crawl_of
from flows.folder import open_folder
from flows.importing import import_pages
from flows.query import run
from spiders.imports.saved import ImportFailed
from tests.flows.test_cli import flow_command, guandian
from tests.pages import PAGES
from tests.spiders.foreign import packed, write_wacz, write_warc

SAVED_AT = datetime.datetime(2025, 3, 27, 17, 30, 1, tzinfo=datetime.UTC)


def recorded(case: str) -> tuple[str, bytes]:
    """Address and bytes of a recorded page."""
    (page,) = (PAGES / case).glob("page.*")
    url: str = json.loads((PAGES / case / "meta.json").read_text("utf-8"))["url"]
    return url, page.read_bytes()


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    """A WACZ, a mirror, and an export, each with a post or two."""
    url, page = recorded("guba/seed")
    brotli = {"Content-Type": "text/html", "Content-Encoding": "br"}
    gone = (
        "https://guba.eastmoney.com/news,600519,1.html",
        302,
        b"",
        {"Location": "/error?type=2"},
    )
    warc = write_warc(tmp_path / "a.warc.gz", [(url, 200, packed(page, "br"), brotli), gone])
    _, short = recorded("guba/short_html")
    mirror = tmp_path / "mirror" / "guba.eastmoney.com" / "news,cjpl,1530761399.html"
    mirror.parent.mkdir(parents=True)
    mirror.write_bytes(short)
    mirror.with_name("shop.html").write_bytes(b"<html>nobody's</html>")
    (tmp_path / "mirror" / "bare.html").write_bytes(b"<html>nobody's</html>")
    export = tmp_path / "export.json"
    statuses = [json.loads(recorded(f"xueqiu/{case}")[1]) for case in ("phone", "edited")]
    export.write_text(json.dumps({"statuses": statuses}), "utf-8")
    return [write_wacz(tmp_path / "a.wacz", warc), tmp_path / "mirror", export]


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in run(data / "tables", sql)[1]]


def test_saved_pages_become_published_days(
    prefect_api: str, tmp_path: Path, saved: list[Path]
) -> None:
    data = tmp_path / "data"
    late = datetime.datetime(2025, 3, 28, 15, 30, tzinfo=datetime.UTC)

    done = import_pages(saved, data, saved_at=late)

    found = rows(data, "select post_id, acquisition, date::text from posts order by all")
    assert ("guba:1530761386", "import", "2025-03-27") in found
    assert ("xueqiu:412345601", "import", "2025-03-27") in found
    assert ("xueqiu:412345777", "import", "2025-03-28") in found
    assert done.visits == {"deleted": 1, "post": 4}
    (left_out,) = done.notes
    assert left_out.startswith("2 pages are no post of a known source: ")
    assert "bare.html without an address" in left_out
    again = import_pages(saved, data, saved_at=late)
    assert (again.version, again.changed) == (done.version, False)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("notes.txt", b"x", "neither WARC, WACZ, HTML, a folder of it, nor JSON"),
        ("page.html", b"<html>nobody's</html>", "a known source: page.html without an address"),
        ("empty.warc.gz", b"", "empty.warc.gz: give a WARC"),
    ],
)
def test_nothing_to_import_says_what_is_wrong(
    prefect_api: str, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportFailed, match=words):
        import_pages([tmp_path / name], tmp_path / "data", saved_at=SAVED_AT)
    assert not list((tmp_path / "data").rglob("*.warc.gz*"))


def test_no_import_beside_a_crawl_of_the_source(
    prefect_api: str, tmp_path: Path, saved: list[Path]
) -> None:
    folder = open_folder(tmp_path / "data")
    with only_crawl_of(folder, "guba"), pytest.raises(CollectFailed, match="by another run"):
        import_pages(saved, folder.root, saved_at=SAVED_AT)


def test_an_import_stays_out_of_the_sample(own_nights: Any, saved: list[Path]) -> None:
    ran = guandian(own_nights.root.parent, "import", str(saved[2]), "--data", "data")
    assert ran.code == 2
    assert "holds a replayed night" in ran.err


def test_the_command_imports(prefect_api: str, tmp_path: Path, saved: list[Path]) -> None:
    ran = flow_command(
        tmp_path,
        prefect_api,
        "import",
        str(saved[2]),
        "--data",
        "data",
        "--saved-at",
        "2025-03-28 23:30:00",
    )
    assert (ran.code, "posts 2" in ran.out) == (0, True), ran.err
