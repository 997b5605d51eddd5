"""One post read by two readers, in one night and over nights: what it says, and what is an edit."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.transforms.captures import NIGHT, capture, page
from tests.transforms.redesigned_pages import GUBA, GUBA_URL
from transforms.day import build_day
from transforms.reading import capture_row

Visit = dict[str, Any]

GUBA_ID = "1530713901"
NOW, MINUTE, DAY = timedelta(), timedelta(minutes=1), timedelta(days=1)


def visit(body: bytes, after: timedelta) -> Visit:
    at = NIGHT + after
    asked = capture(body, url=GUBA_URL, native_id=GUBA_ID, fetched_at=at)
    return capture_row(replace(asked, capture_id=f"{at:%d%H%M}"))


def own(after: timedelta, text: str = "<p>红利歇了两天，有人开始慌。</p><p>我不动。</p>") -> Visit:
    """The post as the site's own reader reads it."""
    fields = {"post_id": int(GUBA_ID), "post_publish_time": "2025-03-27 20:11:36"}
    return visit(page(text, **fields), after)


def generic(after: timedelta, more: str = "") -> Visit:
    """The post on a page whose layout is gone."""
    row = visit(GUBA.replace("再看一次。", f"再看一次。{more}").encode(), after)
    assert row["layout"] == "generic"
    return row


ORIGINAL = own(NOW)
CASES = {
    "a page without its layout, then the phones' route": (
        [generic(NOW), own(MINUTE)],
        (["seen", "seen"], ["guba-2022"]),
    ),
    "the other way round": ([own(NOW), generic(MINUTE)], (["seen", "seen"], ["guba-2022"])),
    "a redesign, for good": (
        [own(NOW), generic(DAY), generic(2 * DAY)],
        (["seen"] * 3, ["guba-2022"]),
    ),
    "an edit before it": (
        [own(NOW), own(DAY, "<p>改了。</p>"), generic(2 * DAY)],
        (["seen", "edited", "seen"], ["guba-2022"] * 2),
    ),
    "no reader of its own at all": (
        [generic(NOW), generic(DAY), generic(2 * DAY, "收回。")],
        (["seen", "seen", "edited"], ["generic"] * 2),
    ),
    "a reader from the next night on": (
        [generic(NOW), own(DAY), generic(DAY + MINUTE), own(2 * DAY, "<p>改了。</p>")],
        (["seen", "seen", "seen", "edited"], ["generic", "guba-2022", "guba-2022"]),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_another_reader_is_no_edit(case: str) -> None:
    visits, expected = CASES[case]
    tables = {
        name: table.to_pylist()
        for name, table in build_day(visits[0]["published_date"], visits, []).items()
    }
    layouts = {row["capture_id"]: row["layout"] for row in visits}
    outcomes = [row["outcome"] for row in tables["observations"]]
    assert (outcomes, [layouts[v["capture_id"]] for v in tables["post_versions"]]) == expected
    [post] = tables["posts"]
    assert (post["first_seen_at"], post["last_seen_at"]) == (
        visits[0]["fetched_at"],
        visits[-1]["fetched_at"],
    )
    assert (post["layout"], post["version"]) == (expected[1][-1], len(expected[1]))


def test_what_its_own_reader_knew_of_a_post_is_not_lost_to_a_redesign() -> None:
    [post] = build_day(ORIGINAL["published_date"], [ORIGINAL, generic(DAY)], [])[
        "posts"
    ].to_pylist()
    assert (post["author_id"], post["bar_code"], post["like_count"]) == ("7001", "600519", 3)
    assert post["counted_at"] == ORIGINAL["fetched_at"]


def test_who_was_only_proved_to_be_there_was_there() -> None:
    gone = visit(b"", DAY) | {"outcome": "deleted"}
    [post] = build_day(ORIGINAL["published_date"], [ORIGINAL, gone, generic(2 * DAY)], [])[
        "posts"
    ].to_pylist()
    assert post["deleted_at"] is None
