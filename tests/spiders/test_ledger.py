from dataclasses import replace
from datetime import date

import pytest

from spiders.clock import read_instant, show_instant
from spiders.ledger import Ledger
from spiders.lists import ListPage, ListRow, read_rows
from spiders.outcomes import Outcome
from spiders.states import judge
from spiders.stops import Cause, Stop
from spiders.visits import Visit
from spiders.walks import Walk, WalkEnd
from tests.spiders.site import article_row, row

SINCE, DATE = date(2025, 3, 26), date(2025, 3, 27)
NOW = read_instant("2025-03-28 01:31:00")


def rows_at(*times: str, start: int = 1) -> list[ListRow]:
    return read_rows([row(start + n, at) for n, at in enumerate(times)])


def page_of(
    *times: str, start: int = 1, count: int | None = 9000, rendered: str | None = "03-28 01:30:00"
) -> ListPage:
    at = read_instant(f"2025-{rendered}") if rendered else None
    return ListPage(tuple(rows_at(*times, start=start)), (), count, at)


def walked(*pages: ListPage, max_pages: int = 50) -> Walk:
    walk = Walk("600519", SINCE, max_pages)
    for page in pages:
        walk.take(page, NOW)
    return walk


BOTH_SIDES = page_of("03-28 00:10:00", "03-27 20:00:00", *["03-25 10:00:00"] * 5)
QUIET = page_of(*["03-25 10:00:00"] * 6)
UNFINISHED = page_of("03-28 00:10:00", "03-27 20:00:00", "03-27 19:00:00")


@pytest.mark.parametrize(
    ("pages", "end"),
    [
        ([BOTH_SIDES], WalkEnd.PASSED),
        ([UNFINISHED], None),
        # Four old rows at the foot do not decide; five do.
        ([page_of("03-27 20:00:00", *["03-25 10:00:00"] * 4)], None),
        ([page_of("03-27 20:00:00", *["03-25 10:00:00"] * 5)], WalkEnd.PASSED),
        ([page_of("03-25 10:00:00")], WalkEnd.PASSED),
        ([page_of("03-27 20:00:00", count=1)], WalkEnd.WHOLE_LIST),
        ([UNFINISHED, page_of(start=9)], WalkEnd.NO_ROWS),
        ([replace(UNFINISHED, claimed=None), page_of(count=None)], WalkEnd.WHOLE_LIST),
        # Only where the site says so has a list no posts.
        ([page_of(count=0)], WalkEnd.NO_POSTS),
        ([replace(page_of(count=None), is_last=True)], WalkEnd.NO_ROWS),
        ([page_of(count=None)], WalkEnd.NO_ROWS),
        ([page_of(count=9)], WalkEnd.NO_ROWS),
        ([UNFINISHED, UNFINISHED], WalkEnd.REPEATED),
    ],
)
def test_a_walk_ends_when_and_only_when_it_must(pages: list[ListPage], end: WalkEnd | None) -> None:
    assert walked(*pages).ended is end


@pytest.mark.parametrize(("pinned", "hot"), [(True, False), (False, True)])
def test_old_pinned_and_hot_rows_do_not_end_a_walk(pinned: bool, hot: bool) -> None:
    stale = rows_at(*["01-02 09:00:00"] * 6, start=50)
    old = [replace(one, is_pinned=pinned, is_hot=hot) for one in stale]
    page = ListPage((*rows_at("03-27 20:00:00"), *old), (), 9000, NOW)
    assert walked(page).ended is None
    only_old = ListPage(tuple(old), (), 9000, NOW)
    assert walked(only_old).ended is None


def test_a_walk_stops_at_its_last_page() -> None:
    second = page_of("03-27 18:00:00", start=10)
    assert walked(UNFINISHED, second, max_pages=2).ended is WalkEnd.MAX_PAGES


def stopped(walk: Walk, end: WalkEnd, detail: str = "") -> Walk:
    walk.stop(end, detail)
    return walk


ANY = "any reason"


@pytest.mark.parametrize(
    ("walk", "outcomes", "state", "reason"),
    [
        (walked(BOTH_SIDES), ["post", "deleted"], "complete", ""),
        (walked(BOTH_SIDES), [], "empty", "rows on both sides of the day"),
        (walked(QUIET), [], "empty", "the newest row is older than the day"),
        (
            walked(replace(QUIET, rendered_at=None)),
            [],
            "partial",
            "no row after the day and no clock of the site to prove it empty",
        ),
        (
            walked(replace(QUIET, rendered_at=read_instant("2025-03-27 23:59:59"))),
            [],
            "partial",
            "the list was read before the day had ended",
        ),
        (walked(BOTH_SIDES), ["post", "timeout"], "partial", "1 of 2 posts missing: timeout"),
        (
            walked(BOTH_SIDES),
            ["not_attempted", "never_existed"],
            "partial",
            "2 of 2 posts missing: never_existed, not_attempted",
        ),
        (walked(BOTH_SIDES), ["post", "blocked"], "blocked", "a post ended as blocked"),
        (walked(BOTH_SIDES), ["login_wall"], "blocked", "a post ended as login_wall"),
        (walked(UNFINISHED), ["post"], "partial", ANY),
        (walked(UNFINISHED, UNFINISHED), ["post"], "partial", ANY),
        (stopped(walked(UNFINISHED), WalkEnd.BLOCKED, "blocked (HTTP 200)"), [], "blocked", ANY),
        (stopped(walked(UNFINISHED), WalkEnd.FAILED), [], "partial", ANY),
        (stopped(walked(), WalkEnd.BLOCKED), [], "blocked", ANY),
        (stopped(walked(), WalkEnd.FAILED, "timeout"), [], "failed", "timeout"),
        (stopped(walked(), WalkEnd.NOT_ATTEMPTED, "host stopped"), [], "not_attempted", ANY),
        (walked(), [], "not_attempted", "the run ended"),
        (walked(page_of(count=9)), [], "failed", "a page without rows"),
        (walked(page_of(count=0)), [], "partial", "the site says that the list has no posts"),
        (None, ["post"], "complete", ""),
        (None, ["missing"], "partial", "1 of 1 posts missing: missing"),
    ],
)
def test_the_state_of_a_day(
    walk: Walk | None, outcomes: list[str], state: str, reason: str
) -> None:
    found, why = judge(DATE, walk, [Outcome(one) for one in outcomes])
    assert found == state
    assert reason in (ANY, why)


def test_of_several_refusals_always_the_same_is_named() -> None:
    refusals = [Outcome.LOGIN_WALL, Outcome.BLOCKED]
    assert judge(DATE, None, refusals) == judge(DATE, None, refusals[::-1])


def test_a_day_that_the_walk_had_passed_before_the_block_stays_trusted() -> None:
    page = page_of("03-28 00:10:00", "03-27 20:00:00", *["03-26 10:00:00"] * 5)
    walk = stopped(walked(page), WalkEnd.BLOCKED)
    assert judge(DATE, walk, [Outcome.POST])[0] == "complete"
    assert judge(SINCE, walk, [Outcome.POST])[0] == "blocked"


def test_the_books_of_a_run() -> None:
    ledger = Ledger(SINCE, DATE)
    walk = ledger.open_walk("600519", 50)
    walk.take(BOTH_SIDES, NOW)
    inside, outside = read_instant("2025-03-27 20:00:00"), read_instant("2025-03-28 00:10:00")
    assert ledger.claim("600519", "2", inside)
    assert not ledger.claim("600519", "1", outside)
    ledger.settle("2", Outcome.POST)
    (article,) = read_rows([article_row(7, "03-26 23:59:59")])
    (late,) = read_rows([article_row(8, "03-28 00:00:00")])
    for one in (article, late, article):
        ledger.hand_on("600519", one)
    books = ledger.as_json()
    assert [(one["day"], one["state"], one["claimed"], one["posts"]) for one in books["rows"]] == [
        ("2025-03-26", "empty", 0, 0),
        ("2025-03-27", "complete", 1, 1),
    ]
    assert books["handed_on"] == [
        {
            "source": "caifuhao",
            "native_id": article.native_id,
            "alias_id": "guba:7",
            "target": "600519",
            "published_at": "2025-03-26 23:59:59",
            "bar": "600519",
        }
    ]


def of(kind: str, name: str) -> Visit:
    key = "target" if kind == "list" else "native_id"
    return replace(Visit("guba", kind, "nightly"), **{key: name})  # type: ignore[arg-type]


REFUSED = Stop(Cause.REFUSED, "blocked at /x", read_instant("2025-03-28 07:31:00"))
LEFT_ALONE = Stop(Cause.LEFT_ALONE, "left alone until noon", read_instant("2025-03-28 11:00:00"))
SPENT = Stop(Cause.BUDGET_SPENT, "the 9 requests are spent", read_instant("2025-03-28 12:00:00"))
NO_ROBOTS = Stop(Cause.NO_ROBOTS, "/robots.txt cannot be had")


@pytest.mark.parametrize(
    ("stop", "end", "state", "next_try_at"),
    [
        (REFUSED, WalkEnd.BLOCKED, "blocked", "2025-03-28 07:31:00"),
        (REFUSED, WalkEnd.NOT_ATTEMPTED, "not_attempted", "2025-03-28 07:31:00"),
        (LEFT_ALONE, WalkEnd.LEFT_ALONE, "blocked", "2025-03-28 11:00:00"),
        (SPENT, WalkEnd.BUDGET_SPENT, "not_attempted", "2025-03-28 12:00:00"),
        (NO_ROBOTS, WalkEnd.FAILED, "failed", None),
    ],
)
def test_a_list_that_a_stop_held_back(
    stop: Stop, end: WalkEnd, state: str, next_try_at: str | None
) -> None:
    ledger = Ledger(DATE, DATE)
    ledger.open_walk("600519", 50).stop(end, stop.reason)
    ledger.hold_back(of("list", "600519"), stop)
    (only,) = ledger.rows()
    assert (only.state, only.next_try_at) == (state, next_try_at)
    assert stop.reason in only.reason


@pytest.mark.parametrize(
    ("stop", "n_done", "is_walked", "state", "reason"),
    [
        (REFUSED, 1, True, "partial", "1 of 2 posts missing: not_attempted"),
        (LEFT_ALONE, 1, True, "blocked", "left alone until noon"),
        (LEFT_ALONE, 0, False, "blocked", "left alone until noon"),
        (
            SPENT,
            1,
            True,
            "partial",
            "1 of 2 posts missing: budget_spent (the 9 requests are spent)",
        ),
        (
            SPENT,
            0,
            True,
            "partial",
            "2 of 2 posts missing: budget_spent (the 9 requests are spent)",
        ),
        (
            SPENT,
            0,
            False,
            "not_attempted",
            "2 of 2 posts missing: budget_spent (the 9 requests are spent)",
        ),
    ],
)
def test_posts_that_a_stop_held_back(
    stop: Stop, n_done: int, is_walked: bool, state: str, reason: str
) -> None:
    ledger = Ledger(DATE, DATE)
    if is_walked:
        ledger.open_walk("600519", 50).take(BOTH_SIDES, NOW)
    for n, native_id in enumerate(("8", "9")):
        ledger.claim("600519", native_id, read_instant("2025-03-27 20:00:00"))
        ledger.settle(native_id, Outcome.POST if n < n_done else stop.outcome)
        if n >= n_done:
            ledger.hold_back(of("post", native_id), stop)
    (only,) = ledger.rows()
    assert (only.state, only.reason) == (state, reason)
    assert stop.next_try_at
    assert only.next_try_at == show_instant(stop.next_try_at)


def test_a_day_that_was_proved_needs_no_next_try() -> None:
    ledger = Ledger(DATE, DATE)
    ledger.open_walk("600519", 50).take(BOTH_SIDES, NOW)
    ledger.hold_back(of("list", "600519"), REFUSED)
    (only,) = ledger.rows()
    assert (only.state, only.next_try_at) == ("empty", None)


def test_a_post_of_a_list_we_did_not_walk_has_its_own_row() -> None:
    ledger = Ledger(SINCE, DATE)
    ledger.claim("600519", "20250327210453000020070", read_instant("2025-03-27 21:04:53"))
    (only,) = ledger.rows()
    assert (only.target, only.day, only.state, only.walked) == (
        "600519",
        "2025-03-27",
        "partial",
        0,
    )
