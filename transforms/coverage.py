"""Coverage of one day: of many nights' ledgers the best word on each target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from transforms.history import History
from transforms.times import SHANGHAI

Row = Mapping[str, Any]

# A later night that failed takes nothing away from what an earlier one has walked in full.
_WORTH = ("not_attempted", "failed", "blocked", "partial", "empty", "complete")

# Target of a row that is about all of a source's: its pages were not what they used to be.
WHOLE_SOURCE = "*"
# States that rest on what pages said; a challenge stays one, and a list proves a day empty.
_RESTS_ON_PAGES = frozenset({"complete", "partial"})


def coverage_rows(ledger: Iterable[Row], posts: Sequence[History]) -> list[dict[str, Any]]:
    """The day's rows of COVERAGE, by source and target.

    `ledger` holds the day's rows of COVERAGE_CAPTURES of all nights, `posts` the day's posts.
    """
    rows = list(ledger)
    alarms = [row for row in rows if row["target"] == WHOLE_SOURCE]
    nights: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["target"] != WHOLE_SOURCE:
            nights[row["source"], row["target"]].append(_doubted(row, alarms))
    return [
        _best(told) | {"late": _late(told, posts)}
        for _, told in sorted(nights.items(), key=lambda item: item[0])
    ]


def _doubted(row: Row, alarms: Iterable[Row]) -> Row:
    """The row, failed where a later alarm of the same night is about its source.

    Another crawl of that night, or a later one, that raises no alarm is believed again.
    """
    about = [alarm for alarm in alarms if _is_about(alarm, row)]
    if not about or row["state"] not in _RESTS_ON_PAGES:
        return row
    reasons = sorted({alarm["reason"] for alarm in about})
    own = [row["reason"]] if row["reason"] else []
    return {**row, "state": "failed", "reason": "; ".join([*reasons, *own])}


def _is_about(alarm: Row, row: Row) -> bool:
    is_after = row["observed_at"] <= alarm["observed_at"]
    is_same_night = _night(row["observed_at"]) == _night(alarm["observed_at"])
    return alarm["source"] == row["source"] and is_after and is_same_night


def _night(at: datetime) -> date:
    """The day that a night from noon to noon follows."""
    return (at.astimezone(SHANGHAI) - timedelta(hours=12)).date()


def _best(rows: Sequence[Row]) -> dict[str, Any]:
    best = max(rows, key=lambda row: (_WORTH.index(row["state"]), row["observed_at"]))
    return {name: value for name, value in best.items() if name != "day"}


def _late(rows: Sequence[Row], posts: Sequence[History]) -> int | None:
    """Posts of the target first seen after its first night; null while there was one night."""
    ends = sorted({row["observed_at"] for row in rows})
    if len(ends) < 2:
        return None
    source, target = rows[0]["source"], rows[0]["target"]
    return sum(
        1
        for post in posts
        if (post.first_sight["source"], post.first_sight["target"]) == (source, target)
        and post.first_sight["fetched_at"] > ends[0]
    )
