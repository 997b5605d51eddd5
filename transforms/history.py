"""The captures of one post, in time: its versions, its visits, its end."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from transforms.capture import PostCapture
from transforms.cleaning import CleanPost
from transforms.contracts import breaches
from transforms.reading import post_capture
from transforms.rejects import Reject, rejects_of
from transforms.repeats import RepeatsOf, none_known
from transforms.sights import SEEN, Row, Sight, sights_of, telling, visits_by_post

_GONE = frozenset({"deleted", "never_existed"})


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
    """What is known of one post: rows are its POST_CAPTURES rows, oldest first.

    `first_sight` and `last_sight` are of those that tell what it says, not only that it is there.
    """

    post_id: str
    first_seen_at: datetime
    last_seen_at: datetime
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
            is_later = observation.row["fetched_at"] > self.last_seen_at
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


@dataclass(frozen=True, slots=True)
class Sifted:
    """What visits amount to: posts by (published_at, post_id), and visits that brought none."""

    histories: tuple[History, ...]
    rejects: tuple[Reject, ...]


def histories(rows: Iterable[Row]) -> list[History]:
    """One history a post of which a visit could be used, by (published_at, post_id)."""
    return list(sift(rows).histories)


def sift(rows: Iterable[Row], repeats_of: RepeatsOf = none_known) -> Sifted:
    """The histories of the posts and the rejected visits; who broke a contract saw nothing."""
    visits = visits_by_post(rows)
    sights = {post_id: sights_of(of_post, repeats_of) for post_id, of_post in visits.items()}
    broken = breaches([sight for of_post in sights.values() for sight in of_post])
    found: list[History] = []
    rejects: list[Reject] = []
    for post_id, of_post in visits.items():
        history = _history(post_id, of_post, sights[post_id], broken)
        day = history.published_date if history else None
        found += [history] if history else []
        rejects += rejects_of(of_post, sights[post_id], broken, day)
    found.sort(key=lambda history: (history.published_at, history.post_id))
    return Sifted(tuple(found), tuple(rejects))


def _history(
    post_id: str, visits: Sequence[Row], sights: Sequence[Sight], broken: Collection[str]
) -> History | None:
    good = [sight for sight in sights if sight.capture_id not in broken]
    if not good:
        return None
    told = telling(good)
    versions = _versions(told)
    kept = [row for row in visits if row["capture_id"] not in broken]
    return History(
        post_id=post_id,
        first_seen_at=good[0].row["fetched_at"],
        last_seen_at=good[-1].row["fetched_at"],
        first_sight=told[0].row,
        last_sight=told[-1].row,
        versions=tuple(versions),
        observations=tuple(_observations(kept, _edits(told, versions))),
    )


def _versions(sights: Sequence[Sight]) -> list[Version]:
    """A version begins with each sight whose text differs from that of the sight before.

    Where the text was taken out, the number that the sight had before tells.
    """
    begun: list[Sight] = []
    for sight in sights:
        if not begun or _differs(begun[-1], sight) or _is_next(len(begun), sight):
            begun.append(sight)
    ends = [sight.row["fetched_at"] for sight in begun[1:]] + [None]
    return [
        Version(number, sight.row["fetched_at"], end, sight.capture_id, sight.clean)
        for number, (sight, end) in enumerate(zip(begun, ends, strict=True), start=1)
    ]


def _differs(before: Sight, sight: Sight) -> bool:
    return before.clean.content_sha256 != sight.clean.content_sha256


def _is_next(n_begun: int, sight: Sight) -> bool:
    return (sight.row["redacted_version"] or 0) > n_begun


def _edits(told: Sequence[Sight], versions: Sequence[Version]) -> set[str]:
    """The visits that found another text than the one before, and not for another reader's sake."""
    first_own = {now.capture_id for was, now in pairwise(told) if was.is_generic > now.is_generic}
    return {version.capture_id for version in versions if version.number > 1} - first_own


def _observations(visits: Sequence[Row], edits: Collection[str]) -> Iterable[Observation]:
    for row in visits:
        if row["outcome"] in SEEN:
            yield Observation("edited" if row["capture_id"] in edits else "seen", row)
        elif row["outcome"] in _GONE:
            yield Observation("deleted", row)
        elif row["outcome"] == "blocked":
            yield Observation("blocked", row)
