from datetime import datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from spiders.clock import read_instant
from spiders.embedded import ChangedLayout
from spiders.plan import KnownPost, Target
from spiders.sources.fund import FundSpider, place, with_year
from tests.spiders.crawl import plan_for, run_plan
from tests.spiders.site import CHALLENGE, Answer, Site, post_page, serving
from tests.spiders.walking import crawled, http_date, walked

HOST = "fund.eastmoney.com"
FUND = Target("fund", "161130")
ARTICLE = "20250327210453000020070"


def row(n: int, at: str, href: str = "") -> str:
    link = href or f"http://{HOST}/ba/news,of161130,{n}.html"
    return (
        f'<tr><td class="td01">12</td><td class="td02">3</td><td class="td03"><a href="{link}">'
        f'纳指札记 {n}</a></td><td class="td04">阿海</td><td class="td05">{at}</td></tr>'
    )


def page(*rows: str) -> str:
    head = '<tr><th class="th03">标题</th><th class="th05">最新更新时间</th></tr>'
    table = f'<table class="popTable"><tbody>{head}{"".join(rows)}</tbody></table>'
    return f'<html><body><div class="barEssayListWrap">{table}</div></body></html>'


OLD = [row(n, "03-20 10:00") for n in range(30, 35)]


def test_a_fund_hands_its_bar_s_posts_on(tmp_path: Path) -> None:
    site = Site()
    rows = [
        row(9, "03-28 00:40"),
        row(8, "03-27 21:00", "http://guba.eastmoney.com/news,zssh000001,8.html"),
    ]
    rows += [row(7, "03-26 20:00", f"//caifuhao.eastmoney.com/news/{ARTICLE}"), *OLD]
    body = page(*rows).encode("gb18030")
    site.put(HOST, "/161130.html", Answer(body, headers={"Date": http_date()}))
    run = crawled(tmp_path, site, "fund", (FUND,), [HOST])
    assert [(one["source"], one["native_id"], one["bar"]) for one in run.result["handed_on"]] == [
        ("guba", "9", "of161130"),
        ("guba", "8", "zssh000001"),
        ("caifuhao", ARTICLE, None),
    ]
    assert {one["published_at"] for one in run.result["handed_on"]} == {None}
    assert run.visits() == []
    assert set(run.states().values()) == {"complete"}


def test_guba_takes_them_under_their_own_bar_and_reads_their_day(tmp_path: Path) -> None:
    site = Site()
    site.guba("/robots.txt", Answer("", 404))
    dated = post_page(9) + '<script>var x={"post_publish_time":"2025-03-27 20:11:12"}</script>'
    site.guba("/news,of161130,9.html", Answer(dated))
    site.guba("/news,of161130,8.html", Answer("", 404))
    posts = tuple(KnownPost(one, "161130", bar="of161130") for one in ("9", "8"))
    with serving(site):
        run = run_plan(tmp_path, plan_for(tmp_path, site, "guba", (), posts))
    assert run.visits() == [("9", "post"), ("8", "failed")]
    assert [(row["day"], row["state"], row["posts"]) for row in run.result["rows"]] == [
        ("2025-03-26", "partial", 0),
        ("2025-03-27", "partial", 1),
    ]


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        (page(row(9, "03-27 21:00"), row(8, "03-27 20:00")), "partial", "shows no older rows"),
        (page(row(9, "03-27 21:00"), *OLD), "complete", ""),
        (page(*OLD), "empty", "older than the day"),
        (page(), "partial", "has no posts"),
        ("<html><body>改版了</body></html>", "failed", "changed_layout"),
        (page(row(9, "昨天")), "failed", "changed_layout"),
        (page(row(9, "03-27 21:00", "/about.html")), "failed", "changed_layout"),
        (CHALLENGE, "blocked", "blocked"),
    ],
)
def test_what_a_fund_s_page_proves(text: str, state: str, reason: str) -> None:
    spider = FundSpider(plan_for(Path("x"), None, "fund", (FUND,), delay_s=3.0))
    rows = walked(spider, FUND, {spider.list_url(FUND, 1): text})
    assert {str(one.state) for one in rows} == {state}
    assert all(reason in one.reason for one in rows)


@pytest.mark.parametrize(
    ("shown", "clock", "expected"),
    [
        ("03-27 21:04", "2025-03-28 01:30:00", "2025-03-27 21:04:00"),
        ("12-31 23:59", "2026-01-01 01:30:00", "2025-12-31 23:59:00"),
        ("01-01 00:20", "2026-01-01 01:30:00", "2026-01-01 00:20:00"),
        ("01-01 00:01", "2025-12-31 23:59:30", "2026-01-01 00:01:00"),
        ("02-29 10:00", "2025-03-01 01:30:00", "2024-02-29 10:00:00"),
        ("03-29 10:00", "2025-03-28 01:30:00", "2024-03-29 10:00:00"),
    ],
)
def test_the_year_is_the_latest_before_the_clock(shown: str, clock: str, expected: str) -> None:
    assert with_year(shown, read_instant(clock)) == read_instant(expected)


@pytest.mark.parametrize("shown", ["", "刚刚", "13-40 10:00", "02-30 10:00"])
def test_a_time_that_is_none_is_a_changed_layout(shown: str) -> None:
    with pytest.raises(ChangedLayout, match="expected"):
        with_year(shown, read_instant("2025-03-28 01:30:00"))


def test_an_answer_without_a_clock_is_dated_by_the_night() -> None:
    spider = FundSpider(plan_for(Path("x"), None, "fund", (FUND,), delay_s=3.0))
    response = HtmlResponse(
        f"https://{HOST}/161130.html", body=page(row(9, "03-27 21:00")).encode()
    )
    (one,) = spider.read_list(response, "161130").rows
    assert one.no_later_than == read_instant("2025-03-27 21:00:00")
    assert isinstance(one.no_later_than, datetime)
    assert spider.plan.night[1] - one.no_later_than < timedelta(days=1)


def test_a_row_that_leads_to_no_post_is_a_changed_layout() -> None:
    with pytest.raises(ChangedLayout, match="expected a row that leads to a post"):
        place("https://fund.eastmoney.com/about.html")
