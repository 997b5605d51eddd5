import csv
import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from flows.cli import main
from flows.extract import extract
from flows.folder import REPOSITORY, SAMPLE, DataFolder
from spiders.blogurls import page_id
from spiders.warcread import read_warc
from tests.flows.archive import FIRST, seal
from tests.flows.conftest import Nights
from tests.processes import PROCESSES
from tests.transforms.captures import page

SEED_URL = "https://guba.eastmoney.com/news,cjpl,1530761386.html"
SCRIPT = Path(sys.executable).with_name("guandian")
NIGHT = SAMPLE / "night.warc.gz"
REPLAY = ["--date", "2025-03-27", "--replay", str(NIGHT)]
REPLAY += ["--watchlist", str(SAMPLE / "watchlist.toml")]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run_main(arguments: list[str], folder: Path) -> None:
    """The console script, in a process of its own whose words go into files."""
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), stream)
    os.environ.update(COLUMNS="300", NO_COLOR="1")
    os.chdir(folder)
    sys.argv = ["guandian", *arguments]
    main()


def run_flow(arguments: list[str], folder: Path, api: str) -> None:
    """The same for a command that runs a flow, against the API at `api`."""
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    with temporary_settings({PREFECT_API_URL: api, PREFECT_HOME: folder / ".prefect"}):
        run_main(arguments, folder)


def guandian(folder: Path, *arguments: str) -> Ran:
    """A command that needs no Prefect, run in `folder`."""
    return ran_in_child(folder, run_main, list(arguments), folder)


def flow_command(folder: Path, api: str, *arguments: str) -> Ran:
    """A command that runs a flow, run in `folder` against the API at `api`."""
    return ran_in_child(folder, run_flow, list(arguments), folder, api)


def ran_in_child(folder: Path, target: Callable[..., None], *given: object) -> Ran:
    child = PROCESSES.Process(target=target, args=given)
    child.start()
    child.join(120)
    assert child.exitcode is not None
    out, err = ((folder / name).read_text("utf-8") for name in ("out", "err"))
    return Ran(child.exitcode, out, err)


def installed_command(folder: Path, api: str, *arguments: str) -> Ran:
    """The same by the installed script, from its first import on."""
    env = {**os.environ, "HOME": str(folder), "PREFECT_API_URL": api, "COLUMNS": "300"}
    done = subprocess.run(
        [str(SCRIPT), *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=env,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def check_one_line(ran: Ran, code: int, words: str) -> None:
    assert ran.code == code
    assert ran.err.startswith("guandian: ")
    assert ran.err.count("\n") == 1
    assert words in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ["All days and times are Asia/Shanghai", "demo", "nightly", "rebuild", "query"]),
        (("demo",), ["offline", "[default: data]", "GUANDIAN_DATA"]),
        (("nightly",), ["[yesterday]", "YYYY-MM-DD", "Seconds", "[default: 60.0]", "Days before"]),
        (("rebuild",), ["YYYY-MM-DD", "without the web", "[default: data]", "exit code 10"]),
        (("clean",), ["standard input", "Offsets count characters", "--keep-going"]),
        (("query",), ["SQL of DuckDB", "table|csv|json", "[default: table]"]),
        (("extract",), ["also gzipped", "[told from the page]"]),
    ],
)
def test_help_tells_units_and_defaults(
    tmp_path: Path, command: tuple[str, ...], words: list[str]
) -> None:
    ran = guandian(tmp_path, *command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert [word for word in words if word not in ran.out] == []
    assert str(REPOSITORY) not in ran.out


SQL = "select date, count(*) as n, min(published_at) as first from posts group by all order by all"


def test_query_prints_csv(nights: Nights, tmp_path: Path) -> None:
    ran = guandian(tmp_path, "query", SQL, "--data", str(nights.folder.root), "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    head, *rows = csv.reader(io.StringIO(ran.out))
    assert head == ["date", "n", "first"]
    assert [row[0] for row in rows] == ["2025-03-26", "2025-03-27", "2025-03-28"]
    assert all(row[2].startswith(row[0]) and row[2].endswith("+08:00") for row in rows)


def test_query_prints_json_an_object_a_line(nights: Nights, tmp_path: Path) -> None:
    ran = guandian(tmp_path, "query", SQL, "--data", str(nights.folder.root), "--format", "json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [list(row) for row in rows] == [["date", "n", "first"]] * 3
    assert all(isinstance(row["n"], int) for row in rows)


def test_query_prints_a_table(nights: Nights, tmp_path: Path) -> None:
    sql = "select title from posts where post_id = 'guba:1530761386'"
    ran = guandian(tmp_path, "query", sql, "--data", str(nights.folder.root))
    assert (ran.code, ran.err) == (0, "")
    assert "带崩美股算力的报告,到底说了啥?" in ran.out


@pytest.mark.parametrize(
    ("sql", "words"),
    [("select * from postz", 'Did you mean "posts"?'), ("selec 1", "syntax error"), ("", "no SQL")],
)
def test_wrong_sql_is_one_line(nights: Nights, tmp_path: Path, sql: str, words: str) -> None:
    ran = guandian(tmp_path, "query", sql, "--data", str(nights.folder.root))
    check_one_line(ran, 2, words)


def test_query_before_any_data_says_what_to_run(tmp_path: Path) -> None:
    check_one_line(guandian(tmp_path, "query", "select 1"), 2, "run guandian demo or nightly")


@cache
def seed_page() -> bytes:
    return next(record.body for record in read_warc(NIGHT) if record.url == SEED_URL)


@pytest.mark.parametrize("packed", [False, True])
def test_extract_prints_the_post_of_a_saved_page(tmp_path: Path, packed: bool) -> None:
    body = seed_page()
    (tmp_path / "page").write_bytes(gzip.compress(body) if packed else body)
    ran = guandian(tmp_path, "extract", "page", "--url", SEED_URL)
    assert (ran.code, ran.err) == (0, "")
    said = json.loads(ran.out)
    assert set(said) == {"post", "tags", "fund_mentions", "instrument_mentions", "removals"}
    assert said["post"]["published_at"] == "2025-03-27T21:04:53+08:00"
    assert said["post"]["title"] == "带崩美股算力的报告,到底说了啥?"
    assert (len(said["tags"]), len(said["fund_mentions"])) == (6, 8)
    assert "郑重声明" not in said["post"]["body"]


BAD_PAGES: dict[str, tuple[bytes, str]] = {
    "not HTML": (b"\x89PNG\r\n\x1a\n" + bytes(500), "no post page"),
    "empty": (b"", "no post page"),
    "cut-off gzip": (gzip.compress(page())[:-20], "cut"),
    "JSON cut in the middle": (page()[: len(page()) // 2], "cut"),
    "another site": (b"<html><title>x - \xe9\x9b\xaa\xe7\x90\x83</title></html>", "no post page"),
    "a page without a post": (b"<html><script>var post_article={};</script></html>", "page"),
}


@pytest.mark.parametrize("case", BAD_PAGES)
def test_a_file_that_yields_no_post_is_one_line(tmp_path: Path, case: str) -> None:
    body, words = BAD_PAGES[case]
    (tmp_path / "page").write_bytes(body)
    check_one_line(guandian(tmp_path, "extract", "page"), 2, words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.html"], "No such file or directory: name a saved page"),
        (["."], "Is a directory: name a saved page"),
        (["page", "--source", "caifuhao"], "no post page of caifuhao"),
        (["page", "--source", "someblog"], "give its address with --url"),
    ],
)
def test_a_page_named_wrongly_is_one_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "page").write_bytes(page())
    check_one_line(guandian(tmp_path, "extract", *arguments), 2, words)


def live_folder(root: Path) -> None:
    seal(DataFolder(root), FIRST)


def replayed_folder(root: Path) -> None:
    live = seal(DataFolder(root), FIRST)
    live.rename(live.with_name("guba-2025-03-27-replay-0a1b2c3d.warc.gz"))
    (root / "kind").write_text("replay")


def file_in_place(root: Path) -> None:
    root.write_text("mine")


def nothing(root: Path) -> None:
    assert not root.exists()


@pytest.mark.parametrize(
    ("spoil", "arguments", "words"),
    [
        (live_folder, ["demo"], "holds nights collected live: replay into another folder"),
        (live_folder, ["nightly", *REPLAY], "holds nights collected live"),
        (replayed_folder, ["nightly"], "take it out with `guandian demo --clear`"),
        (file_in_place, ["demo"], "cannot write to the data folder data: File exists"),
        (file_in_place, ["nightly", *REPLAY], "choose another with --data or GUANDIAN_DATA"),
        (file_in_place, ["rebuild", "2025-03-26", "2025-03-27"], "cannot write to"),
        (nothing, ["rebuild", "2025-03-28", "2025-03-26"], "give 2025-03-26 2025-03-28"),
        (nothing, ["nightly", "--watchlist", "none.toml"], "none.toml: not found; copy"),
    ],
)
def test_what_cannot_be_carried_out_is_one_line(
    tmp_path: Path, spoil: Callable[[Path], None], arguments: list[str], words: str
) -> None:
    spoil(tmp_path / "data")
    before = sorted(tmp_path.rglob("*"))
    check_one_line(guandian(tmp_path, *arguments), 2, words)
    after = [path for path in sorted(tmp_path.rglob("*")) if path.name not in ("out", "err")]
    assert [path for path in after if path.is_file()] == [one for one in before if one.is_file()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rebuild", "yesterday", "2025-03-28"], "'yesterday' is no day: write it as 2025-03-27"),
        (["nightly", "--date", "2025-02-30"], "'2025-02-30' is no day"),
        (["nightly", "--lookback-days", "-1"], "--lookback-days"),
        (["rebuild", "2025-03-28"], "Missing argument"),
        (["rebuild", "2025-03-27", "2025-03-28", "--json"], "give --diff too"),
        (["query", "select 1", "--format", "xml"], "'xml' is not one of"),
        (["nigthly"], "No such command 'nigthly'"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    ran = guandian(tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_a_night_with_a_blocked_source_exits_3_and_tells_it(
    prefect_api: str, tmp_path: Path
) -> None:
    ran = installed_command(tmp_path, prefect_api, "nightly", *REPLAY, "--source", "guba")
    assert ran.code == 3
    assert "not collected: guba: 2 blocked: of161725 2025-03-26: blocked" in ran.out
    assert "Traceback" not in ran.err + ran.out
    cleared = guandian(tmp_path, "demo", "--clear")
    assert (cleared.code, cleared.err) == (0, "")
    assert not list((tmp_path / "data").iterdir())


def test_a_rebuild_exits_0_and_prints_its_numbers(
    prefect_api: str, own_nights: DataFolder, tmp_path: Path
) -> None:
    ran = flow_command(tmp_path, prefect_api, "rebuild", "2025-03-26", "2025-03-28")
    assert ran.code == 0
    assert "rebuild 2025-03-26 to 2025-03-28: posts collected" in ran.out
    assert "of161725" in ran.out
    assert "posts 59" in ran.out


def test_a_rebuild_of_what_was_never_captured_exits_2(prefect_api: str, tmp_path: Path) -> None:
    ran = flow_command(tmp_path, prefect_api, "rebuild", "2025-03-26", "2025-03-28")
    assert ran.code == 2
    told = "guandian: nothing was ever captured of 2025-03-26 to 2025-03-28: run nightly for it"
    assert told in ran.err
    assert "Traceback" not in ran.err + ran.out


def test_clear_never_touches_what_was_collected_live(tmp_path: Path) -> None:
    live_folder(tmp_path / "data")
    ran = guandian(tmp_path, "demo", "--clear")
    check_one_line(ran, 2, "holds nights collected live")
    assert len(list((tmp_path / "data" / "raw").glob("*/*.warc.gz"))) == 1


def test_a_folder_that_does_not_say_what_it_is_counts_as_live(tmp_path: Path) -> None:
    """Its archive may be in cold storage."""
    lake = tmp_path / "data" / "lake"
    lake.mkdir(parents=True)
    check_one_line(guandian(tmp_path, "demo", "--clear"), 2, "holds nights collected live")
    assert lake.exists()


@pytest.mark.parametrize("url", ["", "http://www.blog.example.com/p/1/?utm_source=rss"])
def test_extract_gives_a_blog_s_post_the_id_that_a_crawl_gives_it(tmp_path: Path, url: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><title>早评</title><link rel="canonical" href="https://blog.example.com/p/1">'
        '<meta property="article:published_time" content="2025-03-27T09:01:00+08:00"></head>'
        "<body><article><p>今天把底仓再减一半，明天看量能不能跟上来再说，其余的都不动，等一个方向。</p>"
        "</article></body></html>",
        "utf-8",
    )
    known = page_id("https://blog.example.com/p/1")
    assert extract(page, url)["post"]["post_id"] == f"feed:{known}"
