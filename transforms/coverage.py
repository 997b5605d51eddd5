"""Coverage of one day: of many nights' ledgers the best word on each target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from transforms.history import History
from transforms.rejects import Reject, counted
from transforms.times import night_of

Row = Mapping[str, Any]

# A later night that failed takes nothing away from what an earlier one has walked in full.
_WORTH = ("not_attempted", "failed", "blocked", "partial", "empty", "complete")

# Target of a row that is about all of a source's: its pages were not what they used to be.
WHOLE_SOURCE = "*"
# States that rest on what pages said; a challenge stays one, and a list proves a day empty.
_RESTS_ON_PAGES = frozenset({"complete", "partial"})


def coverage_rows(
    ledger: Iterable[Row], posts: Sequence[History], rejects: Iterable[Reject] = ()
) -> list[dict[str, Any]]:
    """The day's rows of COVERAGE, by source and target.

    `ledger` holds the day's rows of COVERAGE_CAPTURES of all nights, `posts` the day's posts,
    `rejects` the rejected visits to posts of the day, and of a day that nobody could tell.
    """
    rows = list(ledger)
    alarms = [row for row in rows if row["target"] == WHOLE_SOURCE]
    nights: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["target"] != WHOLE_SOURCE:
            nights[row["source"], row["target"]].append(_doubted(row, alarms))
    missing = [reject for reject in rejects if reject.is_missing]
    return [
        _less(_best(told), _rejected(told, missing)) | {"late": _late(told, posts)}
        for _, told in sorted(nights.items(), key=lambda item: item[0])
    ]


def _doubted(row: Row, alarms: Iterable[Row]) -> Row:
    """The row, failed where a later alarm of the same night is about its source.

    Another crawl of that night, or a later one, that raises no alarm is believed again.
    """
    about = [alarm for alarm in alarms if _is_about(alarm, row)]
    if not about or row["state"] not in _RESTS_ON_PAGES:
        return row
    reasons = sorted({alarm["reason"] for alarm in about if alarm["reason"]})
    own = [row["reason"]] if row["reason"] else []
    return {**row, "state": "failed", "reason": "; ".join([*reasons, *own])}


def _is_about(alarm: Row, row: Row) -> bool:
    is_after = row["observed_at"] <= alarm["observed_at"]
    is_same_night = night_of(row["observed_at"]) == night_of(alarm["observed_at"])
    return alarm["source"] == row["source"] and is_after and is_same_night


def _best(rows: Sequence[Row]) -> dict[str, Any]:
    best = max(rows, key=lambda row: (_WORTH.index(row["state"]), row["observed_at"]))
    return {name: value for name, value in best.items() if name != "day"}


def _rejected(rows: Sequence[Row], missing: Iterable[Reject]) -> list[Reject]:
    """The rejected visits to posts of the cell that `rows` are about, or that may be of it."""
    source, target = rows[0]["source"], rows[0]["target"]
    return [
        reject
        for reject in missing
        if (reject.row["source"], reject.row["target"]) == (source, target)
        and (reject.published_date is not None or any(_may_hold(row, reject) for row in rows))
    ]


def _may_hold(row: Row, reject: Reject) -> bool:
    """Whether the crawl of a row made the visit: the post is of one of the crawl's days."""
    at, ended_at = reject.row["fetched_at"], row["observed_at"]
    return bool(at <= ended_at and night_of(at) == night_of(ended_at))


def _less(best: dict[str, Any], rejected: Sequence[Reject]) -> dict[str, Any]:
    """The row with its rejected posts: a list that was walked in full does not make up for them."""
    n_posts = len({reject.post_id for reject in rejected})
    if not n_posts or best["state"] not in _RESTS_ON_PAGES:
        return best | {"rejects": n_posts}
    own = [best["reason"]] if best["reason"] else []
    reason = "; ".join([*own, f"{n_posts} rejected: {counted(rejected)}"])
    return best | {"rejects": n_posts, "state": "partial", "reason": reason}


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
        and post.first_seen_at > ends[0]
    )
