"""What one night asks of each source: its plan, made of watchlist, days and what is known."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.captures import last_visits
from flows.days import span
from flows.folder import DataFolder
from flows.segments import settled
from spiders.clock import night_of, read_instant
from spiders.plan import KnownPost, Plan
from spiders.warcread import read_warc
from spiders.watchlist import Watchlist

_GONE = frozenset({"deleted", "never_existed"})


class ReplayNotFound(Exception):
    """Raised for a replay of a file that is not there, or is no WARC."""


@dataclass(frozen=True)
class Night:
    """One night: the posts published on the days since..date are wanted."""

    folder: DataFolder
    date: datetime.date
    since: datetime.date
    watchlist: Watchlist
    replay: Path | None = None

    def __post_init__(self) -> None:
        if self.replay is not None and not self.replay.is_file():
            raise ReplayNotFound(f"{self.replay}: no such file to replay: name a WARC")
        if self.replay is not None and next(read_warc(self.replay), None) is None:
            raise ReplayNotFound(f"{self.replay}: holds no record of a WARC that is whole")

    @property
    def days(self) -> list[datetime.date]:
        """The days of publication that the night covers, oldest first."""
        return span(self.since, self.date)

    def plan(self, source: str, handed_on: Sequence[Mapping[str, Any]] = ()) -> Plan:
        """The source's plan; `handed_on` are posts that another source's lists showed."""
        return Plan(
            source=source,
            date=self.date,
            since=self.since,
            raw=self.folder.raw,
            targets=self.watchlist.targets[source],
            posts=self._known_posts(source, handed_on),
            done=self._done(source),
            replay=self.replay,
            manners=self.watchlist.manners,
            origins=self.watchlist.origins,
        )

    def _known_posts(
        self, source: str, handed_on: Sequence[Mapping[str, Any]]
    ) -> tuple[KnownPost, ...]:
        """Posts handed on tonight, and those of earlier nights: a deletion shows in no list."""
        began, _ = night_of(self.date)
        visits = last_visits(self.folder, self.days, source, began)
        known = {
            post.native_id: post
            for post in [
                *(_revisited(row) for row in visits if row["outcome"] not in _GONE),
                *(_handed_on(row) for row in handed_on if row["source"] == source),
            ]
        }
        return tuple(known.values())

    def _done(self, source: str) -> frozenset[str]:
        """What an earlier try of this night has settled; a replay asks for everything again."""
        if self.replay is not None:
            return frozenset()
        return settled(self.folder.raw, source, night_of(self.date))


def _revisited(row: Mapping[str, Any]) -> KnownPost:
    return KnownPost(
        native_id=row["native_id"],
        target=row["target"],
        bar=row["bar_code"],
        alias_id=row["alias_id"],
        published_at=row["published_at"],
    )


def _handed_on(row: Mapping[str, Any]) -> KnownPost:
    return KnownPost(
        native_id=row["native_id"],
        target=row["target"],
        alias_id=row["alias_id"],
        published_at=read_instant(row["published_at"]),
    )
