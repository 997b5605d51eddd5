"""Captures of a few nights to the tables of one day."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from tests.transforms.captures import NIGHT, capture, page, row
from tests.transforms.listed import linker
from tests.transforms.test_contracts import PLATFORM
from transforms.day import build_day
from transforms.reading import capture_row
from transforms.tables import TABLES

DAY = date(2025, 3, 27)
NEXT = NIGHT + timedelta(days=1)
LINKER = linker()
Rows = list[dict[str, Any]]


def gone(at: datetime, capture_id: str = "gone", outcome: str = "deleted") -> dict[str, Any]:
    return capture_row(capture(b"", fetched_at=at, outcome=outcome, capture_id=capture_id))


def built(captures: Rows, ledger: Rows | None = None) -> dict[str, Rows]:
    tables = build_day(DAY, captures, ledger or [], LINKER)
    return {name: table.to_pylist() for name, table in tables.items()}


def ledger_row(state: str, at: datetime, **changes: Any) -> dict[str, Any]:
    fields = {
        "source": "guba",
        "target": "600519",
        "day": DAY,
        "state": state,
        "claimed": 1,
        "walked": 1,
        "posts": 1,
        "reason": None,
        "next_try_at": None,
        "observed_at": at,
    }
    return fields | changes


def test_every_table_is_there_also_on_an_empty_day() -> None:
    tables = build_day(DAY, [], [])
    assert list(tables) == [table.name for table in TABLES]
    assert all(table.num_rows == 0 for table in tables.values())


def test_one_visit_is_one_post_one_version_one_observation() -> None:
    tables = built([row("<p>看$易方达标普500指数人民币A(OTCFUND|161125)$。</p>")])
    (post,) = tables["posts"]
    assert post["post_id"] == "guba:1530000001"
    assert post["published_at"].isoformat() == "2025-03-27T21:04:53+08:00"
    assert post["first_seen_at"] == post["last_seen_at"] == post["counted_at"]
    assert (post["version"], post["deleted_at"]) == (1, None)
    (mention,) = tables["fund_mentions"]
    assert (mention["code"], mention["share_class"], mention["currency"], mention["company"]) == (
        "161125",
        "A",
        "CNY",
        "易方达",
    )
    (seen,) = tables["observations"]
    assert (seen["outcome"], seen["like_count"]) == ("seen", 3)


def test_an_edit_is_a_new_version_and_new_counts_are_none() -> None:
    tables = built(
        [
            row("<p>甲。</p>"),
            row("<p>甲。</p>", NIGHT + timedelta(hours=2), post_like_count=9),
            row("<p>乙。</p>", NEXT, post_mod_time="2025-03-28 09:00:00"),
        ]
    )
    (post,) = tables["posts"]
    assert (post["version"], post["body"], post["like_count"]) == (2, "乙。", 3)
    assert [o["outcome"] for o in tables["observations"]] == ["seen", "seen", "edited"]
    first, second = tables["post_versions"]
    assert (first["body"], second["body"]) == ("甲。", "乙。")
    assert first["valid_to"] == second["valid_from"] == NEXT
    assert second["valid_to"] is None


def test_a_deleted_post_keeps_its_row_and_a_post_that_is_back_is_not_deleted() -> None:
    (post,) = built([row(), gone(NEXT)])["posts"]
    assert (post["deleted_at"], post["body"]) == (NEXT, "缩量，等方向。")
    (post,) = built([row(), gone(NEXT), row(at=NEXT + timedelta(days=1))])["posts"]
    assert post["deleted_at"] is None


def test_a_post_never_seen_makes_no_row() -> None:
    assert built([gone(NIGHT)])["posts"] == []


def test_a_block_on_a_known_post_is_observed() -> None:
    tables = built([row(), gone(NEXT, outcome="blocked")])
    assert [o["outcome"] for o in tables["observations"]] == ["seen", "blocked"]
    assert tables["posts"][0]["last_seen_at"] == NIGHT


def test_publication_is_what_was_first_shown() -> None:
    moved = row("<p>乙。</p>", NEXT, post_publish_time="2025-03-28 09:00:00")
    (post,) = built([row(), moved])["posts"]
    assert post["published_at"].date() == DAY


def test_a_post_of_another_day_is_passed_over() -> None:
    other = row(post_publish_time="2025-03-26 09:00:00")
    assert built([other])["posts"] == []


def test_neither_order_nor_repetition_of_captures_matters() -> None:
    captures = [row(), row("<p>乙。</p>", NEXT), gone(NEXT + timedelta(days=1))]
    expected = build_day(DAY, captures, [])
    shuffled = captures * 2
    random.Random(7).shuffle(shuffled)
    again = build_day(DAY, shuffled, [])
    assert all(expected[name].equals(again[name]) for name in expected)


def test_coverage_takes_the_best_word_of_all_nights() -> None:
    blocked = ledger_row("blocked", NIGHT, claimed=0, posts=0, reason="身份核实")
    complete = ledger_row("complete", NEXT)
    failed = ledger_row("failed", NEXT + timedelta(days=1), claimed=None, posts=0)
    (covered,) = built([row(at=NEXT)], [failed, complete, blocked])["coverage"]
    assert (covered["state"], covered["observed_at"], covered["late"]) == ("complete", NEXT, 1)
    (covered,) = built([], [blocked])["coverage"]
    assert (covered["state"], covered["reason"], covered["late"]) == ("blocked", "身份核实", None)


def test_tags_of_title_text_and_site() -> None:
    tags = built(
        [row("<p>#甲##乙#</p>", post_title="说#丙#", relate_topic={"id": "9", "name": "甲题"})]
    )["tags"]
    assert [(t["tag"], t["kind"], t["zone"]) for t in tags] == [
        ("丙", "hashtag", "title"),
        ("甲", "hashtag", "tail"),
        ("乙", "hashtag", "tail"),
        ("甲题", "topic", None),
    ]


def unread(at: datetime, native_id: str = "1530000001", **changes: Any) -> dict[str, Any]:
    """A visit to a page of another post: no reader takes it for the one that was asked for."""
    asked = capture(page(post_id=99), fetched_at=at, capture_id=f"u{at:%d%H}", native_id=native_id)
    return capture_row(asked) | changes


FURNITURE = f"<p>{PLATFORM}</p>"


def test_a_rejected_visit_is_no_sight_and_a_row_of_its_own() -> None:
    tables = built([row(), row(FURNITURE, NEXT, post_like_count=9)])
    (post,) = tables["posts"]
    assert (post["body"], post["version"], post["like_count"]) == ("缩量，等方向。", 1, 3)
    assert post["last_seen_at"] == NIGHT
    assert [one["outcome"] for one in tables["observations"]] == ["seen"]
    (reject,) = tables["rejects"]
    assert reject | {"detail": None} == {
        "post_id": "guba:1530000001",
        "source": "guba",
        "target": "600519",
        "url": "https://guba.eastmoney.com/news,600519,1530000001.html",
        "capture_id": f"{NEXT:%d%H%M%S}",
        "fetched_at": NEXT,
        "reason": "only_furniture",
        "detail": None,
        "is_missing": False,
        "n_chars": len(PLATFORM),
        "removed_share": 0.0,
    }
    assert reject["detail"] == f"of {len(PLATFORM)} characters all are platform_disclaimer"


def test_a_post_without_a_good_sight_has_no_row_and_is_missing() -> None:
    tables = built([row(FURNITURE)])
    for name in ("posts", "removals", "post_versions", "observations"):
        assert tables[name] == []
    assert [one["is_missing"] for one in tables["rejects"]] == [True]
    assert built([row(FURNITURE), gone(NEXT)])["rejects"][0]["is_missing"] is False


def test_a_good_sight_after_a_bad_one_is_the_first() -> None:
    tables = built([row(FURNITURE), row(at=NEXT)])
    assert [one["first_seen_at"] for one in tables["posts"]] == [NEXT]
    assert [one["is_missing"] for one in tables["rejects"]] == [False]


def test_an_unread_visit_stands_with_the_day_that_another_visit_told() -> None:
    (reject,) = built([row(), unread(NEXT)])["rejects"]
    assert (reject["reason"], reject["n_chars"]) == ("other_post", None)
    assert "the page is of 99" in reject["detail"]
    assert built([unread(NEXT)])["rejects"] == []
    assert built([row(), unread(NEXT, reason="redacted")])["rejects"] == []


def test_rejects_make_a_complete_day_partial() -> None:
    told = [ledger_row("complete", NIGHT + timedelta(hours=1))]
    (fine,) = built([row(), row(FURNITURE, NEXT)], told)["coverage"]
    assert (fine["state"], fine["rejects"], fine["reason"]) == ("complete", 0, None)
    (short,) = built([row(FURNITURE)], told)["coverage"]
    assert (short["state"], short["rejects"]) == ("partial", 1)
    assert short["reason"] == "1 rejected: 1 only_furniture"
    blocked = [ledger_row("blocked", NIGHT + timedelta(hours=1), reason="身份核实")]
    (row_,) = built([row(FURNITURE)], blocked)["coverage"]
    assert (row_["state"], row_["rejects"], row_["reason"]) == ("blocked", 1, "身份核实")


def test_a_post_of_an_unknown_day_may_be_of_each_day_of_its_crawl() -> None:
    ends = NIGHT + timedelta(hours=1)
    known = [unread(NIGHT), unread(NIGHT, "1530000002", capture_id="u2")]
    (short,) = built(known, [ledger_row("complete", ends, reason="late list")])["coverage"]
    assert (short["state"], short["rejects"]) == ("partial", 2)
    assert short["reason"] == "late list; 2 rejected: 2 other_post"
    for told in (
        ledger_row("complete", NIGHT - timedelta(hours=1)),
        ledger_row("complete", NEXT),
        ledger_row("complete", ends, target="cjpl"),
        ledger_row("empty", ends),
    ):
        (covered,) = built(known, [told])["coverage"]
        assert covered["state"] == told["state"]
    # Read on another visit, or found deleted since: nothing is missing of it.
    for later in (row(at=NEXT), gone(NEXT)):
        (covered,) = built([unread(NIGHT), later], [ledger_row("complete", ends)])["coverage"]
        assert (covered["state"], covered["rejects"]) == ("complete", 0)


def test_a_post_of_pictures_has_no_body() -> None:
    (post,) = built([row('<img src="https://example.com/k.png">', post_title="图")])["posts"]
    assert (post["body"], post["n_chars"], post["title"]) == (None, 0, "图")


def test_a_removal_tells_its_rule_and_its_version() -> None:
    (removal,) = built([row(f"<p>不追。</p>{FURNITURE}")])["removals"]
    assert (removal["kind"], removal["support"], removal["value"]) == (
        "platform_disclaimer",
        None,
        None,
    )
    assert removal["rule_version"] >= 1
