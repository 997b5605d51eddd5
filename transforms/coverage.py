"""Coverage of one day: of many nights' ledgers the best word on each target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from transforms.history import History

Row = Mapping[str, Any]

# A later night that failed takes nothing away from what an earlier one has walked in full.
_WORTH = ("not_attempted", "failed", "blocked", "partial", "empty", "complete")


def coverage_rows(ledger: Iterable[Row], posts: Sequence[History]) -> list[dict[str, Any]]:
    """The day's rows of COVERAGE, by source and target.

    `ledger` holds the day's rows of COVERAGE_CAPTURES of all nights, `posts` the day's posts.
    """
    nights: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ledger:
        nights[row["source"], row["target"]].append(row)
    return [
        _best(rows) | {"late": _late(rows, posts)}
        for _, rows in sorted(nights.items(), key=lambda item: item[0])
    ]


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
