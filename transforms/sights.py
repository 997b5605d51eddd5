"""The visits to each post in time, and those that saw it with what cleaning makes of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from transforms.cleaning import CleanPost, clean
from transforms.reading import post_capture
from transforms.redacted import without_text
from transforms.repeats import RepeatsOf, none_known
from transforms.times import night_of

Row = Mapping[str, Any]

SEEN = frozenset({"post", "redacted"})
# The layout of a page that was read as one of any site.
GENERIC = "generic"
# Pages that agree in these are cleaned alike; counts and times do not matter.
_CLEANED_FROM = ("title", "body_html", "disclaimer", "footer", "author_id", "author_name")


@dataclass(frozen=True, slots=True)
class Sight:
    """One visit that saw a post: its row of POST_CAPTURES, and its text cleaned.

    `is_redacted` tells that the text was taken out on request: nothing can be said of it any more.
    """

    row: Row
    clean: CleanPost
    is_redacted: bool = False

    @property
    def capture_id(self) -> str:
        """The archived response."""
        return str(self.row["capture_id"])

    @property
    def is_generic(self) -> bool:
        """Whether no reader of the site's own read the page."""
        return bool(self.row["layout"] == GENERIC)

    @property
    def night(self) -> date:
        """The night of the visit."""
        return night_of(self.row["fetched_at"])


def visits_by_post(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The visits to each post, oldest first, in the order of post ids.

    A capture that is there twice (an archive replayed) counts once. One request to take a text
    out is for the whole post, also for visits that still have it.
    """
    by_post: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        if row["post_id"] is not None:
            by_post[row["post_id"]][row["capture_id"]] = row
    return {post_id: _in_time(by_post[post_id].values()) for post_id in sorted(by_post)}


def _in_time(rows: Iterable[Row]) -> list[Row]:
    visits = sorted(rows, key=lambda row: (row["fetched_at"], row["capture_id"]))
    if is_redacted(visits):
        return [without_text(row) for row in visits]
    return visits


def is_redacted(visits: Iterable[Row]) -> bool:
    """Whether the post's text was taken out on request."""
    return any(row["outcome"] == "redacted" for row in visits)


def sights_of(visits: Sequence[Row], repeats_of: RepeatsOf = none_known) -> list[Sight]:
    """Those of one post's visits that saw it, in time."""
    sights: list[Sight] = []
    taken_out = is_redacted(visits)
    for row in visits:
        if row["outcome"] in SEEN:
            is_same = bool(sights) and _is_same_page(sights[-1].row, row)
            cleaned = sights[-1].clean if is_same else _cleaned(row, repeats_of)
            sights.append(Sight(row, cleaned, taken_out))
    return sights


def telling(sights: Sequence[Sight]) -> list[Sight]:
    """Those of one post's sights that tell what it says; the others prove that it was there.

    Two readers see two texts in one post. From the night on in which the site's own reader could
    read it, a text that any site's reader made out is no edit: when the new layout has a reader,
    captures are made anew and tell. What an earlier night had to go by stays as it was.
    """
    own = min((sight.night for sight in sights if not sight.is_generic), default=date.max)
    return [sight for sight in sights if not sight.is_generic or sight.night < own]


def _cleaned(row: Row, repeats_of: RepeatsOf) -> CleanPost:
    return clean(post_capture(row), repeats_of(row))


def _is_same_page(before: Row, row: Row) -> bool:
    return all(before[name] == row[name] for name in _CLEANED_FROM)
