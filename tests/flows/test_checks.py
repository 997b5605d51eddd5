"""What a run says of pages that it could not use, and of those it used otherwise."""

from datetime import date
from typing import Any

import pytest

from flows.checks import Checks, checks
from flows.lake import Publication
from flows.report import Shortfall, report
from flows.segments import Read
from tests.transforms.captures import row
from tests.transforms.test_contracts import LEGAL, PLATFORM, SLOGAN
from transforms.day import build_day

DAY = date(2025, 3, 27)
GOOD, BAD = "<p>缩量，等方向。</p>", f"<p>{PLATFORM}</p>"

Rows = list[dict[str, Any]]


def posts(text: str, first: int, n: int, **changes: Any) -> Rows:
    """Posts with the ids `first`, `first` + 1, …"""
    return [
        row(text) | {"post_id": f"guba:{i}", "native_id": str(i), "capture_id": f"c{i}"} | changes
        for i in range(first, first + n)
    ]


def unread(number: int, **changes: Any) -> dict[str, Any]:
    return row(post_id=99) | {"post_id": f"guba:{number}", "capture_id": f"u{number}"} | changes


def checked(visits: Rows) -> Checks:
    return checks({DAY: build_day(DAY, visits, [])}, visits)


def test_nothing_is_said_of_a_run_without_a_fault() -> None:
    assert checked(posts(GOOD, 1, 3)) == Checks({}, [], [], [])


@pytest.mark.parametrize(
    ("n_good", "n_bad", "has_failed"),
    [(0, 2, False), (0, 3, True), (8, 3, True), (9, 3, False), (30, 10, False), (29, 10, True)],
)
def test_many_posts_without_content_fail_their_source(
    n_good: int, n_bad: int, has_failed: bool
) -> None:
    found = checked([*posts(GOOD, 1, n_good), *posts(BAD, 100, n_bad)])
    line = f"guba: {n_bad} of {n_good + n_bad} posts rejected: {n_bad} only_furniture"
    assert (found.failures, found.gaps) == (([line], []) if has_failed else ([], [line]))
    assert found.counts == {"rejected visits: only_furniture": n_bad}


def test_a_reject_that_another_visit_makes_up_for_is_only_counted() -> None:
    healed = posts(BAD, 1, 1) + posts(GOOD, 1, 1, capture_id="c2")
    found = checked(healed)
    assert (found.failures, found.gaps) == ([], [])
    assert found.counts == {"rejected visits: only_furniture": 1}


def test_a_night_of_furniture_under_known_posts_fails_the_source_all_the_same() -> None:
    before = posts(GOOD, 1, 20)
    tonight = [one | {"capture_id": f"late {one['capture_id']}"} for one in posts(BAD, 1, 20)]
    tables = {DAY: build_day(DAY, [*before, *tonight], [])}
    found = checks(tables, tonight)
    assert found.failures == ["guba: 20 of 20 pages hold no post: 20 only_furniture"]
    assert found.gaps == []
    # A rebuild reads no page: what is healed is counted, and no more.
    assert checks(tables, []).failures == []


def test_pages_that_no_reader_read_are_a_gap_whichever_day_they_are_of() -> None:
    found = checked([*posts(GOOD, 1, 1), *(unread(n) for n in (7, 8, 9))])
    assert found.gaps == ["guba: 3 of 4 posts rejected: 3 other_post"]
    assert found.failures == []
    # Deleted since, or its text taken out on request: nothing is missing.
    gone = row() | {"post_id": "guba:7", "outcome": "deleted", "capture_id": "gone"}
    taken = unread(8, reason="redacted")
    assert checked([*posts(GOOD, 1, 1), unread(7), gone, taken]).gaps == []


def test_a_redesign_is_told_where_the_site_has_a_layout_to_lose() -> None:
    found = checked([*posts(GOOD, 1, 2), *posts(GOOD, 5, 1, layout="generic")])
    assert found.counts == {"layout gone: guba": 1}
    (note,) = found.notes
    assert note.startswith("guba: 1 of 3 posts read without the layout of its pages")
    # Another visit of that night read the post well: its page has changed nevertheless.
    [again] = posts(GOOD, 5, 1, layout="generic", capture_id="again")
    assert checked([*posts(GOOD, 5, 1), again]).counts == {"layout gone: guba": 1}
    blog = [one | {"post_id": f"feed:{one['native_id']}"} for one in posts(GOOD, 1, 2)]
    assert checked([one | {"layout": "generic"} for one in blog]).counts == {}


def test_posts_of_which_most_went_are_counted() -> None:
    opinion = "<p>看好这波反弹的力度，拿住。</p>"
    mostly = posts(f"{opinion}<p>{SLOGAN}{LEGAL}</p>", 1, 1)
    found = checked([*mostly, *posts(f"{opinion}{BAD}", 5, 1)])
    assert found.counts == {"more than 60% removed": 1}
    assert (found.failures, found.gaps) == ([], [])


def test_the_report_takes_them_among_its_own() -> None:
    visits = [*posts(BAD, 1, 3), unread(7)]
    short = Shortfall(["feed: down"], ["fund: 1 partial"], ["n"])
    tables = {DAY: build_day(DAY, visits, [])}
    done = report("nightly", tables, Publication(1, True, {}), [Read(visits, [])], short)
    assert done.failures == [
        "feed: down",
        "guba: 4 of 4 posts rejected: 3 only_furniture, 1 other_post",
    ]
    assert (done.gaps, done.notes) == (["fund: 1 partial"], ["n"])
    assert "## checks" in done.markdown
    assert "| rejected visits: only_furniture | 3 |" in done.markdown
