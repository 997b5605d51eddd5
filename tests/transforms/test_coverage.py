"""What many nights' ledgers, and alarms about a whole source, make of a day."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.transforms.captures import NIGHT
from transforms.coverage import WHOLE_SOURCE, coverage_rows

DAY = date(2025, 3, 27)
MINUTE = timedelta(minutes=1)


def told(state: str, at: datetime = NIGHT, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"source": "guba", "target": "600519", "day": DAY, "state": state}
    counts = {"claimed": 3, "walked": 1, "posts": 3, "reason": None, "next_try_at": None}
    return {**fields, **counts, "observed_at": at, **changes}


def alarm(at: datetime = NIGHT, reason: str = "changed_layout: device", **more: Any) -> Any:
    return told("failed", at, target=WHOLE_SOURCE, claimed=None, posts=None, reason=reason, **more)


def states(*ledger: Any) -> dict[str, str]:
    return {row["target"]: row["state"] for row in coverage_rows(ledger, [])}


@pytest.mark.parametrize(
    ("row", "raised", "expected"),
    [
        (told("complete"), alarm(), "failed"),
        (told("complete"), alarm(NIGHT + 30 * MINUTE), "failed"),
        (told("partial"), alarm(), "failed"),
        # A challenge stays one; what a list proves stands.
        (told("blocked"), alarm(), "blocked"),
        (told("empty"), alarm(), "empty"),
        (told("not_attempted"), alarm(), "not_attempted"),
        # The crawl came after the alarm and raised none.
        (told("complete", NIGHT + MINUTE), alarm(), "complete"),
        # From noon to noon is a night.
        (told("complete", NIGHT - timedelta(hours=13)), alarm(), "failed"),
        (told("complete", NIGHT - timedelta(hours=14)), alarm(), "complete"),
        (told("complete"), alarm(NIGHT + timedelta(days=1)), "complete"),
        (told("complete"), alarm(source="caifuhao"), "complete"),
    ],
)
def test_an_alarm_fails_its_source_in_its_night(row: Any, raised: Any, expected: str) -> None:
    for ledger in itertools.permutations([row, raised]):
        assert states(*ledger) == {"600519": expected}


def test_the_reason_says_both() -> None:
    later = alarm(NIGHT + MINUTE, "changed_layout: body")
    ledger = [told("partial", reason="1 of 3 posts missing: timeout"), alarm(), later]
    for some in itertools.permutations(ledger):
        (row,) = coverage_rows(some, [])
        assert row["reason"] == (
            "changed_layout: body; changed_layout: device; 1 of 3 posts missing: timeout"
        )
        assert (row["claimed"], row["posts"], row["observed_at"]) == (3, 3, NIGHT)


def test_what_another_night_has_walked_in_full_stays() -> None:
    before, after = (told("complete", NIGHT + n * timedelta(days=1)) for n in (-1, 1))
    doubted = [told("complete"), alarm()]
    assert states(before, *doubted) == {"600519": "complete"}
    assert states(*doubted, after) == {"600519": "complete"}
    assert states(told("partial", NIGHT - timedelta(days=1)), *doubted) == {"600519": "partial"}


def test_all_targets_of_the_source_are_doubted_and_no_row_is_of_all() -> None:
    ledger = [told("complete"), told("complete", target="cjpl"), alarm()]
    assert states(*ledger) == {"600519": "failed", "cjpl": "failed"}
    assert coverage_rows([alarm()], []) == []
