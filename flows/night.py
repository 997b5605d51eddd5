"""What one night asks of each source: its plan, made of watchlist, days and what is known."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows import redactions
from flows.captures import last_visits
from flows.crawled_lists import sizes
from flows.days import RangeError, span
from flows.due import Known, divide, due_days, old_after
from flows.folder import DataFolder
from flows.segments import settled, walked
from spiders.clock import SHANGHAI, day_of, night_of, read_instant
from spiders.discover import sources
from spiders.plan import KnownPost, Plan
from spiders.warcread import Archived, read_warc
from spiders.watchlist import Watchlist


class ReplayNotFound(Exception):
    """Raised for a replay of a file that is not there, or is no WARC."""


@dataclass(frozen=True)
class Night:
    """One night: the posts published on the days since..date are wanted.

    `takes_smaller`: lists are believed also where they have lost many of their rows.
    """

    folder: DataFolder
    date: datetime.date
    since: datetime.date
    watchlist: Watchlist
    replay: Path | None = None
    takes_smaller: bool = False
    began_at: datetime.datetime = field(
        default_factory=lambda: datetime.datetime.now(datetime.UTC), compare=False
    )

    def __post_init__(self) -> None:
        if self.replay is not None and not self.replay.is_file():
            raise ReplayNotFound(f"{self.replay}: no such file to replay: name a WARC")
        if self.replay is not None and next(read_warc(self.replay), None) is None:
            raise ReplayNotFound(f"{self.replay}: holds no record of a WARC that is whole")

    @property
    def days(self) -> list[datetime.date]:
        """The days of publication that the night covers, oldest first."""
        return span(self.since, self.date)

    @property
    def shift(self) -> datetime.timedelta:
        """How far the night's clock stands from the real one; only a rehearsal has its own."""
        at = self.watchlist.rehearsal_at
        return at - self.began_at if at and self.replay is None else datetime.timedelta()

    def check_date(self) -> None:
        """RangeError for a day that has not begun: nothing can have been published on it."""
        today = self.now().astimezone(SHANGHAI).date()
        if self.replay is None and self.date > today:
            raise RangeError(f"{self.date} has not come yet: give a day up to {today}")

    def now(self) -> datetime.datetime:
        """The instant by the night's own clock; a replay's is the opening of its night."""
        if self.replay is not None:
            return night_of(self.date)[0]
        return datetime.datetime.now(SHANGHAI) + self.shift

    def plan(self, source: str, handed_on: Sequence[Mapping[str, Any]] = ()) -> Plan:
        """The source's plan; `handed_on` are posts that another source's lists showed."""
        if sources()[source].is_listing:
            return self._listing_plan(source)
        known = self._known(source)
        again, rested = self._again(source, known)
        shown = [_handed_on(row) for row in handed_on if row["source"] == source]
        return Plan(
            source=source,
            date=self.date,
            since=self.since,
            raw=self.folder.raw,
            targets=self.watchlist.targets[source],
            posts=_in_order(shown, [_revisited(post, source) for post in again]),
            done=rested,
            published=self._published(known),
            replay=self.replay,
            manners=self.watchlist.manners,
            origins=self.watchlist.origins,
            shift_s=self.shift.total_seconds(),
        )

    def _listing_plan(self, source: str) -> Plan:
        """The lists that nobody has had tonight: each is asked for once a night."""
        listed = self.watchlist.targets[source]
        had = frozenset() if self.replay else walked(self.folder.raw, source, night_of(self.date))
        return Plan(
            source=source,
            date=self.date,
            since=self.date,
            raw=self.folder.raw,
            targets=tuple(one for one in listed if one.id not in had),
            sizes={} if self.takes_smaller else sizes(self.folder, listed),
            replay=self.replay,
            manners=self.watchlist.manners,
            origins=self.watchlist.origins,
            shift_s=self.shift.total_seconds(),
        )

    def _known(self, source: str) -> list[Known]:
        """The posts of the night's days and of those on which one may be due."""
        ages_h = self.watchlist.manners.revisit_h
        days = sorted({*due_days(self.now(), ages_h), *self.days})
        return list(last_visits(self.folder, days, source, self.now(), old_after(ages_h)))

    def _again(self, source: str, known: Sequence[Known]) -> tuple[list[Known], frozenset[str]]:
        """The known posts to look at again, and the ids of those that are not to be asked for.

        A replay asks for what the archive of its night holds, whoever was due then.
        """
        if self.replay is not None:
            return _split(known, visited_in(self.replay, source, self.date))
        due, rested = divide(known, self.now(), self.watchlist.manners.revisit_h)
        taken_out = redactions.native_ids(self.folder, source)
        return due, frozenset(rested) | self._settled(source, due) | taken_out

    def _published(self, known: Iterable[Known]) -> dict[str, datetime.datetime]:
        """When known posts of the night's days were published; a list may show no more than ids."""
        days = set(self.days)
        return {
            post.native_id: post.published_at for post in known if day_of(post.published_at) in days
        }

    def _settled(self, source: str, due: Sequence[Known]) -> frozenset[str]:
        """What tonight's crawls have settled, also those that nobody has read yet.

        Not what was read and has come to an age since: a source may be collected every hour.
        """
        opens_at, closes_at = night_of(self.date)
        seen_tonight = {post.native_id for post in due if post.seen_at >= opens_at}
        return settled(self.folder.raw, source, (opens_at, closes_at)) - seen_tonight


def visited_in(archive: Path, source: str, date: datetime.date) -> frozenset[str]:
    """The native ids of the source's posts that a WARC has a visit of in the night of `date`."""
    opens_at, closes_at = night_of(date)
    records = (one for one in read_warc(archive) if opens_at <= one.at < closes_at)
    return frozenset(
        native_id for record in records if (native_id := _post_visited(record, source))
    )


def _post_visited(record: Archived, source: str) -> str | None:
    """The post that a record is of; one made by hand, without a note, tells by its address."""
    if record.visit is None:
        return sources()[source].native_id_of(record.url)
    is_ours = record.visit.source == source and record.visit.kind == "post"
    return record.visit.native_id if is_ours else None


def _split(known: Iterable[Known], visited: frozenset[str]) -> tuple[list[Known], frozenset[str]]:
    """Whom the night visited again, and whom it left alone; the gone are brought by lists."""
    posts = sorted(known, key=lambda post: (post.published_at, post.native_id))
    again = [post for post in posts if post.native_id in visited and not post.is_gone]
    return again, frozenset(post.native_id for post in posts) - visited


def _in_order(shown: Iterable[KnownPost], again: Iterable[KnownPost]) -> tuple[KnownPost, ...]:
    """Posts that nobody has seen yet come first; a known one goes by what its captures say."""
    known = {post.native_id: post for post in again}
    fresh = {post.native_id: post for post in shown if post.native_id not in known}
    return (*fresh.values(), *known.values())


def _revisited(post: Known, source: str) -> KnownPost:
    return KnownPost(
        native_id=post.native_id,
        target=post.target,
        url=post.url if sources()[source].keeps_urls else None,
        bar=post.bar,
        alias_id=post.alias_id,
        published_at=post.published_at,
    )


def _handed_on(row: Mapping[str, Any]) -> KnownPost:
    return KnownPost(
        native_id=row["native_id"],
        target=row["target"],
        bar=row.get("bar"),
        alias_id=row["alias_id"],
        published_at=read_instant(at) if (at := row["published_at"]) else None,
    )
