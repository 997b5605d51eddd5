"""Bad input becomes a reject with a reason; it never raises and never passes for a post."""

import gzip
from datetime import timedelta

import pytest

from tests.transforms.captures import NIGHT, capture, page
from transforms.capture import Capture
from transforms.capture_tables import POST_CAPTURES
from transforms.decode import MAX_PLAIN_BYTES
from transforms.reading import capture_row, post_capture, read_post
from transforms.schema import conform

GZIP = {"content-encoding": "gzip", "content-type": "text/html"}
BAD = {
    "not HTML": (capture(b"\x89PNG\r\n\x1a\n" + bytes(range(200))), "other_page"),
    "empty": (capture(b""), "other_page"),
    "cut-off gzip": (capture(gzip.compress(page(), mtime=0)[:-9], headers=GZIP), "cut_off"),
    "JSON cut in the middle": (capture(page()[:120]), "cut_json"),
    "a page of another site": (
        capture(b"<html><body><div id='artibody'>x</div></body></html>"),
        "other_page",
    ),
    "another post's page": (capture(page(post_id=1)), "other_post"),
    "published after the visit": (
        capture(page(post_publish_time="2025-04-01 09:00:00")),
        "date_order",
    ),
    "edited before publication": (
        capture(page(post_mod_time="2025-03-26 09:00:00")),
        "date_order",
    ),
    "no time": (capture(page(post_publish_time="刚刚")), "no_time"),
    "no body": (capture(page(post_content=None)), "no_body"),
    "no id": (capture(page(post_id=None)), "no_id"),
    "no article on a page of any site": (capture(page(), source="nobody"), "no_body"),
    "no markup on a page of any site": (capture(b"Not Found", source="nobody"), "other_page"),
    "a hundred thousand elements within each other": (
        capture(b"<div>" * 100_000, source="caifuhao"),
        "too_deep",
    ),
    "a hundred thousand brackets": (
        capture(b'<script>var post_article={"a":' + b"[" * 100_000),
        "too_deep",
    ),
    "a bomb": (capture(gzip.compress(bytes(MAX_PLAIN_BYTES + 1)), headers=GZIP), "too_large"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_page_is_a_reject_with_its_reason(case: str) -> None:
    bad, reason = BAD[case]
    row = capture_row(bad)
    assert (row["outcome"], row["reason"]) == ("reject", reason)
    assert row["detail"]
    assert row["title"] is row["published_at"] is None
    conform([row], POST_CAPTURES)


@pytest.mark.parametrize(
    "good",
    [
        capture(page()),
        capture(gzip.compress(page(), mtime=0), headers=GZIP),
        capture(page(), headers={"content-type": "text/html; charset=gb2312"}),
        capture(page().decode().encode("gb18030"), headers={"content-type": "text/html"}),
    ],
)
def test_a_good_page_is_read_however_it_came(good: Capture) -> None:
    row = capture_row(good)
    assert row["outcome"] == "post"
    assert (row["post_id"], row["title"], row["like_count"]) == ("guba:1530000001", "缩量之后", 3)
    conform([row], POST_CAPTURES)


@pytest.mark.parametrize("outcome", ["deleted", "blocked", "changed_layout", "timeout"])
def test_an_outcome_without_a_post_keeps_its_name(outcome: str) -> None:
    row = capture_row(capture(b"", outcome=outcome))
    assert (row["outcome"], row["post_id"], row["reason"]) == (outcome, "guba:1530000001", None)


def test_a_row_gives_back_what_was_read() -> None:
    kept = capture(page(relate_topic={"id": "1", "name": "算力"}))
    assert post_capture(capture_row(kept)) == read_post(kept)


def test_a_minute_of_clock_difference_is_no_disorder() -> None:
    early = capture(page(), fetched_at=NIGHT.replace(day=27, hour=21, minute=4, second=0))
    assert capture_row(early)["outcome"] == "post"
    late = capture(page(), fetched_at=early.fetched_at - timedelta(minutes=10))
    assert capture_row(late)["reason"] == "date_order"
