import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from spiders.plan import KnownPost, Target
from spiders.run import main
from spiders.warcread import read_warc
from tests.spiders.crawl import BAR, Run, command_for, plan_for, run_plan
from tests.spiders.site import (
    CHALLENGE,
    HOSTS,
    Answer,
    Site,
    article_row,
    list_page,
    nested,
    post_page,
    quiet_site,
    row,
    serving,
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(quiet_site()) as served:
        yield served


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Run]]:
    folder = tmp_path_factory.mktemp("quiet")
    with serving(quiet_site()) as served:
        yield served, run_plan(folder, plan_for(folder, served))


def test_a_bar_is_walked_past_the_days_and_its_posts_are_visited_once(
    quiet: tuple[Site, Run],
) -> None:
    site, run = quiet
    assert (run.code, run.result["finish_reason"]) == (0, "finished")
    assert site.paths() == [
        "/robots.txt",
        "/list,600519,f.html",
        "/list,600519,f_2.html",
        "/news,600519,2008.html",
        "/news,300308,2006.html",
        "/news,600519,2005.html",
        "/error?type=2",
        "/news,600519,2004.html",
    ]
    assert set(run.states().values()) == {"complete"}
    assert list(site.agents) == ["guandian/0.1 (+mailto:a@b.example)"]


def test_everything_that_came_is_archived_as_it_came(quiet: tuple[Site, Run]) -> None:
    site, run = quiet
    assert [record.kind for record in run.records] == ["warcinfo", *["response"] * 8, "metadata"]
    post = next(record for record in run.records if record.url.endswith("/news,600519,2008.html"))
    sent = site.answers["guba.eastmoney.com", "/news,600519,2008.html"]
    assert isinstance(sent, Answer)
    assert post.body == sent.body
    assert dict(post.fields)["Content-Encoding"] == "gzip"
    assert post.visit
    assert post.visit.to_json() == (
        '{"acquisition":"nightly","kind":"post","native_id":"2008",'
        '"outcome":"post","source":"guba","target":"600519"}'
    )
    assert run.visits() == [
        ("2008", "post"),
        ("2006", "post"),
        ("2005", "other"),
        ("2005", "deleted"),
        ("2004", "post"),
    ]


def test_the_ledger_is_the_last_record_and_the_result(quiet: tuple[Site, Run]) -> None:
    _, run = quiet
    assert run.records[-1].url == "urn:guandian:ledger:guba"
    in_file = {name: value for name, value in run.result.items() if name in run.ledger}
    assert run.ledger == in_file
    assert run.result["outcomes"] == {"deleted": 1, "list": 2, "other": 2, "post": 3}
    assert [one["native_id"] for one in run.result["handed_on"]] == ["20250327210453000020070"]
    assert run.result["stats"]["log_errors"] == 0


def test_done_posts_are_not_fetched_and_known_posts_are(site: Site, tmp_path: Path) -> None:
    again = KnownPost("1777", "600519", bar="300308")
    site.guba("/news,300308,1777.html", Answer(post_page(1777)))
    run = run_plan(
        tmp_path, plan_for(tmp_path, site, posts=(again,), done=frozenset({"2008", "2005"}))
    )
    posts = [path for path in site.paths() if path.startswith("/news")]
    assert posts == [f"/news,{one}.html" for one in ("300308,2006", "600519,2004", "300308,1777")]
    assert set(run.states().values()) == {"complete"}


def test_no_two_requests_come_closer_than_the_delay(site: Site, tmp_path: Path) -> None:
    run_plan(tmp_path, plan_for(tmp_path, site, delay_s=0.15))
    gaps = [later - earlier for earlier, later in pairwise(site.asked_at)]
    assert len(gaps) == 7
    assert min(gaps) > 0.14


def test_a_challenge_stops_the_host_at_once(site: Site, tmp_path: Path) -> None:
    site.guba("/news,300308,2006.html", Answer(CHALLENGE))
    run = run_plan(tmp_path, plan_for(tmp_path, site, targets=(BAR, Target("bar", "300750"))))
    assert site.paths()[-1] == "/news,300308,2006.html"
    assert run.code == 0
    assert run.visits() == [
        ("2008", "post"),
        ("2006", "blocked"),
        ("2005", "not_attempted"),
        ("2004", "not_attempted"),
    ]
    assert run.states() == {
        ("600519", "2025-03-26"): "partial",
        ("600519", "2025-03-27"): "blocked",
        ("300750", "2025-03-26"): "not_attempted",
        ("300750", "2025-03-27"): "not_attempted",
    }


def test_a_refusal_is_neither_retried_nor_argued_with(site: Site, tmp_path: Path) -> None:
    site.guba("/list,600519,f.html", Answer("no", 429))
    run = run_plan(tmp_path, plan_for(tmp_path, site))
    assert site.paths() == ["/robots.txt", "/list,600519,f.html"]
    assert set(run.states().values()) == {"blocked"}
    assert all(one["next_try_at"] for one in run.result["rows"])


def test_an_error_of_the_server_is_tried_again_and_each_try_is_kept(
    site: Site, tmp_path: Path
) -> None:
    busy = Answer("busy", 503, {"Retry-After": "1"})
    site.guba("/news,600519,2008.html", Answer(b"x" * 9 * 1024**2))
    site.guba("/news,300308,2006.html", Answer("busy", 503))
    site.guba("/news,600519,2004.html", busy, Answer(post_page(2004)))
    run = run_plan(tmp_path, plan_for(tmp_path, site))
    first_try = site.paths().index("/news,600519,2004.html")
    assert site.asked_at[first_try + 1] - site.asked_at[first_try] > 1
    outcomes = run.visits()
    tries = [outcome for native_id, outcome in outcomes if native_id == "2004"]
    assert tries == ["server_error", "post"]
    assert outcomes.count(("2006", "server_error")) == 3
    assert outcomes.count(("2008", "too_large")) == 1
    assert run.states() == {
        ("600519", "2025-03-26"): "complete",
        ("600519", "2025-03-27"): "partial",
    }
    assert "2 of 2 posts missing: server_error, too_large" in run.reasons()


def test_a_site_that_is_down_is_a_state_not_an_exception(tmp_path: Path) -> None:
    site = quiet_site()
    with serving(site):
        pass
    run = run_plan(tmp_path, plan_for(tmp_path, site))
    assert run.code == 0
    assert set(run.states().values()) == {"failed"}
    assert "Traceback" not in run.log
    assert [outcome for _, outcome in run.visits("robots")] == ["failed"] * 3
    assert run.visits("list") == [("600519", "not_attempted")]
    assert "robots.txt cannot be had" in next(iter(run.reasons()))


def test_without_an_answer_about_robots_txt_nothing_is_fetched(site: Site, tmp_path: Path) -> None:
    site.guba("/robots.txt", Answer("busy", 503))
    run = run_plan(tmp_path, plan_for(tmp_path, site, targets=(BAR, Target("bar", "300750"))))
    assert site.paths() == ["/robots.txt"] * 3
    assert {target: state for (target, _), state in run.states().items()} == {
        "600519": "failed",
        "300750": "not_attempted",
    }


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.guba("/robots.txt", Answer("User-agent: *\nDisallow: /news\n"))
    run = run_plan(tmp_path, plan_for(tmp_path, site))
    assert not [path for path in site.paths() if path.startswith("/news")]
    assert {outcome for _, outcome in run.visits()} == {"robots_denied"}
    assert set(run.states().values()) == {"partial"}


def test_a_host_without_a_stand_in_is_never_reached(site: Site, tmp_path: Path) -> None:
    plan = replace(plan_for(tmp_path, site), origins={"example.invalid": site.origin})
    run = run_plan(tmp_path, plan)
    assert site.asked == []
    assert set(run.states().values()) == {"failed"}
    assert "no origin for guba.eastmoney.com" in next(iter(run.reasons()))


ARTICLE = '<html><body><div class="article-body">x</div></body></html>'
API, WAP = "gbapi.eastmoney.com", f"deviceid={'0' * 32}&version=2&product=eastmoney&plat=wap"


def column_site() -> Site:
    site = Site()
    for host in HOSTS:
        site.put(host, "/robots.txt", Answer("", 404))
    listed = [nested(article_row(31, "03-28 01:00:00")), nested(article_row(30, "03-27 09:00:00"))]
    listed += [nested(article_row(20 + n, f"03-2{n} 09:00:00")) for n in range(5, 0, -1)]
    query = "uid=77&pagenum=1&pagesize=10&type=1&filterType=1&onlyYt=0"
    answer = Answer(json.dumps({"re": True, "result": listed}))
    site.put("i.eastmoney.com", f"/api/guba/postCenterList?{query}", answer)
    site.put("caifuhao.eastmoney.com", f"/news/{article_id(30)}", Answer("<html>new design"))
    site.put("caifuhao.eastmoney.com", "/news/20250327210453000020070", Answer(ARTICLE))
    return site


def article_id(post_id: int, at: str = "03-27 09:00:00") -> str:
    return str(article_row(post_id, at)["post_source_id"])


HANDED_ON = KnownPost("20250327210453000020070", "600519", alias_id="guba:2007")


def test_an_article_not_understood_is_asked_for_by_the_second_way(tmp_path: Path) -> None:
    site = column_site()
    brief = f"/abstract/api/PostShort/ArticleBriefInfo?postid={article_id(30)}&type=1&{WAP}"
    site.put(API, brief, Answer('{"re":[{"post_id":30}]}'))
    content = f"/content/api/Post/ArticleContent?postid=30&newsid={article_id(30)}&{WAP}"
    content += "&pi=&ctoken=&utoken=&IsClick=false"
    site.put(API, content, Answer('{"rc":1,"post":{"post_id":30}}'))
    with serving(site):
        plan = plan_for(tmp_path, site, "caifuhao", (Target("author", "77"),), (HANDED_ON,))
        run = run_plan(tmp_path, plan)
    outcomes = [outcome for native_id, outcome in run.visits() if native_id == article_id(30)]
    assert outcomes == ["changed_layout", "other", "post"]
    assert (HANDED_ON.native_id, "post") in run.visits()
    assert run.states() == {("77", "2025-03-26"): "empty", ("77", "2025-03-27"): "complete"}


def test_a_blocked_article_is_never_asked_for_by_the_second_way(tmp_path: Path) -> None:
    site = column_site()
    site.put("caifuhao.eastmoney.com", f"/news/{article_id(30)}", Answer(CHALLENGE))
    with serving(site):
        plan = plan_for(tmp_path, site, "caifuhao", (Target("author", "77"),), (HANDED_ON,))
        run = run_plan(tmp_path, plan)
    assert site.paths(API) == []
    assert run.visits() == [(article_id(30), "blocked"), (HANDED_ON.native_id, "not_attempted")]
    assert run.states()["77", "2025-03-27"] == "blocked"


def slow_site() -> Site:
    """A bar whose posts never end, so that a run is in the middle whenever we look."""
    site = quiet_site()
    rows = [row(3000 + n, f"03-27 {23 - n // 60:02}:{59 - n % 60:02}:00") for n in range(200)]
    site.guba("/list,600519,f.html", Answer(list_page(rows)))
    site.guba("/list,600519,f_2.html", Answer(list_page([row(9, "03-01 09:00:00")])))
    for one in rows:
        site.guba(f"/news,600519,{one['post_id']}.html", Answer(post_page(one["post_id"])))
    return site


def wait_for_posts(site: Site, n: int) -> None:
    deadline = time.monotonic() + 30
    while len(site.paths()) < n + 3:
        assert time.monotonic() < deadline, "the crawl never got going"
        time.sleep(0.02)


def test_sigterm_seals_the_segment_with_a_ledger(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.1))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            wait_for_posts(site, 3)
            child.send_signal(signal.SIGTERM)
            out, _ = child.communicate(timeout=20)
    assert child.returncode == 1
    result = json.loads(out.decode().splitlines()[-1].removeprefix("RESULT "))
    assert result["finish_reason"] == "shutdown"
    (segment,) = (tmp_path / "raw").rglob("*.warc.gz")
    *_, last = read_warc(segment)
    assert last.url == "urn:guandian:ledger:guba"
    assert {one["state"] for one in result["rows"]} == {"partial", "empty"}


def test_the_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.1))
        code = "import subprocess,sys; subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)"
        with subprocess.Popen([sys.executable, "-c", code, *command]) as parent:
            wait_for_posts(site, 3)
            parent.kill()
        (segment,) = wait_for_file(tmp_path / "raw", "*.warc.gz")
        n_asked = len(site.asked)
        time.sleep(0.5)
        assert len(site.asked) == n_asked
    *_, last = read_warc(segment)
    assert json.loads(last.body)["finish_reason"] == "shutdown"


def wait_for_file(folder: Path, pattern: str) -> list[Path]:
    deadline = time.monotonic() + 20
    while not (found := list(folder.rglob(pattern))):
        assert time.monotonic() < deadline, f"no {pattern} appeared"
        time.sleep(0.05)
    return found


def test_a_killed_run_keeps_every_whole_record(tmp_path: Path) -> None:
    with serving(slow_site()) as site:
        command = command_for(tmp_path, plan_for(tmp_path, site, delay_s=0.05))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            wait_for_posts(site, 5)
            child.kill()
    (left,) = (tmp_path / "raw").rglob("*.open")
    posts = [one for one in read_warc(left) if one.visit and one.visit.outcome == "post"]
    assert len(posts) >= 4


def test_a_full_disk_ends_the_run_and_spares_what_is_kept(site: Site, tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    run = run_plan(tmp_path, plan_for(tmp_path, site), small_files)
    assert run.code == 1
    assert "no room for a record" in run.log or "cannot be written" in run.log
    assert len(site.paths()) < 8
    assert [one.kind for one in run.records][:2] == ["warcinfo", "response"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "the plan cannot be read"),
        ('{"source":"guba","date":"2025-03-27","since":"2025-03-28","raw":"r"}', "swap them"),
        (
            '{"source":"guba","date":"2025-03-27","since":"2025-03-27","raw":"r","replay":"no.gz"}',
            "replay file no.gz not found",
        ),
        (
            '{"source":"guba","date":"2025-03-27","since":"2025-03-27","raw":"r",'
            '"targets":[{"kind":"author","id":"7"}],"manners":{"contact":"x"}}',
            "guba has no targets of kind author",
        ),
    ],
)
def test_a_bad_plan_is_one_line_and_exit_2(
    tmp_path: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, "utf-8")
    assert main([str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


def test_without_a_plan_the_command_says_how_to_use_it(tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path / "none.json")]):
        command = [sys.executable, "-m", "spiders.run", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
