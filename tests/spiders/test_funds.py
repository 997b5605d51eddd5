from dataclasses import replace
from pathlib import Path

import pytest

from spiders.ledger import CoverageRow
from spiders.plan import Plan, Target
from spiders.sources.funds import GROUPS, NAMES, FundsSpider
from spiders.walks import Walk, WalkEnd
from spiders.watchlist import WatchlistError, load
from tests.spiders.crawl import NIGHT, plan_for
from tests.spiders.fund_lists import ETFS, pages, quotes, script
from tests.spiders.site import CHALLENGE, Answer, Site
from tests.spiders.walking import crawled, walked

ALL, ETF = Target("list", "all"), Target("list", "etf")
NO_QUOTES = '{"rc":0,"data":null}'


def plan(target: Target, n_last: int = 0) -> Plan:
    made = plan_for(Path("x"), None, "funds", (target,), delay_s=3.0)
    return replace(made, since=NIGHT, sizes={target.id: n_last} if n_last else {})


def row_of(target: Target, *answers: Answer | str, n_last: int = 0) -> CoverageRow:
    """The one row of the ledger after a walk whose pages give these answers."""
    spider = FundsSpider(plan(target, n_last))
    urls = [spider.list_url(target, n) for n in range(1, len(answers) + 1)]
    (row,) = walked(spider, target, dict(zip(urls, answers, strict=True)))
    return row


@pytest.mark.parametrize(
    ("target", "answers", "walked_pages"),
    [
        (ALL, [Answer(script())], 1),
        (ALL, [Answer(script(encoding="gb18030"))], 1),
        (ALL, [Answer(script(encoding="utf-8") + b"\n")], 1),
        (ETF, [quotes(ETFS)], 1),
        (ETF, [quotes(ETFS, callback="jQuery1124_17")], 1),
        (ETF, pages(ETFS, 2), 2),
        (ETF, pages(ETFS, 1), 3),
    ],
)
def test_a_list_that_came_whole_is_complete_and_counts_no_posts(
    target: Target, answers: list[Answer | str], walked_pages: int
) -> None:
    row = row_of(target, *answers)
    assert (row.target, row.day, row.state, row.reason) == (target.id, str(NIGHT), "complete", "")
    assert (row.claimed, row.walked, row.posts) == (None, walked_pages, 0)


@pytest.mark.parametrize(
    ("target", "answers", "state", "reason"),
    [
        (ALL, [Answer(script()[:-40])], "failed", "changed_layout (HTTP 200): expected the whole"),
        (ALL, ["var r = [];"], "failed", "expected rows of five texts"),
        (ALL, ['var r = [["000307","HJ","黄金"]];'], "failed", "expected rows of five texts"),
        (ALL, ['var r = [["307","","黄金","",""]];'], "failed", "expected a code of six digits"),
        (ALL, ['var r = [["000307",,]];'], "failed", "changed_layout (HTTP 200): Expecting"),
        (ALL, ["<html><body>改版了</body></html>"], "failed", "expected the whole"),
        (ALL, [""], "failed", "changed_layout"),
        (ALL, [Answer("not here", 404)], "failed", "failed (HTTP 404)"),
        (ALL, [CHALLENGE], "blocked", "blocked (HTTP 200)"),
        (ALL, [Answer("", 403)], "blocked", "blocked (HTTP 403)"),
        (ETF, [pages(ETFS, 2)[0], CHALLENGE], "blocked", "blocked (HTTP 200)"),
        (ETF, [NO_QUOTES], "failed", "expected `diff` with rows"),
        (ETF, [quotes({}, 3)], "failed", "expected `diff` with rows"),
        (ETF, [pages(ETFS, 2)[0], NO_QUOTES], "failed", "expected `diff` with rows"),
        (ETF, [pages(ETFS, 2)[0]] * 2, "failed", "repeated page"),
        (ETF, ['{"rc":0,"data":{"total":1,"diff":{"0":{}}}}'], "failed", "expected rows of Shen"),
        (ETF, [quotes({"HK0001": "海棠ETF"})], "failed", "expected a code of six digits"),
        (ETF, ["<html>sorry</html>"], "failed", "changed_layout"),
    ],
)
def test_a_list_that_is_cut_empty_or_of_another_layout_is_not(
    target: Target, answers: list[Answer | str], state: str, reason: str
) -> None:
    row = row_of(target, *answers)
    assert (row.state, row.posts) == (state, 0)
    assert reason in row.reason


@pytest.mark.parametrize(
    ("n_last", "state"), [(10, "complete"), (11, "complete"), (12, "failed"), (27_000, "failed")]
)
def test_a_list_that_lost_more_than_a_tenth_of_its_rows_was_cut(n_last: int, state: str) -> None:
    row = row_of(ALL, Answer(script()), n_last=n_last)
    assert row.state == state
    assert (f"most of the {n_last} rows of last time, not 10" in row.reason) is (state == "failed")


@pytest.mark.parametrize(
    ("end", "n_pages", "state"),
    [
        (WalkEnd.NOT_ATTEMPTED, 0, "not_attempted"),
        (WalkEnd.BUDGET_SPENT, 0, "not_attempted"),
        (WalkEnd.BUDGET_SPENT, 3, "partial"),
        (None, 1, "partial"),
        (WalkEnd.LEFT_ALONE, 1, "blocked"),
        (WalkEnd.MAX_PAGES, 50, "failed"),
        (WalkEnd.NO_ROWS, 2, "failed"),
    ],
)
def test_what_a_walk_that_ended_so_comes_to(end: WalkEnd | None, n_pages: int, state: str) -> None:
    spider = FundsSpider(plan(ETF))
    spider.ledger.walks["etf"] = Walk("etf", NIGHT, 50, n_pages=n_pages, ended=end)
    (row,) = spider.ledger.rows()
    assert (row.state, row.walked, bool(row.reason)) == (state, n_pages, True)


def test_a_crawl_archives_every_page_and_visits_nothing_else(tmp_path: Path) -> None:
    site, spider = Site(), FundsSpider(plan(ETF))
    site.put(
        "fund.eastmoney.com", NAMES.removeprefix("https://fund.eastmoney.com"), Answer(script())
    )
    for number, page in enumerate(pages(ETFS, 2), 1):
        host, path = spider.list_url(ETF, number).removeprefix("https://").split("/", 1)
        site.put(host, f"/{path}", Answer(page))
    run = crawled(tmp_path, site, "funds", (ALL, ETF), FundsSpider.hosts)
    assert run.visits("list") == [("all", "list"), ("etf", "list"), ("etf", "list")]
    assert run.visits() == []
    assert {target: state for (target, _), state in run.states().items()} == {
        "all": "complete",
        "etf": "complete",
    }
    assert [record.body for record in run.records if record.url == NAMES] == [script()]


def test_the_watchlist_names_lists_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.toml"
    path.write_text('[funds]\nlists = ["all", "etf", "lof"]\n', "utf-8")
    assert load(path).targets["funds"] == tuple(Target("list", one) for one in ("all", *GROUPS))
    path.write_text('[funds]\nlists = ["all", "index"]\n', "utf-8")
    with pytest.raises(WatchlistError, match="no list 'index': choose of all, etf, lof; import"):
        load(path)
