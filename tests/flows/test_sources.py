import datetime
import json
import os
from pathlib import Path

import pytest

from flows.checking import Checked, UnknownSource, check_list, check_post, check_source
from flows.folder import open_folder
from flows.recorded import Case
from flows.recording import NotRecorded, Page, fetched, of_file, record_case
from flows.stubs import StubRefused, begin, platforms
from spiders.clock import SHANGHAI
from spiders.plan import Manners
from spiders.watchlist import Watchlist
from tests.flows.test_cli import guandian
from tests.record import main
from tests.spiders.site import CHALLENGE, Answer, gzipped, list_page, quiet_site, row, serving
from tests.transforms.captures import page as post_page

LIST_URL = "https://guba.eastmoney.com/list,600519,f.html"
POST_URL = "https://guba.eastmoney.com/news,600519,2008.html"
AT = datetime.datetime(2025, 3, 28, 1, 30, tzinfo=SHANGHAI)
LISTED = list_page([row(2008, "03-27 22:00:00"), row(2004, "03-26 09:00:00")]).encode()


def recorded(folder: Path, url: str, body: bytes, kind: str = "post") -> Case:
    page = Page(url, body, AT, kind=kind, target="600519" if kind == "list" else None)
    return record_case("guba", "first", page, folder)


def test_a_post_is_checked_field_by_field(tmp_path: Path) -> None:
    body = post_page("<p>等。</p>", post_id=2008, post_title="早评")
    checked = check_post(recorded(tmp_path, POST_URL, body))
    assert checked.problems == []
    assert checked.found["outcome"] == "post"
    assert checked.found["post_id"] == "guba:2008"
    assert checked.found["title"] == "早评"
    assert checked.found["body"] == "2 characters: 等。"
    assert checked.found["alias_id"] is None


def test_a_list_is_checked_row_by_row(tmp_path: Path) -> None:
    checked = check_list(recorded(tmp_path, LIST_URL, LISTED, "list"))
    assert checked.problems == []
    assert checked.found["rows"] == "2"
    assert checked.found["first"] == "2008 2025-03-27 22:00 帖子2008"
    assert checked.found["last"] == "2004 2025-03-26 09:00 帖子2004"
    assert checked.found["claimed"] == "5000"


@pytest.mark.parametrize(
    ("url", "body", "kind", "words"),
    [
        (POST_URL, CHALLENGE.encode(), "post", "takes it for blocked, not for post"),
        (POST_URL, b"<html><p>x</p></html>", "post", "takes it for changed_layout"),
        (LIST_URL, CHALLENGE.encode(), "list", "takes it for blocked, not for list"),
        (LIST_URL, b"<html><p>x</p></html>", "list", "expected `var article_list` in the page"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, url: str, body: bytes, kind: str, words: str
) -> None:
    case = recorded(tmp_path, url, body, kind)
    checked: Checked = check_list(case) if kind == "list" else check_post(case)
    assert words in "; ".join(checked.problems)


def test_a_page_that_yields_something_else_than_expected_is_a_problem(tmp_path: Path) -> None:
    case = recorded(tmp_path, LIST_URL, LISTED, "list")
    case.expected.write_text("{}")
    assert check_list(case).problems == [
        "not what expected.json says: poe record --case guba/first"
    ]


def test_every_source_with_a_spider_or_reader_can_be_checked() -> None:
    assert [one.problems for one in check_source("guba")] == [[]] * len([*check_source("guba")])
    assert [one.problems for one in check_source("xueqiu")] == [[], []]
    with pytest.raises(UnknownSource, match="no source 'gubba': choose one of caifuhao"):
        next(check_source("gubba"))


def test_a_page_is_recorded_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    file.write_bytes(LISTED)
    os.utime(file, (AT.timestamp(), AT.timestamp()))
    assert of_file(file, LIST_URL) == Page(LIST_URL, LISTED, AT)


def test_a_page_recorded_anew_shows_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = recorded(tmp_path / "pages", LIST_URL, LISTED, "list")
    newer = tmp_path / "newer.html"
    newer.write_bytes(LISTED.replace("帖子2008".encode(), "改名了".encode()))
    assert main(["--case", case.name, "--page", str(newer)], tmp_path / "pages") == 0
    said = capsys.readouterr().out
    assert '-      "title": "帖子2008",' in said
    assert '+      "title": "改名了",' in said
    assert check_list(case).problems == []


def watch(origins: dict[str, str], contact: str = "mailto:a@b.example") -> Watchlist:
    return Watchlist({"guba": ()}, Manners(delay_s=0.0, contact=contact), origins)


def test_a_page_is_fetched_once_and_recorded(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "data")
    body = post_page("<p>等。</p>", post_id=2008)
    site = quiet_site()
    site.guba("/news,600519,2008.html", gzipped(body.decode()))
    with serving(site):
        page = fetched("guba", POST_URL, folder, watch(site.origins), AT.date())
    case = record_case("guba", "first", page, tmp_path / "pages")
    assert case.page == body
    assert case.meta["native_id"] == "2008"
    assert json.loads(case.expected.read_text("utf-8"))["post"]["native_id"] == "2008"
    assert site.paths() == ["/robots.txt", "/news,600519,2008.html"]
    assert not folder.raw.exists()
    assert [one.name for one in folder.root.glob("tmp*")] == []


def test_a_refused_page_is_not_recorded(tmp_path: Path) -> None:
    site = quiet_site()
    site.guba("/news,600519,2008.html", Answer(CHALLENGE, 403))
    folder = open_folder(tmp_path / "data")
    with serving(site), pytest.raises(NotRecorded, match="no page came: blocked"):
        fetched("guba", POST_URL, folder, watch(site.origins), AT.date())


@pytest.mark.parametrize("platform", platforms())
def test_a_stub_is_a_source_with_its_name_and_site(tmp_path: Path, platform: str) -> None:
    path = begin("my_blog", platform, "https://b.example/u/7?page=1", tmp_path)
    said = path.read_text("utf-8")
    assert path == tmp_path / "my_blog.py"
    found: dict[str, object] = {}
    exec(compile(said, str(path), "exec"), found)
    source = found["MyBlogSpider"]
    assert (getattr(source, "name", None), getattr(source, "site", None)) == (
        "my_blog",
        "https://b.example",
    )
    assert getattr(source, "list_path", "").format(id="", number=1) == "/u/7?page=1"


@pytest.mark.parametrize(
    ("name", "platform", "url", "words"),
    [
        ("My-Blog", "html", "https://b.example/", "is no name for a source"),
        ("guba", "html", "https://b.example/", "there is a source guba already"),
        ("blog", "wordpress", "https://b.example/", "choose one of html, json"),
        ("blog", "html", "file:///etc/passwd", "no address of a list"),
    ],
)
def test_a_source_that_cannot_be_begun(
    tmp_path: Path, name: str, platform: str, url: str, words: str
) -> None:
    with pytest.raises(StubRefused, match=words):
        begin(name, platform, url, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_checks(tmp_path: Path) -> None:
    ran = guandian(tmp_path, "sources", "check", "xueqiu")
    assert (ran.code, "xueqiu:412345601" in ran.out) == (0, True)
    assert guandian(tmp_path, "sources", "check", "nobody").code == 2
