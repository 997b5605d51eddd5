"""Captures of a few nights to the tables of one day."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from tests.transforms.captures import NIGHT, capture, row
from transforms.day import build_day
from transforms.reading import capture_row
from transforms.tables import TABLES

DAY = date(2025, 3, 27)
NEXT = NIGHT + timedelta(days=1)
Rows = list[dict[str, Any]]


def gone(at: datetime, capture_id: str = "gone", outcome: str = "deleted") -> dict[str, Any]:
    return capture_row(capture(b"", fetched_at=at, outcome=outcome, capture_id=capture_id))


def built(captures: Rows, ledger: Rows | None = None) -> dict[str, Rows]:
    tables = build_day(DAY, captures, ledger or [], ("易方达",))
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
