"""What is known of a host: how often and when it was asked, and when it may be asked again."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from spiders.clock import SHANGHAI, night_at, read_instant, show_instant

INSTANTS = ("last_contact_at", "not_before", "left_alone_since", "left_alone_until")


@dataclass(frozen=True)
class HostNotes:
    """One host: requests of the budget night, newest contact, and from when on it may be asked.

    `last_contact_at` is when a request left or its answer had come, by the machine's clock, as
    is `not_before`, the end of a short Retry-After. The night and the pause after a refusal
    (`left_alone_…`, `reason`) go by the clock of the run, which a rehearsal may shift.
    `crawl_delay_s` is what the host's robots.txt asks for, 0 where it asks for nothing.
    """

    host: str
    night: date | None = None
    n_requests: int = 0
    budget: int | None = None
    last_contact_at: datetime | None = None
    not_before: datetime | None = None
    left_alone_since: datetime | None = None
    left_alone_until: datetime | None = None
    reason: str = ""
    crawl_delay_s: float = 0.0

    def read_at(self, now: datetime, tonight: datetime) -> Self:
        """The same at the instant `now`, which by the clock of the run is `tonight`.

        A new night starts without requests. What lies in the future was noted before the clock
        was set back: it is moved to now, with all that counts from it.
        """
        ahead = max((self.last_contact_at or now) - now, timedelta())
        pause_ahead = max((self.left_alone_since or tonight) - tonight, timedelta())
        night = night_at(tonight)
        return replace(
            self,
            night=night,
            n_requests=self.n_requests if self.night == night else 0,
            last_contact_at=_less(self.last_contact_at, ahead),
            not_before=_less(self.not_before, ahead),
            left_alone_since=_less(self.left_alone_since, pause_ahead),
            left_alone_until=_less(self.left_alone_until, pause_ahead),
        )

    def wait_s(self, now: datetime, delay_s: float) -> float:
        """Seconds until the next request may leave: the larger of our delay and the host's."""
        ends = [self.not_before] if self.not_before else []
        if self.last_contact_at:
            ends.append(self.last_contact_at + timedelta(seconds=max(delay_s, self.crawl_delay_s)))
        return max([0.0, *((end - now).total_seconds() for end in ends)])

    def is_left_alone(self, tonight: datetime) -> bool:
        """Whether a pause after a refusal lasts."""
        return self.left_alone_until is not None and self.left_alone_until > tonight

    @property
    def pause(self) -> str:
        """The pause in words, empty where there is none."""
        if self.left_alone_until is None or self.left_alone_since is None:
            return ""
        until, since = show_instant(self.left_alone_until), show_instant(self.left_alone_since)
        return f"left alone until {until}, since {since}: {self.reason}"

    def asked(self, now: datetime, budget: int) -> Self:
        """With one request more."""
        return replace(self, n_requests=self.n_requests + 1, budget=budget, last_contact_at=now)

    def heard(self, now: datetime) -> Self:
        """With the end of an answer."""
        return replace(self, last_contact_at=now)

    def slowed(self, until: datetime) -> Self:
        """With a wait that all runs keep."""
        return replace(self, not_before=max(self.not_before or until, until))

    def left_alone(self, since: datetime, until: datetime, reason: str) -> Self:
        """With a pause; one that lasts longer stays."""
        if self.left_alone_until is not None and self.left_alone_until >= until:
            return self
        return replace(self, left_alone_since=since, left_alone_until=until, reason=reason)

    def forgotten(self) -> Self:
        """Without a pause or a wait."""
        return replace(
            self, not_before=None, left_alone_since=None, left_alone_until=None, reason=""
        )

    def as_json(self) -> dict[str, Any]:
        """The notes in plain types, instants in ISO 8601 of Asia/Shanghai."""
        instants = ((name, getattr(self, name)) for name in INSTANTS)
        shown = {name: at and at.astimezone(SHANGHAI).isoformat() for name, at in instants}
        return {**asdict(self), **shown, "night": self.night and str(self.night)}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Self:
        """The notes that `as_json` gave; ValueError, TypeError or KeyError for anything else."""
        instants = {name: fields[name] and read_instant(fields[name]) for name in INSTANTS}
        since, until = instants["left_alone_since"], instants["left_alone_until"]
        if (since is None) != (until is None) or (since and since > until):
            raise ValueError("a pause without beginning or end")
        return cls(
            host=fields["host"],
            night=fields["night"] and date.fromisoformat(fields["night"]),
            n_requests=int(fields["n_requests"]),
            budget=fields["budget"] and int(fields["budget"]),
            reason=str(fields["reason"]),
            crawl_delay_s=float(fields.get("crawl_delay_s", 0)),
            **instants,
        )


def night_end(night: date) -> datetime:
    """The noon at which a budget night ends and the next begins."""
    return datetime.combine(night + timedelta(days=1), time(12), SHANGHAI)


def _less(at: datetime | None, ahead: timedelta) -> datetime | None:
    return at - ahead if at else None
