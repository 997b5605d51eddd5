import datetime
import json
import os
from functools import partial
from pathlib import Path

import pytest

from flows.checking import Checked, UnknownSource, check_list, check_post, check_source
from flows.commands.sources import new
from flows.folder import open_folder
from flows.recorded import Case, cases
from flows.recording import NotRecorded, Page, fetched, new_case, of_file, record_case
from flows.stubs import StubRefused, begin, platforms
from spiders import probe
from spiders.clock import SHANGHAI
from spiders.plan import Manners
from spiders.watchlist import Watchlist
from tests.flows.test_cli import guandian
from tests.record import main
from tests.spiders.site import CHALLENGE, Answer, gzipped, list_page, quiet_site, row, serving
from tests.transforms.captures import page as post_page

LIST_URL = "https://guba.eastmoney.com/list,600519,f.html"
POST_URL = "https://guba.eastmoney.com/news,600519,2008.html"
SINA = "https://blog.sina.com.cn"
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
    assert (checked.found["titles"], checked.found["times"]) == ("2 of 2", "2 of 2")
    assert checked.found["page 2"] == "https://guba.eastmoney.com/list,600519,f_2.html"


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


UNDATED = """<rss version="2.0"><channel><title>x</title>
<item><title>可转债</title><link>https://b.example/501</link></item></channel></rss>"""


def test_rows_without_times_are_told(tmp_path: Path) -> None:
    url = "https://b.example/feed.xml"
    page = Page(url, UNDATED.encode(), AT, "application/xml", "list", url)
    found = check_list(record_case("feed", "first", page, tmp_path)).found
    assert (found["titles"], found["times"]) == ("1 of 1", None)
    assert str(found["first"]).endswith("(no time) 可转债")


def test_a_case_without_an_expectation_is_a_problem(tmp_path: Path) -> None:
    case = recorded(tmp_path, LIST_URL, LISTED, "list")
    case.expected.unlink()
    assert check_list(case).problems == ["no expected.json yet: poe record --case guba/first"]


def test_a_post_whose_address_is_no_posts_is_a_problem(tmp_path: Path) -> None:
    case = recorded(tmp_path, "https://guba.eastmoney.com/about", post_page("<p>等。</p>"))
    problems = check_post(case).problems
    assert "its address is no post's: post_path, or native_id_of, is amiss" in problems


def test_a_list_that_cannot_be_paged_is_told() -> None:
    assert probe.second_page("feed", "https://b.example/feed.xml") is None
    assert probe.second_page("sina_blog", "7") == f"{SINA}/s/articlelist_7_0_2.html"


def test_a_page_that_yields_something_else_than_expected_is_a_problem(tmp_path: Path) -> None:
    case = recorded(tmp_path, LIST_URL, LISTED, "list")
    case.expected.write_text("{}")
    assert check_list(case).problems == [
        "not what expected.json says: poe record --case guba/first"
    ]


@pytest.mark.parametrize("source", sorted({case.source for case in cases()}))
def test_spider_and_reader_know_every_recorded_page(source: str) -> None:
    checked = list(check_source(source))
    assert checked
    assert [one.problems for one in checked] == [[]] * len(checked)


def test_an_unknown_source_cannot_be_checked() -> None:
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


def test_a_page_that_can_no_longer_be_read_keeps_its_expectation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = recorded(tmp_path / "pages", LIST_URL, LISTED, "list")
    before = case.expected.read_text("utf-8")
    newer = tmp_path / "newer.html"
    newer.write_text("<html><p>x</p></html>")
    assert main(["--case", case.name, "--page", str(newer)], tmp_path / "pages") == 1
    said = capsys.readouterr().out
    assert "guba/first cannot be read, mend its source or reader: expected `var article" in said
    assert "1 cases, 0 rewritten, 1 not readable" in said
    assert (case.page, case.expected.read_text("utf-8")) == (newer.read_bytes(), before)


def test_a_new_page_that_cannot_be_had_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = recorded(tmp_path / "pages", LIST_URL, LISTED, "list")
    watchlist = tmp_path / "w.toml"
    watchlist.write_text('[guba]\nbars = ["600519"]\n')
    asked = ["--case", case.name, "--fetch", "--watchlist", str(watchlist)]
    for given in (asked, ["--case", case.name, "--page", str(tmp_path / "none.html")]):
        with pytest.raises(SystemExit, match="2"):
            main([*given, "--data", str(tmp_path)], tmp_path / "pages")
        assert capsys.readouterr().err.startswith("poe record: ")
    assert case.page == LISTED


def test_a_recorded_case_is_not_written_over(tmp_path: Path) -> None:
    case = recorded(tmp_path, LIST_URL, LISTED, "list")
    with pytest.raises(NotRecorded, match="guba/first is recorded: name another with --case"):
        recorded(tmp_path, POST_URL, b"x")
    assert case.page == LISTED
    assert new_case("guba", "guba/second", tmp_path).name == "guba/second"


@pytest.mark.parametrize(
    ("source", "name", "words"),
    [("gubba", "first", "no source 'gubba'"), ("guba", "../x", "is no name for a case")],
)
def test_a_case_that_cannot_be(tmp_path: Path, source: str, name: str, words: str) -> None:
    with pytest.raises((NotRecorded, UnknownSource), match=words):
        new_case(source, name, tmp_path)


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
    with serving(site), pytest.raises(NotRecorded, match=r"no page came: blocked \(HTTP 403\)"):
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


def test_a_page_of_a_site_that_is_not_crawled_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(NotRecorded, match="xueqiu is not crawled: save the page"):
        fetched("xueqiu", "https://xueqiu.com/1/2", open_folder(tmp_path), watch({}), AT.date())


def test_a_source_whose_list_page_is_not_recorded_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.stubs.begin", partial(begin, into=tmp_path))
    with pytest.raises(UnknownSource):
        # Nobody finds a source that lies elsewhere.
        new("blog", "https://b.example/u")
    assert not list(tmp_path.iterdir())


def test_the_command_checks(tmp_path: Path) -> None:
    ran = guandian(tmp_path, "sources", "check", "xueqiu")
    assert (ran.code, "xueqiu:412345601" in ran.out) == (0, True)
    assert guandian(tmp_path, "sources", "check", "nobody").code == 2
