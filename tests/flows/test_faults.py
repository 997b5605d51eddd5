"""One night over the worst of the web: every case ends in its outcome and its coverage state."""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows.folder import DataFolder
from spiders.warcread import Archived, read_warc
from tests.flows.test_cli import Ran, flow_command
from tests.spiders.faults import (
    MIB,
    Faults,
    Script,
    bomb,
    cut_short,
    hang,
    huge,
    long_headers,
    packed,
    playing,
    redirect,
    reset,
    said,
    shell,
)
from tests.spiders.site import article_row, list_page, nested, row
from tests.transforms.captures import page

DAY, DAY_BEFORE = "2025-03-27", "2025-03-26"
CFH, AUTHORS, API = "caifuhao.eastmoney.com", "i.eastmoney.com", "gbapi.eastmoney.com"
# As all segments are called: a name never holds anything that a page said.
SEGMENT = re.compile(r"date=\d{4}-\d\d-\d\d/(guba|caifuhao)-\d{8}T\d{6}-[0-9a-f]{8}\.warc\.gz")
TWICE, THRICE = "{0} {0}", "{0} {0} {0}"


@dataclass(frozen=True)
class Case:
    """A target: the outcomes of its visits in order, the day's state and the posts that it keeps.

    Of a bar named `list-…` the visits are those of its list, else those of its one post.
    """

    visits: str
    state: str
    n_posts: int = 0


BARS = {
    "healthy": Case("post post", "complete", 2),
    "500-then-200": Case("server_error post", "complete", 1),
    "hang": Case(THRICE.format("timeout"), "partial"),
    "reset": Case(THRICE.format("failed"), "partial"),
    "cut-short-once": Case("failed post", "complete", 1),
    "cut-gzip": Case(THRICE.format("server_error"), "partial"),
    "cut-gzip-once": Case("server_error post", "complete", 1),
    "unasked-br-once": Case("server_error post", "complete", 1),
    "200-mb": Case("too_large", "partial"),
    "200-mb-chunked": Case("too_large", "partial"),
    "gzip-bomb": Case("too_large", "partial"),
    "long-headers": Case("too_large", "partial"),
    "endless-headers": Case(THRICE.format("too_large"), "partial"),
    "endless-line": Case(THRICE.format("too_large"), "partial"),
    "loop": Case("other moved", "partial"),
    "to-canary": Case("moved", "partial"),
    "to-canary-tls": Case("moved", "partial"),
    "to-file": Case("moved", "partial"),
    "to-user": Case("moved", "partial"),
    "to-nul": Case("moved", "partial"),
    "to-broken": Case("moved", "partial"),
    "deleted-meanwhile": Case("deleted", "complete"),
    "wrong-charset": Case("post", "complete", 1),
    "gbk": Case("post", "complete", 1),
    "empty-200": Case("changed_layout", "partial"),
    "cookie": Case("post", "complete", 1),
    "../../../path": Case("post", "complete", 1),
    "list-500-then-200": Case("server_error list", "complete", 1),
    "list-empty-200": Case("changed_layout", "failed"),
    "list-cut-gzip": Case(THRICE.format("server_error"), "failed"),
    "list-to-canary": Case("moved", "failed"),
    "list-for-ever": Case(TWICE.format("list"), "partial", 3),
    "list-pushed-down": Case(TWICE.format("list"), "complete", 5),
    "list-pulled-up": Case(THRICE.format("list"), "complete", 4),
    # The host's last word: what comes after it is not asked for.
    "list-guarded": Case("blocked", "blocked"),
    "list-after": Case("not_attempted", "not_attempted"),
}
COLUMNS = {
    "7001": Case("post", "complete", 1),
    "7002": Case("changed_layout blocked", "blocked"),
    "list-7003": Case("blocked", "blocked"),
    # Handed on by a bar of guba, the last to be visited.
    "healthy": Case("blocked", "blocked"),
}


def number(name: str, n: int = 0) -> int:
    """The number of a bar's nth post."""
    return 1_530_000_000 + zlib.crc32(name.encode()) % 1_000_000 * 100 + n


def post(name: str, n: int = 0) -> bytes:
    return page(
        post_id=number(name, n),
        post_title=f"帖子 {name} {n}",
        post_publish_time=f"{DAY} 20:{59 - n:02}:00",
        post_guba={"stockbar_code": name, "stockbar_name": "吧"},
    )


def rows(name: str, *wanted: int) -> list[dict[str, Any]]:
    """Rows of posts of the day, newest first."""
    return [row(number(name, n), f"03-27 20:{59 - n:02}:00", stockbar_code=name) for n in wanted]


def old_rows(name: str) -> list[dict[str, Any]]:
    return [row(number(name, 90 + n), f"03-25 1{n}:00:00") for n in range(5)]


def newest(name: str) -> dict[str, Any]:
    return row(number(name, 80), "03-28 00:20:00", stockbar_code=name)


def listed(name: str, *wanted: int, count: int = 5000, is_first: bool = True) -> Script:
    """A list page with these posts; the first has a newer one too, every other the old ones."""
    shown = [newest(name)] if is_first else []
    return said(
        list_page([*shown, *rows(name, *wanted), *([] if is_first else old_rows(name))], count)
    )


def whole_list(name: str, *more: dict[str, Any]) -> Script:
    return said(list_page([newest(name), *rows(name, 0), *more, *old_rows(name)]))


def posts_of(canary: str) -> dict[str, list[Script]]:
    """What the one post of each bar is answered with, one after the other."""
    odd = said(b"\x0b\x02\x80", content_encoding="br")
    return {
        "500-then-200": [said("busy", 500), said(post("500-then-200"))],
        "hang": [hang()],
        "reset": [reset(b"x" * 9000)],
        "cut-short-once": [cut_short(b"x" * 9000), said(post("cut-short-once"))],
        "cut-gzip": [packed(post("cut-gzip"), 12)],
        "cut-gzip-once": [packed(post("cut-gzip-once"), 12), packed(post("cut-gzip-once"))],
        "unasked-br-once": [odd, said(post("unasked-br-once"))],
        "200-mb": [huge(is_chunked=False)],
        "200-mb-chunked": [huge(is_chunked=True)],
        "gzip-bomb": [bomb()],
        "long-headers": [long_headers(300_000, 8000)],
        "endless-headers": [long_headers(200 * MIB, 8000)],
        "endless-line": [long_headers(8 * MIB, 4 * MIB)],
        "loop": [redirect(f"/news,noose,{number('loop')}.html")],
        "to-canary": [redirect(f"{canary}/x")],
        "to-canary-tls": [redirect(f"{canary.replace('http', 'https')}/x")],
        "to-file": [redirect("file:///etc/passwd")],
        "to-user": [redirect("https://me:secret@guba.eastmoney.com/")],
        "to-nul": [redirect(b"/news,to-nul\x00,1.html")],
        "to-broken": [redirect("https://[::1/")],
        "deleted-meanwhile": [redirect(b"/error?type=2\r\nSet-Cookie: injected=1")],
        "wrong-charset": [said(post("wrong-charset"), kind="text/html; charset=iso-8859-1")],
        "gbk": [said(post("gbk").decode().encode("gbk"), kind="text/html; charset=utf-8")],
        "empty-200": [said("")],
        "cookie": [said(post("cookie"), set_cookie="id=1", www_authenticate="Basic realm=x")],
        "../../../path": [said(post("../../../path"))],
    }


def stage_guba(site: Faults, canary: str) -> None:
    for name, scripts in posts_of(canary).items():
        site.guba(f"/list,{name},f.html", whole_list(name))
        site.guba(f"/news,{name},{number(name)}.html", *scripts)
    site.guba(f"/news,noose,{number('loop')}.html", redirect(f"/news,loop,{number('loop')}.html"))
    article = article_row(number("article"), "03-27 21:00:00")
    site.guba("/list,healthy,f.html", whole_list("healthy", *rows("healthy", 1), article))
    for name in BARS:
        if name == "healthy" or name.startswith("list-"):
            for n in range(9):
                site.guba(f"/news,{name},{number(name, n)}.html", said(post(name, n)))


def stage_lists(site: Faults, canary: str) -> None:
    def bar(name: str, *pages: list[Script]) -> None:
        for n, scripts in enumerate(pages, 1):
            site.guba(f"/list,{name},f{'' if n == 1 else f'_{n}'}.html", *scripts)

    bar("list-500-then-200", [said("", 503), whole_list("list-500-then-200")])
    bar("list-empty-200", [said("")])
    bar("list-cut-gzip", [packed(list_page(old_rows("x")).encode(), 30)])
    bar("list-to-canary", [redirect(f"{canary}/x")])
    same = listed("list-for-ever", 0, 1, 2)
    bar("list-for-ever", *[[same]] * 9)
    # Two new posts come while we walk: the foot of page 1 is the head of page 2.
    name = "list-pushed-down"
    bar(name, [listed(name, 0, 1, 2)], [listed(name, 1, 2, 3, 4, count=5002, is_first=False)])
    # Post 1 is deleted while we walk: post 3 moves up to page 1, past us.
    name = "list-pulled-up"
    first, then = listed(name, 0, 1, 2), listed(name, 0, 2, 3, count=4999)
    bar(name, [first, then], [listed(name, 4, count=4999, is_first=False)])
    site.guba(f"/news,{name},{number(name, 1)}.html", redirect("/error?type=2"))
    bar("list-guarded", [said("slow down", 418)])


def article(native_id: str) -> bytes:
    title, time = f"文章 {native_id}", "2025年03月27日 21:00"
    return (
        f'<html><head><title>{title}_财富号_东方财富网</title></head><body><div class="article">'
        f'<h1 class="article-title">{title}</h1><div class="article-meta"><span class="txt">{time}'
        f'</span> <a class="author_name" href="https://caifuhao.eastmoney.com/cfh/1">某某</a></div>'
        f'<div class="article-body"><div class="xeditor_content"><p>等方向。</p></div></div></div>'
        f"</body></html>"
    ).encode()


def article_id(n: int) -> str:
    return str(article_row(number("article", n), "03-27 21:00:00")["post_source_id"])


def stage_columns(site: Faults) -> None:
    for n, author in enumerate(("7001", "7002", "list-7003"), 1):
        found = [article_row(number("article", 50), "03-28 00:20:00")]
        found += [article_row(number("article", n), "03-27 21:00:00")]
        found += [
            article_row(number("article", 60 + day), f"03-2{day} 09:00:00") for day in (5, 4, 3)
        ]
        found += [article_row(number("article", 70 + day), f"03-2{day} 08:00:00") for day in (2, 1)]
        answer = said(json.dumps({"re": True, "result": [nested(one) for one in found]}))
        query = f"uid={author}&pagenum=1&pagesize=10&type=1&filterType=1&onlyYt=0"
        is_guarded = author == "list-7003"
        site.put(
            AUTHORS, f"/api/guba/postCenterList?{query}", said("no", 403) if is_guarded else answer
        )
    site.put(CFH, f"/news/{article_id(1)}", said(article(article_id(1))))
    site.put(CFH, f"/news/{article_id(2)}", said("<html><body>new design</body></html>"))
    site.put(CFH, f"/news/{article_id(0)}", shell())
    # The phones' way to the second: a guard that says when to come back.
    wap = f"type=1&deviceid={'0' * 32}&version=2&product=eastmoney&plat=wap"
    brief = f"/abstract/api/PostShort/ArticleBriefInfo?postid={article_id(2)}&{wap}"
    site.put(API, brief, said("", 429, retry_after="120"))


def watchlist(file: Path, site: Faults) -> Path:
    origins = "\n".join(f'"{host}" = "{base}"' for host, base in site.origins.items())
    authors = [name for name in COLUMNS if name != "healthy"]
    file.write_text(
        f"[guba]\nbars = {json.dumps(list(BARS))}\n[caifuhao]\nauthors = {json.dumps(authors)}\n"
        f'[manners]\ndelay_s = 0\ntimeout_s = 0.5\ncontact = "mailto:a@b.example"\n'
        f"[origins]\n{origins}\n",
        "utf-8",
    )
    return file


@dataclass(frozen=True)
class Night:
    site: Faults
    canary: Faults
    ran: Ran
    folder: DataFolder
    records: list[Archived]

    def visits(self, source: str, target: str) -> str:
        """The outcomes of a target's visits in order."""
        kind = "list" if target.startswith("list-") else "post"
        made = [one.visit for one in self.records if one.visit]
        wanted = [one for one in made if (one.source, one.target) == (source, target)]
        return " ".join(str(one.outcome) for one in wanted if one.kind == kind)

    def table(self, name: str) -> pd.DataFrame:
        frame = pd.read_parquet(self.folder.tables / name)
        return frame.assign(date=frame["date"].astype(str))


@pytest.fixture(scope="module")
def night(prefect_api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    root = tmp_path_factory.mktemp("faults")
    with playing(Faults(), "127.0.0.2") as canary, playing(Faults()) as site:
        stage_guba(site, canary.origin)
        stage_lists(site, canary.origin)
        stage_columns(site)
        names = ["--date", DAY, "--watchlist", str(watchlist(root / "watchlist.toml", site))]
        ran = flow_command(root, prefect_api, "nightly", *names, "--retries", "0")
        folder = DataFolder(root / "data")
        records = [one for path in sorted(folder.raw.rglob("*.gz")) for one in read_warc(path)]
        yield Night(site, canary, ran, folder, records)


CASES = [("guba", name) for name in BARS] + [("caifuhao", name) for name in COLUMNS]


def case_of(source: str, target: str) -> Case:
    return (BARS if source == "guba" else COLUMNS)[target]


@pytest.mark.parametrize(("source", "target"), CASES)
def test_a_case_ends_in_its_outcome_and_state(night: Night, source: str, target: str) -> None:
    coverage = night.table("coverage")
    mine = coverage[(coverage["source"] == source) & (coverage["target"] == target)]
    (today,) = mine[mine["date"] == DAY].to_dict("records")
    case = case_of(source, target)
    assert (night.visits(source, target), today["state"]) == (case.visits, case.state)
    assert isinstance(today["reason"], str) is (case.state != "complete")


def test_no_post_of_the_day_is_lost_and_none_is_made_up(night: Night) -> None:
    posts = night.table("posts")
    titles: dict[str, int] = defaultdict(int)
    for title in posts[posts["date"] == DAY]["title"]:
        titles[title.split()[1]] += 1
    wanted = {name: case.n_posts for name, case in BARS.items() if case.n_posts}
    assert titles == wanted | {article_id(1): 1}


def test_the_text_is_right_whatever_the_header_says(night: Night) -> None:
    posts = night.table("posts").set_index("bar_code")
    for name in ("wrong-charset", "gbk", "../../../path"):
        assert posts.loc[name, "title"] == f"帖子 {name} 0"
        assert posts.loc[name, "body"] == "缩量，等方向。"


def test_a_day_without_posts_stays_proved_where_only_a_post_failed(night: Night) -> None:
    coverage = night.table("coverage")
    before = coverage[(coverage["source"] == "guba") & (coverage["date"] == DAY_BEFORE)]
    states = before.set_index("target")["state"]
    assert {states[name] for name in BARS if not name.startswith("list-")} == {"empty"}


def test_no_request_follows_a_redirect_out_of_the_site(night: Night) -> None:
    assert (night.canary.n_connections, night.canary.asked) == (0, [])
    assert {one.host for one in night.site.asked} == {"guba.eastmoney.com", CFH, AUTHORS, API}


def test_no_more_is_read_of_a_large_answer_than_the_limit_and_what_was_on_its_way(
    night: Night,
) -> None:
    large = [path for path in night.site.n_sent if re.match("/news,(200-mb|endless)", path)]
    assert len(large) == 4
    assert all(0 < night.site.n_sent[path] < 48 * MIB for path in large)


def test_a_guarded_host_hears_nothing_more(night: Night) -> None:
    assert night.site.paths()[-1] == "/list,list-guarded,f.html"
    assert "list-7003" in night.site.paths(AUTHORS)[-1]
    assert night.site.paths(CFH)[-1] == f"/news/{article_id(0)}"
    assert [path.partition("?")[0] for path in night.site.paths(API)] == [
        "/robots.txt",
        "/abstract/api/PostShort/ArticleBriefInfo",
    ]
    # The evidence is kept.
    (evidence,) = [one for one in night.records if one.url.endswith(f"/news/{article_id(0)}")]
    assert "身份核实" in evidence.body.decode()


def test_nothing_that_knows_a_visitor_again_is_kept_or_sent(night: Night) -> None:
    sent = {name for one in night.site.asked for name in one.headers}
    expected = {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
    assert sent == expected
    kept = {name.lower() for one in night.records for name, _ in one.fields}
    assert "www-authenticate" in kept
    assert not kept & {"set-cookie", "cookie", "authorization"}


def test_no_file_is_named_by_a_page(night: Night) -> None:
    raw = night.folder.raw
    found = [path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file()]
    assert len(found) == 2
    assert all(SEGMENT.fullmatch(name) for name in found)
    outside = {path.name for path in raw.parents[1].iterdir()} - {".prefect"}
    assert outside <= {"data", "watchlist.toml", "out", "err"}


def test_the_run_ends_and_says_what_happened(night: Night) -> None:
    out = night.ran.out
    assert night.ran.code == 3
    assert "Traceback" not in out + night.ran.err
    for source, name in CASES:
        state = case_of(source, name).state
        assert re.search(rf"{source} +│ {re.escape(name)} +│.*│ {state}\b", out), name
    for words in ("not collected: guba: 2 blocked, 6 failed", "not collected: caifuhao: 4 blocked"):
        assert words in out
