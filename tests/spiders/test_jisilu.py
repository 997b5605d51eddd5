from dataclasses import replace
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from spiders.clock import read_instant
from spiders.plan import Plan, Target
from spiders.sources.jisilu import SITE, JisiluSpider
from spiders.visits import Visit
from tests.spiders.crawl import plan_for
from tests.spiders.site import CHALLENGE, Answer, Site
from tests.spiders.walking import crawled, walked

HOST = "www.jisilu.cn"
BONDS = Target("category", "4")
LOGIN = "<html><body><form action='/account/login/'><input type='password'></form></body></html>"
GONE = "<html><body><div class='aw-mod'>问题不存在或已被删除</div></body></html>"


def row(n: int, at: str, verb: str = "回复") -> str:
    return (
        '<div class="aw-item"><div class="aw-mod-body"><div class="aw-questoin-content">'
        f'<h4><a href="{SITE}/question/{n}">转债札记 {n}</a></h4>'
        f'<span class="aw-text-color-999"><a class="aw-user-name" href="/people/1">阿海</a> {verb} '
        f"• {at} • 5,856 次浏览</span></div></div></div>"
    )


def page(*rows: str) -> str:
    return f'<html><body><div class="aw-question-list">{"".join(rows)}</div></body></html>'


def question(at: str) -> Answer:
    return Answer(
        '<html><body><div class="aw-mod-head"><h1>转债札记</h1></div><div class="markitup-box">'
        f'溢价率与下修。</div><div class="aw-question-detail-meta">发表时间 <span>{at}</span></div>'
    )


def spider() -> JisiluSpider:
    return JisiluSpider(plan_for(Path("x"), None, "jisilu", (BONDS,), delay_s=3.0))


def test_a_night_of_a_category(tmp_path: Path) -> None:
    """Question 8 is of the day though its last answer is not; 3 looks young but is old."""
    site = Site()
    first = [
        row(9, "2025-03-28 01:00", "发起"),
        row(8, "2025-03-28 01:10"),
        row(7, "2025-03-27 23:00"),
    ]
    second = [row(3, "2025-03-27 22:00"), row(2, "2025-03-20 10:00", "发起")]
    second += [row(n, "2025-03-19 10:00") for n in (16, 15, 14, 13, 12)]
    for number, rows in enumerate((first, second), 1):
        path = spider().list_url(BONDS, number).removeprefix(SITE)
        site.put(HOST, path, Answer(page(*rows)))
    site.put(HOST, "/question/8", question("2025-03-27 09:30"))
    site.put(HOST, "/question/7", Answer("", 404))
    site.put(HOST, "/question/3", question("2025-03-21 09:30"))
    run = crawled(tmp_path, site, "jisilu", (BONDS,), [HOST])
    assert run.visits() == [("8", "post"), ("7", "deleted"), ("3", "post")]
    assert {(row["day"], row["state"], row["posts"]) for row in run.result["rows"]} == {
        ("2025-03-26", "complete", 0),
        ("2025-03-27", "complete", 1),
    }


OLD = [row(n, "2025-03-20 10:00") for n in range(30, 36)]


@pytest.mark.parametrize(
    ("lists", "state"),
    [
        ([page(*OLD)], "empty"),
        ([page(row(9, "2025-03-28 01:00", "发起"), *OLD)], "empty"),
        ([page(row(9, "2025-03-28 01:00", "回复"), *OLD)], "partial"),
        ([page(row(9, "2025-03-28 01:00", "发起"))], "partial"),
        ([page(row(9, "2025-03-28 01:00", "发起")), page()], "empty"),
        ([page()], "failed"),
        ([page(row(9, "5 分钟前"))], "failed"),
        (["<html><body>改版了</body></html>"], "failed"),
        ([LOGIN], "blocked"),
        ([Answer("", 302, {"Location": "/account/login/"})], "blocked"),
        ([CHALLENGE], "blocked"),
    ],
)
def test_what_becomes_of_a_day_without_questions(lists: list[str | Answer], state: str) -> None:
    """A row without its own date may be of any day up to it, so no day is proved empty."""
    asked = spider()
    site = {asked.list_url(BONDS, number): one for number, one in enumerate(lists, 1)}
    assert {row.state for row in walked(asked, BONDS, site)} == {state}


def test_a_known_question_counts_for_its_day_and_an_old_one_for_none() -> None:
    known = {"8": read_instant("2025-03-27 09:30:00"), "7": read_instant("2025-01-02 09:30:00")}
    plan = replace(spider().plan, done=frozenset(known), published=known)
    asked = JisiluSpider(Plan.from_json(plan.to_json()))
    answered = (row(n, "2025-03-28 01:00") for n in (8, 7))
    text = page(row(9, "2025-03-28 01:00", "发起"), *answered, *OLD)
    walked(asked, BONDS, {asked.list_url(BONDS, 1): text})
    assert {row.day: (row.claimed, row.posts, row.state) for row in asked.ledger.rows()} == {
        "2025-03-26": (0, 0, "empty"),
        "2025-03-27": (1, 1, "complete"),
    }


def test_only_a_row_that_nobody_has_answered_says_when() -> None:
    text = page(row(9, "2025-03-28 01:00", "发起"), row(8, "2025-03-27 23:00"))
    listed = spider().read_list(HtmlResponse(SITE, body=text.encode()), "4")
    assert [row.published_at for row in listed.rows] == [read_instant("2025-03-28 01:00:00"), None]
    assert listed.rows[1].no_later_than == read_instant("2025-03-27 23:00:00")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (question("2025-03-27 09:30"), "post"),
        (Answer('<div class="aw-mod-head"><h1>只有题目</h1></div>'), "changed_layout"),
        (Answer(GONE), "deleted"),
        (Answer(LOGIN), "login_wall"),
        (Answer("<html><body>改版了</body></html>"), "changed_layout"),
        (Answer("", 302, {"Location": f"{SITE}/account/login/"}), "login_wall"),
        (Answer("", 302, {"Location": "https://other.example/"}), "moved"),
        (Answer("", 429), "blocked"),
        (Answer("", 400), "failed"),
    ],
)
def test_what_a_question_s_page_is(answer: Answer, outcome: str) -> None:
    url, visit = f"{SITE}/question/8", Visit("jisilu", "post", "nightly", "4", "8")
    assert isinstance(answer.body, str)
    given = HtmlResponse(url, answer.status, headers=answer.headers, body=answer.body.encode())
    assert spider().outcome_of(given, Request(url, meta={"visit": visit})) == outcome


def test_a_question_s_id_is_its_number() -> None:
    assert JisiluSpider.native_id_of(f"{SITE}/question/438012") == "438012"
    assert JisiluSpider.native_id_of(f"{SITE}/people/438012") is None
