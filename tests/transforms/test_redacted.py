import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.transforms.captures import NIGHT, capture, page, row
from transforms.cleaning import clean
from transforms.day import build_day
from transforms.flags import flags
from transforms.reading import capture_row, post_capture
from transforms.redacted import tombstone
from transforms.times import SHANGHAI

DAY = date(2025, 3, 27)
TAKEN_AT = datetime(2026, 11, 22, 20, tzinfo=SHANGHAI)
TEXTS = [
    "<p>#三月# 缩量，等方向。</p>",
    "<p>放量了，$贵州茅台(SH600519)$ 先走一步。</p>",
    "<p>放量了，再看。</p>",
]
NIGHTS = [NIGHT + timedelta(days=n) for n in (0, 0.5, 1, 2)]


def seen(n: int, text: str) -> dict[str, Any]:
    return row(text, NIGHTS[n], capture_id=f"c{n}", relate_topic={"name": "旧话题"})


def taken(n: int, version: int, text: str) -> dict[str, Any]:
    """The same visit after its page has become a tombstone."""
    body = json.dumps(tombstone(seen(n, text), TAKEN_AT, version)).encode()
    kept = capture(body, outcome="redacted", fetched_at=NIGHTS[n], capture_id=f"c{n}")
    return capture_row(kept)


VISITS = [(0, 1, TEXTS[0]), (1, 1, TEXTS[0]), (2, 2, TEXTS[1]), (3, 3, TEXTS[2])]


def tables(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in build_day(DAY, rows, []).items()}


@pytest.mark.parametrize("n_taken", [1, 4])
def test_a_redacted_post_keeps_its_history_and_no_word(n_taken: int) -> None:
    before = tables([seen(n, text) for n, _, text in VISITS])
    rows = [taken(*visit) for visit in VISITS[:n_taken]]
    rows += [seen(n, text) for n, _, text in VISITS[n_taken:]]
    after = tables(rows)
    wordy = ("tags", "fund_mentions", "instrument_mentions", "removals", "rejects")
    assert not any(after[name] for name in wordy)
    [post] = after["posts"]
    lost = "title author_id author_name ip_region device body n_chars content_sha256 redacted_at"
    lost += " has_disclaimer has_position_disclosure has_risk_section is_ai_generated version"
    kept = before["posts"][0].keys() - set(lost.split())
    assert {name: post[name] for name in kept} == {name: before["posts"][0][name] for name in kept}
    assert (post["title"], post["author_id"], post["body"]) == (None, None, None)
    assert {post[name] for name in flags(clean(post_capture(seen(0, ""))))} == {None}
    assert post["redacted_at"] == TAKEN_AT
    assert {version["text"] for version in after["post_versions"]} == {""}
    assert not any(text in str(after) for text in ("缩量", "放量", "某某", "旧话题"))


def test_versions_keep_their_numbers_and_instants() -> None:
    before = tables([seen(n, text) for n, _, text in VISITS])
    after = tables([taken(*visit) for visit in VISITS])
    key = ("version", "valid_from", "valid_to", "capture_id")
    told = [
        [tuple(one[name] for name in key) for one in t["post_versions"]] for t in (before, after)
    ]
    assert told[0] == told[1]
    assert [number for number, *_ in told[0]] == [1, 2, 3]
    assert after["observations"] == before["observations"]


@pytest.mark.parametrize(
    "body",
    [b"", page(), b"[]", b'{"redacted_at": "2026-11-22T20:00:00+08:00", "post_id": "guba:1"}'],
)
def test_a_tombstone_that_names_no_post_is_a_reject(body: bytes) -> None:
    read = capture_row(capture(body, outcome="redacted"))
    assert (read["outcome"], read["reason"]) == ("reject", "redacted")
    assert read["title"] is None
