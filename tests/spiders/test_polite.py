"""Two runs at once, killed ones and left-alone hosts: what the site's own log says of them."""

import asyncio
import json
import math
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from spiders.breaker import BreakerMiddleware, HostStopped, pause_for
from spiders.clock import night_at, show_instant
from spiders.discover import sources
from spiders.hostnotes import night_end
from spiders.hosts import HostFile
from spiders.outcomes import Outcome
from spiders.plan import Manners, Plan, Target
from spiders.polite import PoliteHandler, Turns
from spiders.run import settings_for
from spiders.stops import BLOCK_PAUSE
from tests.spiders.crawl import Run, command_for, plan_for, run_plan
from tests.spiders.site import (
    CHALLENGE,
    Answer,
    Site,
    list_page,
    post_page,
    quiet_site,
    row,
    serving,
)
from tests.spiders.test_run import wait_for_posts

GUBA, BAR = "guba.eastmoney.com", "600519"
BARS = (Target("bar", BAR), Target("bar", "300750"))


def with_budget(plan: Plan, budget: int) -> Plan:
    return replace(plan, manners=replace(plan.manners, budget=budget))


def host_file(folder: Path, host: str = GUBA) -> HostFile:
    return HostFile(folder / "hosts", host)


def bars_of_two_posts(*bars: str) -> Site:
    """Bars with one page and two posts of the night each."""
    site = Site()
    site.guba("/robots.txt", Answer("User-agent: *\n"))
    for n, bar in enumerate(bars, start=1):
        posts = [row(1000 * n + m, f"03-27 20:0{m}:00", stockbar_code=bar) for m in range(2)]
        older = [row(100 * n + m, "03-25 10:00:00", stockbar_code=bar) for m in range(6)]
        site.guba(f"/list,{bar},f.html", Answer(list_page([*posts, *older])))
        for one in posts:
            site.guba(f"/news,{bar},{one['post_id']}.html", Answer(post_page(one["post_id"])))
    return site


def run_at_once(folder: Path, plans: list[Plan]) -> list[dict[str, Any]]:
    """The results of plans that run at the same time on one data folder."""
    with ExitStack() as stack:
        children = []
        for n, plan in enumerate(plans):
            (folder / str(n)).mkdir()
            command = command_for(folder / str(n), plan)
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            children.append(stack.enter_context(subprocess.Popen(command, **pipes)))  # type: ignore[call-overload]
        said = [child.communicate(timeout=60)[0].decode() for child in children]
    return [json.loads(one.splitlines()[-1].removeprefix("RESULT ")) for one in said]


def test_two_runs_at_once_keep_the_delay_between_them_and_the_budget(tmp_path: Path) -> None:
    with serving(bars_of_two_posts(*(bar.id for bar in BARS))) as site:
        plans = [plan_for(tmp_path, site, targets=(bar,), delay_s=0.3) for bar in BARS]
        results = run_at_once(tmp_path, [with_budget(plan, 6) for plan in plans])
    gaps = [later - earlier for earlier, later in pairwise(site.asked_at)]
    assert min(gaps) >= 0.3
    assert len(site.asked) == host_file(tmp_path).read().n_requests == 6
    assert sum(one["outcomes"].get("budget_spent", 0) for one in results) == 2


def test_a_spent_budget_ends_the_visits_and_says_when_the_next_night_begins(
    site: Site, tmp_path: Path
) -> None:
    plan = with_budget(plan_for(tmp_path, site, targets=BARS), 5)
    run = run_plan(tmp_path, plan)
    assert len(site.asked) == 5
    assert run.visits() == [
        ("2008", "post"),
        ("2006", "post"),
        ("2005", "budget_spent"),
        ("2004", "budget_spent"),
    ]
    assert run.states() == {
        (BAR, "2025-03-26"): "partial",
        (BAR, "2025-03-27"): "complete",
        ("300750", "2025-03-26"): "not_attempted",
        ("300750", "2025-03-27"): "not_attempted",
    }
    short = [one for one in run.result["rows"] if one["state"] != "complete"]
    noon = night_end(night_at(datetime.now(UTC)))
    assert {one["next_try_at"] for one in short} == {show_instant(noon)}
    assert all("the 5 requests to guba.eastmoney.com" in one["reason"] for one in short)
    # The night is the budget's, not the run's.
    with pytest.raises(HostStopped, match="are spent") as raised:
        asyncio.run(one_turn(tmp_path, budget=5))
    assert raised.value.outcome is Outcome.BUDGET_SPENT


def test_tries_again_redirects_and_robots_txt_count(site: Site, tmp_path: Path) -> None:
    busy = Answer("busy", 503)
    # A wait longer than the timeout, which counts from the sending.
    site.guba("/news,600519,2004.html", replace(busy, headers={"Retry-After": "2"}), busy)
    site.guba("/news,600519,2008.html", Answer(status=302, headers={"Location": "/moved.html"}))
    plan = plan_for(tmp_path, site)
    run = run_plan(tmp_path, replace(plan, manners=replace(plan.manners, timeout_s=1.5)))
    assert site.paths().count("/news,600519,2004.html") == 3
    assert "timeout" not in run.result["outcomes"]
    assert "/moved.html" in site.paths()
    assert host_file(tmp_path).read().n_requests == len(site.asked) == 10


@pytest.fixture(scope="module")
def blocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, Run]]:
    """A run that met a challenge on its first list page."""
    folder = tmp_path_factory.mktemp("blocked")
    with serving(quiet_site()) as site:
        site.guba("/list,600519,f.html", Answer(CHALLENGE))
        yield site, folder, run_plan(folder, plan_for(folder, site))


def test_after_a_block_nothing_is_sent_before_the_next_try(
    blocked: tuple[Site, Path, Run],
) -> None:
    site, folder, first = blocked
    notes = host_file(folder).read()
    assert notes.left_alone_since
    assert notes.left_alone_until == notes.left_alone_since + BLOCK_PAUSE
    until = show_instant(notes.left_alone_until)
    assert {one["next_try_at"] for one in first.result["rows"]} == {until}
    n_asked = len(site.asked)
    again = run_plan(folder, plan_for(folder, site, targets=BARS))
    assert len(site.asked) == n_asked == 2
    assert set(again.states().values()) == {"blocked"}
    assert {one["next_try_at"] for one in again.result["rows"]} == {until}
    assert again.reasons() == {notes.pause}
    assert notes.pause.startswith(f"left alone until {until}, since ")
    assert again.visits("robots") == [(None, "not_attempted")]


def test_a_replay_says_the_same_of_a_block_and_knows_no_hosts(
    blocked: tuple[Site, Path, Run], tmp_path: Path
) -> None:
    _, _, live = blocked
    day = night_at(datetime.now(UTC))
    plan = replace(plan_for(tmp_path, replay=live.segment), date=day, since=day)
    again = run_plan(tmp_path, plan)
    assert not (tmp_path / "hosts").exists()
    for key in ("state", "reason", "next_try_at"):
        assert {one[key] for one in again.result["rows"]} == {
            one[key] for one in live.result["rows"]
        }


def test_a_pause_that_is_over_and_a_clock_set_back_stop_nobody(site: Site, tmp_path: Path) -> None:
    now, pause = datetime.now(UTC), timedelta(hours=6)
    file = host_file(tmp_path)
    file.change(lambda notes: notes.left_alone(now - pause, now, "blocked").heard(now + pause))
    run = run_plan(tmp_path, plan_for(tmp_path, site, delay_s=0.05))
    assert set(run.states().values()) == {"complete"}
    last = file.read().last_contact_at
    assert last
    assert now < last < datetime.now(UTC)


def test_a_run_on_its_way_heeds_a_pause_that_another_run_met(site: Site, tmp_path: Path) -> None:
    now = datetime.now(UTC)

    def pause() -> None:
        host_file(tmp_path).change(
            lambda notes: notes.left_alone(now, now + timedelta(hours=1), "blocked elsewhere")
        )

    gate = threading.Event()
    held = site.answers[GUBA, "/news,600519,2008.html"]
    assert isinstance(held, Answer)
    site.guba("/news,600519,2008.html", replace(held, not_before=gate))
    command = command_for(tmp_path, plan_for(tmp_path, site))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        wait_for_posts(site, 1)
        pause()
        gate.set()
        out, _ = child.communicate(timeout=30)
    assert site.paths()[-1] == "/news,600519,2008.html"
    result = json.loads(out.decode().splitlines()[-1].removeprefix("RESULT "))
    assert {one["state"] for one in result["rows"]} == {"blocked"}
    assert result["outcomes"]["not_attempted"] == 3


@pytest.mark.parametrize(
    ("said", "hours", "waits"),
    [("1", None, True), ("300", None, True), ("301", 6, False), ("86400", 24, False)],
)
def test_what_a_site_asks_for_is_told_to_all_runs(
    said: str, hours: int | None, waits: bool, tmp_path: Path
) -> None:
    breaker = BreakerMiddleware(crawler_on(tmp_path))
    meta = {"outcome": Outcome.SERVER_ERROR, "captured_at": datetime.now(UTC)}
    request = Request(f"https://{GUBA}/list,600519,f.html", meta=meta)
    breaker.process_response(request, Response(request.url, 503, {"Retry-After": said}))
    notes = host_file(tmp_path).read()
    assert notes.left_alone_since == (meta["captured_at"] if hours else None)
    if notes.left_alone_since and hours:
        assert notes.left_alone_until == notes.left_alone_since + timedelta(hours=hours)
    wait_s = notes.wait_s(datetime.now(UTC), 0.0)
    assert wait_s == pytest.approx(float(said) if waits else 0.0, abs=0.5)


@pytest.mark.parametrize(
    ("wait_s", "hours"), [(0.0, 6), (301.0, 6), (6.5 * 3600, 6.5), (1e300, 720), (math.inf, 720)]
)
def test_a_pause_is_as_long_as_the_site_asks_within_reason(wait_s: float, hours: float) -> None:
    assert pause_for(wait_s) == timedelta(hours=hours)


def test_a_killed_run_frees_its_turn(site: Site, tmp_path: Path) -> None:
    gate = threading.Event()
    site.guba("/robots.txt", Answer("User-agent: *\n", not_before=gate))
    command = command_for(tmp_path, plan_for(tmp_path, site))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        wait_for_posts(site, -2)
        assert host_file(tmp_path).take_turn() is None
        child.kill()
    assert len(site.asked) == host_file(tmp_path).read().n_requests == 1
    turn = host_file(tmp_path).take_turn()
    assert turn is not None
    turn.close()
    gate.set()


def test_a_run_that_waits_for_its_turn_ends_when_told_to(site: Site, tmp_path: Path) -> None:
    file = host_file(tmp_path)
    file.change(lambda notes: notes.slowed(datetime.now(UTC) + timedelta(seconds=300)))
    command = command_for(tmp_path, plan_for(tmp_path, site))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        while not (tmp_path / "hosts" / f"{GUBA}.turn").exists():
            assert child.poll() is None
            time.sleep(0.02)
        child.terminate()
        out, _ = child.communicate(timeout=10)
    result = json.loads(out.decode().splitlines()[-1].removeprefix("RESULT "))
    assert (site.asked, result["finish_reason"]) == ([], "shutdown")
    assert {one["state"] for one in result["rows"]} == {"not_attempted"}


def crawler_on(folder: Path, budget: int = 9) -> Crawler:
    plan = with_budget(plan_for(folder, Site(origin="http://127.0.0.1:9")), budget)
    settings = Settings({"RETRY_TIMES": 2})
    spider = sources()["guba"](plan=plan)
    return cast(Crawler, SimpleNamespace(spider=spider, crawling=True, settings=settings))


async def one_turn(folder: Path, budget: int = 9) -> None:
    async with Turns(crawler_on(folder, budget)).turn(GUBA):
        pass


def test_a_turn_that_never_comes_is_given_up_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spiders.polite.TURN_LIMIT_S", 0.2)
    held = host_file(tmp_path).take_turn()
    assert held is not None
    with pytest.raises(HostStopped, match="other runs have kept the turn") as raised:
        asyncio.run(one_turn(tmp_path))
    held.close()
    assert raised.value.outcome is Outcome.NOT_ATTEMPTED
    asyncio.run(one_turn(tmp_path))
    assert host_file(tmp_path).read().n_requests == 1


def test_without_a_file_to_keep_nothing_is_sent(tmp_path: Path) -> None:
    (tmp_path / "hosts").write_text("in the way")
    with pytest.raises(HostStopped, match="can be written to") as raised:
        asyncio.run(one_turn(tmp_path))
    assert raised.value.outcome is Outcome.NOT_ATTEMPTED


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_way_to_the_network_waits_its_turn(scheme: str, tmp_path: Path) -> None:
    manners = Manners(contact="mailto:a@b.example")
    live = replace(plan_for(tmp_path, replay=tmp_path), replay=None, manners=manners)
    rehearsal = plan_for(tmp_path, Site(origin="http://127.0.0.1:9"))
    for plan in (live, rehearsal):
        handler = load_object(settings_for(plan)["DOWNLOAD_HANDLERS"][scheme])
        assert issubclass(handler, PoliteHandler)


class Closing(BaseHTTPRequestHandler):
    """Keeps a connection open for a first answer and closes it on the second request."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[int, str]]

    def do_GET(self) -> None:
        self.asked.append((self.client_address[1], self.path))
        ports = [port for port, _ in self.asked]
        if ports.count(self.client_address[1]) > 1:
            self.close_connection = True
            return
        body = b"User-agent: *\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        pass


def test_nothing_is_sent_again_behind_our_back(tmp_path: Path) -> None:
    asked: list[tuple[int, str]] = []
    handler = type("Handler", (Closing,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        run_plan(
            tmp_path, plan_for(tmp_path, Site(origin=f"http://127.0.0.1:{server.server_port}"))
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    # A connection each: none is kept that the site could close, and Twisted try again on another.
    assert host_file(tmp_path).read().n_requests == len(asked) == len({port for port, _ in asked})


def test_a_site_that_asks_for_a_longer_delay_gets_it(site: Site, tmp_path: Path) -> None:
    site.guba("/robots.txt", Answer("User-agent: guandian\nCrawl-delay: 0.6\n"))
    run_plan(tmp_path, plan_for(tmp_path, site))
    assert len(site.asked_at) > 3
    assert min(later - at for at, later in pairwise(site.asked_at)) >= 0.6
    assert host_file(tmp_path).read().crawl_delay_s == 0.6
    site.guba("/robots.txt", Answer("User-agent: *\nCrawl-delay: soon\n"))
    run_plan(tmp_path, plan_for(tmp_path, site, done=frozenset({"2008"})))
    assert host_file(tmp_path).read().crawl_delay_s == 0.0
