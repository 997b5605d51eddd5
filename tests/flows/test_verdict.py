"""Whether a crawl is whole, short of something or failed, from what it said."""

from typing import Any

import pytest

from flows.collect import CollectFailed, Crawl
from flows.verdict import MOST_GAPS_TOLD, can_pass, check, gaps, is_short, told

BUDGET = "the night's budget of 3600 requests is spent"


def row(state: str, day: int = 27, reason: str = "why", **more: Any) -> dict[str, Any]:
    return {"target": "600519", "day": f"2025-03-{day}", "state": state, "reason": reason, **more}


def said(*states: str, finish: str = "finished", **outcomes: int) -> Crawl:
    rows = [row(state, 27 - n) for n, state in enumerate(states)]
    return Crawl("guba", finish, outcomes, rows, [], "x.warc.gz", outcomes)


def with_rows(*rows: dict[str, Any], **outcomes: int) -> Crawl:
    return Crawl("guba", "finished", outcomes, rows, [], "x.warc.gz", outcomes)


@pytest.mark.parametrize(
    "result", [said(), said("complete", "empty", post=3), said("complete", timeout=2)]
)
def test_a_crawl_without_gaps_is_whole(result: Crawl) -> None:
    check(result)
    assert gaps(result) == []
    assert not is_short(result)


@pytest.mark.parametrize(
    ("result", "words", "can_be_gone"),
    [
        (said("partial", "complete", timeout=1), "guba: 1 partial: 600519 2025-03-27", True),
        (
            said("partial", server_error=1),
            "guba: 1 partial: 600519 2025-03-27: partial (why)",
            True,
        ),
        (said("partial", missing=1), "1 partial", False),
        (with_rows(row("partial", reason="max_pages reached")), "partial (max_pages", False),
        (
            with_rows(row("not_attempted", reason=BUDGET), timeout=1, budget_spent=57),
            "guba: 1 not_attempted, 57 posts not visited, the night's budget of requests to the "
            "host is spent: 600519 2025-03-27: not_attempted (the night's budget",
            False,
        ),
        (
            # A day may be short for a reason of its own besides.
            with_rows(
                row("partial", reason="no older rows", next_try_at="2025-03-28 12:00:00"),
                budget_spent=1,
            ),
            "partial (no older rows), left alone until 2025-03-28",
            False,
        ),
        # Re-visits of older posts are in no row.
        (said("complete", budget_spent=2), "guba: 2 posts not visited, the night's budget", False),
    ],
)
def test_what_is_only_missing_is_a_gap(result: Crawl, words: str, can_be_gone: bool) -> None:
    check(result)
    assert is_short(result)
    assert words in told(result)
    assert can_pass(result) is can_be_gone


@pytest.mark.parametrize(
    ("result", "words", "can_be_gone"),
    [
        (said("blocked", blocked=1), "guba: 1 blocked: 600519 2025-03-27: blocked (why)", False),
        (said("partial", "blocked", timeout=1), "guba: 1 blocked, 1 partial: 600519", False),
        (said("failed", "failed", failed=3), "guba: 2 failed: ", True),
        (said("partial", changed_layout=4), "guba: 1 partial, 4 changed_layout: 600519", False),
        (said("complete", changed_layout=1), "guba: 1 changed_layout", False),
        (
            with_rows(row("partial", reason="not past the day: changed_layout (HTTP 200)")),
            "1 changed_layout: 600519",
            False,
        ),
        (said("complete", blocked=1), "guba", False),
        (said("complete", login_wall=1, timeout=1), "guba", False),
        (said("not_attempted"), "1 not_attempted", False),
        # A page's address is no reason.
        (
            with_rows(row("not_attempted", reason="Retry-After 900 s at https://a.cn/budget")),
            "1 not_attempted",
            False,
        ),
        # Retry-After of an hour beside a page that was there.
        (
            with_rows(row("partial", next_try_at="2025-03-28 07:31:02")),
            "guba: 1 partial: 600519 2025-03-27: partial (why), left alone until 2025-03-28 07:31",
            False,
        ),
        (
            with_rows(row("not_attempted", reason="host stopped"), row("blocked", 26), blocked=1),
            "guba: 1 blocked, 1 not_attempted",
            False,
        ),
        (said("complete", finish="shutdown"), "the crawl ended as 'shutdown'", False),
        (said("failed", finish="closespider_timeout", failed=1), "'closespider_timeout'", False),
    ],
)
def test_what_an_operator_must_look_at_is_a_failure(
    result: Crawl, words: str, can_be_gone: bool
) -> None:
    with pytest.raises(CollectFailed) as raised:
        check(result)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.can_pass is can_be_gone
    assert raised.value.crawl is result


def test_a_page_that_another_way_could_read_is_none() -> None:
    rescued = Crawl("caifuhao", "finished", {"changed_layout": 1}, [row("complete")], [], None)
    check(rescued)
    assert not is_short(rescued)


def test_a_gap_says_until_when_a_host_is_left_alone() -> None:
    blocked = with_rows(row("blocked", next_try_at="2025-03-28 07:31:02"), blocked=1)
    assert told(blocked).endswith("blocked (why), left alone until 2025-03-28 07:31:02")


def test_until_when_is_said_once() -> None:
    why = "left alone until 2025-03-28 07:31:02, since 2025-03-28 01:31:02: HTTP 403"
    blocked = with_rows(row("blocked", reason=why, next_try_at="2025-03-28 07:31:02"), blocked=1)
    assert told(blocked).endswith(f"blocked ({why})")


def test_of_many_gaps_the_first_are_told() -> None:
    many = with_rows(*(row("partial", reason=f"{n}") for n in range(MOST_GAPS_TOLD + 30)))
    assert told(many).startswith("guba: 42 partial: ")
    assert told(many).endswith("; and 30 more")
    assert told(many).count("600519") == MOST_GAPS_TOLD
    assert len(gaps(many)) == MOST_GAPS_TOLD + 30
