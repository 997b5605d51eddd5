"""Visits that brought a page and no post: unread by its reader, or in breach of a contract."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from transforms.contracts import Breach, n_own, removed_share
from transforms.sights import Row, Sight, is_redacted

_GONE = frozenset({"deleted", "never_existed"})


@dataclass(frozen=True, slots=True)
class Reject:
    """One such visit.

    `published_date` is the post's day, None where no page of it ever told. `is_missing`: the post
    has no row, no visit to it could be used, and it was not found deleted since. `n_chars` of the
    author's own text, and the share of it that rules took out: None where no reader read it.
    """

    row: Row
    reason: str
    detail: str | None
    published_date: date | None
    is_missing: bool
    n_chars: int | None = None
    removed_share: float | None = None

    @property
    def post_id(self) -> str:
        """The post that was asked for."""
        return str(self.row["post_id"])


def rejects_of(
    visits: Sequence[Row],
    sights: Sequence[Sight],
    broken: Mapping[str, Breach],
    published_date: date | None,
) -> Iterator[Reject]:
    """The rejected among one post's visits, in time; `published_date` is None for one without row.

    A post whose text was taken out on request has none: why it was rejected is in its words.
    """
    if is_redacted(visits):
        return
    cleaned = {sight.capture_id: sight.clean for sight in sights}
    shown = [sight.row["published_date"] for sight in sights]
    day = published_date or (shown[0] if shown else None)
    is_missing = published_date is None and visits[-1]["outcome"] not in _GONE
    for row in visits:
        breach = broken.get(row["capture_id"])
        if breach is not None:
            post = cleaned[row["capture_id"]]
            yield Reject(row, *breach, day, is_missing, n_own(post), removed_share(post))
        elif row["outcome"] == "reject" and row["reason"] != "redacted":
            yield Reject(row, row["reason"], row["detail"], day, is_missing)


def reject_row(reject: Reject) -> dict[str, Any]:
    """The row of REJECTS."""
    names = ("post_id", "source", "target", "url", "capture_id", "fetched_at")
    return {
        **{name: reject.row[name] for name in names},
        "reason": reject.reason,
        "detail": reject.detail,
        "is_missing": reject.is_missing,
        "n_chars": reject.n_chars,
        "removed_share": reject.removed_share,
    }


def counted(rejects: Iterable[Reject]) -> str:
    """In words: how many posts for which reasons, each post by its last visit."""
    last = {reject.post_id: reject.reason for reject in rejects}
    return ", ".join(f"{n} {reason}" for reason, n in sorted(Counter(last.values()).items()))
