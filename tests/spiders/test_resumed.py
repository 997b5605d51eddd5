"""What is taken up from an unfinished crawl, and where its lists meet the site's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spiders.lists import ListPage, read_rows
from spiders.outcomes import Outcome
from spiders.plan import Plan
from spiders.resumed import Fit, Seam, read_unfinished
from spiders.visits import LEDGER_URL, Visit
from spiders.warcfile import WarcFile, stable_id
from tests.spiders.crawl import BAR, NIGHT_AT, Run, plan_for, run_plan
from tests.spiders.site import Answer, Site, list_page, post_page, quiet_site, row

LIST = "https://guba.eastmoney.com/list,600519,{}.html"
NAMES = ("f", "f_2", "f_3", "f_4")


def archived(
    folder: Path,
    pages: Sequence[tuple[str, str]] = (),
    posts: Sequence[tuple[str, str]] = (),
    finish_reason: str = "",
    at: datetime = NIGHT_AT,
    ending: str = "",
) -> Path:
    """A segment with list pages (name, text) and posts (id, outcome), a second apart."""
    path = folder / "raw" / "date=2025-03-28" / f"guba-{at:%Y%m%dT%H%M%S}-00000000.warc.gz"
    file = WarcFile(path)
    file.info({"software": "test"}, at, stable_id(at))
    found: list[tuple[str, str, str | None, str, str]] = []
    found += [(LIST.format(name), "list", None, "list", text) for name, text in pages]
    found += [(f"https://x/{one}", "post", one, outcome, "") for one, outcome in posts]
    for n, (url, kind, native_id, outcome, text) in enumerate(found, 1):
        visit = Visit("guba", kind, "nightly", BAR.id, native_id, Outcome(outcome))
        when, record_id = at + timedelta(seconds=n), stable_id(at, n)
        file.response(
            url, 200, [("Content-Type", "text/html")], text.encode(), visit, when, record_id
        )
    if finish_reason:
        end = at + timedelta(seconds=60)
        file.metadata(f"{LEDGER_URL}guba", {"finish_reason": finish_reason}, None, end, "end")
    return file.close().rename(path.with_name(path.name + ending))


def tonight(folder: Path, site: Site | None = None, **more: Any) -> Plan:
    """A plan whose clock says a quarter of an hour after the night of the tests began."""
    plan = plan_for(folder, site or Site(origin="http://127.0.0.1:9"), **more)
    shift = NIGHT_AT + timedelta(minutes=15) - datetime.now(UTC)
    return replace(plan, shift_s=shift.total_seconds())


def test_what_broken_crawls_archived_is_taken_up_in_its_order(tmp_path: Path) -> None:
    earlier = NIGHT_AT - timedelta(minutes=9)
    archived(tmp_path, [("f", "a")], [("1", "post")], at=earlier, finish_reason="shutdown")
    broken = [("2", "deleted"), ("3", "timeout"), ("4", "blocked"), ("1", "not_a_post")]
    archived(tmp_path, [("f", "b"), ("f_2", "c")], broken, ending=".open")
    found = read_unfinished(tonight(tmp_path))
    assert found.settled == {"1": "not_a_post", "2": "deleted"}
    assert [page.body for page in found.pages(BAR.id)] == [b"a", b"b", b"c"]
    assert list(found.pages("300750")) == []


@pytest.mark.parametrize(
    ("reason", "posts", "n_pages"),
    [("finished", set(), 0), ("shutdown", {"1"}, 1), ("archive_failed", {"1"}, 1), ("", {"1"}, 1)],
)
def test_only_a_crawl_that_finished_by_itself_leaves_nothing_to_take_up(
    tmp_path: Path, reason: str, posts: set[str], n_pages: int
) -> None:
    before = NIGHT_AT - timedelta(minutes=9)
    archived(tmp_path, [("f", "a")], [("1", "post")], finish_reason=reason, at=before)
    archived(tmp_path, [], [("2", "post")])
    found = read_unfinished(tonight(tmp_path))
    assert (set(found.settled), found.n_pages) == ({"2"} | posts, n_pages)


@pytest.mark.parametrize(
    ("at", "settled", "n_pages"),
    [
        (NIGHT_AT, True, 1),
        # Before midnight: posts of the day may follow yet.
        (NIGHT_AT - timedelta(hours=2), True, 0),
        # Of the nights before and after.
        (NIGHT_AT - timedelta(hours=14), False, 0),
        (NIGHT_AT + timedelta(hours=11), False, 0),
    ],
)
def test_only_this_night_counts_and_lists_only_when_the_day_was_over(
    tmp_path: Path, at: datetime, settled: bool, n_pages: int
) -> None:
    archived(tmp_path, [("f", "a")], [("1", "post")], at=at)
    found = read_unfinished(tonight(tmp_path))
    assert ("1" in found.settled, found.n_pages) == (settled, n_pages)


def test_a_replay_takes_nothing_up(tmp_path: Path) -> None:
    segment = archived(tmp_path, [("f", "a")], [("1", "post")])
    found = read_unfinished(plan_for(tmp_path, replay=segment))
    assert (found.settled, found.n_pages) == ({}, 0)


def page_of(*post_ids: int, **more: Any) -> ListPage:
    return ListPage(tuple(read_rows([row(one, "03-27 20:00:00", **more) for one in post_ids])))


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        # As ever: one page after the other, whatever they show.
        ([(1, (1, 2)), (2, (3, 4)), (3, (3, 4))], "FOLLOWS FOLLOWS FOLLOWS"),
        # Asked again: unchanged, then on.
        ([(2, (3, 4)), (2, (3, 4)), (3, (5, 6))], "FOLLOWS REPEATS FOLLOWS"),
        # New posts pushed two pages down.
        ([(2, (3, 4)), (2, (1, 2)), (3, (3, 4)), (4, (5,))], "FOLLOWS REPEATS REPEATS FOLLOWS"),
        # Fewer than a page of new posts: some stand above the known ones.
        ([(2, (3, 4)), (2, (9, 3)), (3, (4, 5)), (4, (6,))], "FOLLOWS FOLLOWS FOLLOWS FOLLOWS"),
        ([(2, (3, 4)), (2, (9, 1)), (3, (2, 3)), (4, (4, 5))], "FOLLOWS FOLLOWS REPEATS FOLLOWS"),
        # Deletions pulled some up.
        ([(2, (3, 4)), (2, (4, 5)), (3, (6, 7))], "FOLLOWS FOLLOWS FOLLOWS"),
        # Nothing in common any more.
        ([(2, (3, 4)), (2, (8, 9))], "FOLLOWS APART"),
        # A list that repeats itself is the walk's to judge, not passed over for ever.
        ([(2, (3, 4)), (2, (3, 4)), (3, (3, 4))], "FOLLOWS REPEATS FOLLOWS"),
        ([(2, (3, 4)), (2, (1, 2)), (3, (3, 4)), (4, (1, 2))], "FOLLOWS REPEATS REPEATS FOLLOWS"),
        ([(2, (3, 4)), (2, ())], "FOLLOWS FOLLOWS"),
    ],
)
def test_how_a_page_joins_those_before(asked: list[tuple[int, tuple[int, ...]]], fits: str) -> None:
    seam, known = Seam(), {"1", "2"}
    found = []
    for number, post_ids in asked:
        found.append(seam.fit(number, page_of(*post_ids), known))
        known |= {str(one) for one in post_ids} if found[-1] is Fit.FOLLOWS else set()
    assert " ".join(fit.name for fit in found) == fits


def test_hot_and_pinned_rows_join_nothing() -> None:
    seam = Seam()
    seam.fit(1, page_of(1, 2), set())
    pinned = page_of(1, post_top_status=1)
    shown = ListPage((*pinned.rows, *page_of(8, 9).rows))
    assert seam.fit(1, shown, {"1", "2"}) is Fit.APART


def moving_site(pages: Sequence[Sequence[int]]) -> Site:
    """A bar whose pages hold these posts of the 27th, then five of the 25th."""
    site = quiet_site()
    for name, post_ids in zip(NAMES, pages, strict=False):
        site.guba(f"/list,600519,{name}.html", Answer(list_text(post_ids)))
    for post_id in {one for page in pages for one in page}:
        site.guba(f"/news,600519,{post_id}.html", Answer(post_page(post_id)))
    return site


def list_text(post_ids: Sequence[int]) -> str:
    old = "03-25 09:00:00"
    return list_page([row(one, old if one < 2000 else "03-27 20:00:00") for one in post_ids])


OLD = (1901, 1902, 1903, 1904, 1905)
FOUND = ((3009, 3008), (3007, 3006))


@pytest.mark.parametrize(
    ("pages", "names", "posts"),
    [
        ([*FOUND, OLD], "f_2 f_3", {3009, 3008, 3007, 3006}),
        # Three new posts, of which two are on the first page.
        (
            [(3012, 3011), (3010, 3009), (3008, 3007), (3006, *OLD)],
            "f_2 f_3 f_4",
            {3010, 3009, 3008, 3007, 3006},
        ),
        # Two are gone.
        ([(3008, 3007), (3005, 3004), OLD], "f_2 f f_2 f_3", {3009, 3008, 3007, 3006, 3005, 3004}),
        ([(3009, 3007), (3006, 3005), OLD], "f_2 f_3", {3009, 3008, 3007, 3006, 3005}),
    ],
)
def test_a_list_that_moved_meanwhile_is_walked_to_its_end(
    serve: Callable[[Site], Site],
    tmp_path: Path,
    pages: list[tuple[int, ...]],
    names: str,
    posts: set[int],
) -> None:
    site = serve(moving_site([*pages, OLD]))
    for page in FOUND:
        for post_id in page:
            site.guba(f"/news,600519,{post_id}.html", Answer(post_page(post_id)))
    texts = [(name, list_text(page)) for name, page in zip(NAMES, FOUND, strict=False)]
    archived(tmp_path, texts, [("3009", "post")])
    run = run_plan(tmp_path, tonight(tmp_path, site))
    lists = [path for path in site.paths() if path.startswith("/list")]
    assert lists == [f"/list,600519,{name}.html" for name in names.split()]
    assert {int(str(one)) for one, _ in run.visits()} == posts - {3009}
    assert run.states()[BAR.id, "2025-03-27"] == "complete"


def test_a_walk_that_was_over_asks_for_no_list_and_settled_posts_for_nothing(
    site: Site, tmp_path: Path
) -> None:
    texts = [("f", list_text([3009, 3008])), ("f_2", list_text(OLD))]
    archived(tmp_path, texts, [("3009", "post"), ("3008", "deleted")])
    run = run_plan(tmp_path, tonight(tmp_path, site))
    assert site.paths() == []
    assert run.states() == {(BAR.id, "2025-03-26"): "empty", (BAR.id, "2025-03-27"): "complete"}
    assert [one.kind for one in run.records] == ["warcinfo", "metadata"]
    assert [one["walked"] for one in run.result["rows"]] == [2, 2]


def test_an_archived_page_that_cannot_be_read_is_asked_for(
    quiet: tuple[Site, Run], site: Site, tmp_path: Path
) -> None:
    archived(tmp_path, [("f", "<html>redacted</html>"), ("f_2", list_text(OLD))])
    run = run_plan(tmp_path, tonight(tmp_path, site))
    assert [path for path in site.paths() if path.startswith("/list")] == [
        "/list,600519,f.html",
        "/list,600519,f_2.html",
    ]
    assert run.states() == quiet[1].states()
