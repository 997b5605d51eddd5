"""The captures of one post, in time: its versions, its visits, its end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from transforms.capture import PostCapture
from transforms.cleaning import CleanPost, clean
from transforms.reading import post_capture
from transforms.redacted import without_text

Row = Mapping[str, Any]

_GONE = frozenset({"deleted", "never_existed"})
_SEEN = frozenset({"post", "redacted"})


@dataclass(frozen=True, slots=True)
class Version:
    """One distinct text of a post, from the visit that saw it first to that of the next one."""

    number: int
    valid_from: datetime
    valid_to: datetime | None
    capture_id: str
    clean: CleanPost


@dataclass(frozen=True, slots=True)
class Observation:
    """One visit that said something: seen, edited, deleted or blocked."""

    outcome: str
    row: Row


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one post: rows are its POST_CAPTURES rows, oldest first."""

    post_id: str
    first_sight: Row
    last_sight: Row
    versions: tuple[Version, ...]
    observations: tuple[Observation, ...]

    @property
    def published_at(self) -> datetime:
        """The instant as first shown: an edit may overwrite it, the partition must not move."""
        at: datetime = self.first_sight["published_at"]
        return at

    @property
    def published_date(self) -> date:
        """The day of the partition, in Asia/Shanghai."""
        day: date = self.first_sight["published_date"]
        return day

    @property
    def latest(self) -> PostCapture:
        """What the last visit that saw the post said of it."""
        return post_capture(self.last_sight)

    @property
    def deleted_at(self) -> datetime | None:
        """The first visit that found it gone since it was last seen."""
        for observation in self.observations:
            is_later = observation.row["fetched_at"] > self.last_sight["fetched_at"]
            if is_later and observation.outcome == "deleted":
                at: datetime = observation.row["fetched_at"]
                return at
        return None

    @property
    def redacted_at(self) -> datetime | None:
        """The instant at which its text was taken out on request, the first of several."""
        return min((at for at in self._redactions if at is not None), default=None)

    @property
    def _redactions(self) -> Iterable[datetime | None]:
        return (observation.row["redacted_at"] for observation in self.observations)


def histories(rows: Iterable[Row]) -> list[History]:
    """One history a post that was ever seen, by (published_at, post_id).

    A capture that is there twice (an archive replayed) counts once.
    """
    by_post: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        if row["post_id"] is not None:
            by_post[row["post_id"]][row["capture_id"]] = row
    found = [_history(post_id, list(kept.values())) for post_id, kept in by_post.items()]
    known = [history for history in found if history is not None]
    return sorted(known, key=lambda history: (history.published_at, history.post_id))


def _history(post_id: str, rows: list[Row]) -> History | None:
    visits = sorted(rows, key=lambda row: (row["fetched_at"], row["capture_id"]))
    if any(row["outcome"] == "redacted" for row in visits):
        # One request is for the whole post, also for visits that still have their text.
        visits = [without_text(row) for row in visits]
    sights = [row for row in visits if row["outcome"] in _SEEN]
    if not sights:
        return None
    versions = _versions(sights)
    return History(
        post_id=post_id,
        first_sight=sights[0],
        last_sight=sights[-1],
        versions=tuple(versions),
        observations=tuple(_observations(visits, versions)),
    )


def _versions(sights: Sequence[Row]) -> list[Version]:
    """A version begins with each sight whose text differs from that of the sight before.

    Where the text was taken out, the number that the sight had before tells.
    """
    begun: list[tuple[Row, CleanPost]] = []
    for row in sights:
        cleaned = clean(post_capture(row))
        if not begun or _differs(begun[-1][1], cleaned) or _is_next(len(begun), row):
            begun.append((row, cleaned))
    ends = [row["fetched_at"] for row, _ in begun[1:]] + [None]
    return [
        Version(number, row["fetched_at"], end, row["capture_id"], cleaned)
        for number, ((row, cleaned), end) in enumerate(zip(begun, ends, strict=True), start=1)
    ]


def _differs(before: CleanPost, cleaned: CleanPost) -> bool:
    return before.content_sha256 != cleaned.content_sha256


def _is_next(n_begun: int, row: Row) -> bool:
    return (row["redacted_version"] or 0) > n_begun


def _observations(visits: Sequence[Row], versions: Sequence[Version]) -> Iterable[Observation]:
    edits = {version.capture_id for version in versions if version.number > 1}
    for row in visits:
        if row["outcome"] in _SEEN:
            yield Observation("edited" if row["capture_id"] in edits else "seen", row)
        elif row["outcome"] in _GONE:
            yield Observation("deleted", row)
        elif row["outcome"] == "blocked":
            yield Observation("blocked", row)
