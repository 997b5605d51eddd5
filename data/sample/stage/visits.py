"""The answers that a collector got in one night, in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from data.sample.stage.answers import Answer
from data.sample.stage.cast import Night, Post

_N_OLDER_ROWS = 5


@dataclass(frozen=True)
class Response:
    """One answer of the night: the address asked, the instant it came, what it said."""

    url: str
    at: datetime
    answer: Answer


@dataclass
class Visits:
    """The night's answers so far; every address is asked once, three to four seconds apart."""

    night: Night
    responses: list[Response] = field(default_factory=list)

    @property
    def next_at(self) -> datetime:
        """Return when the next answer comes."""
        n = len(self.responses)
        jitter = timedelta(microseconds=179_723 * n % 470_000)
        return self.night.starts_at + timedelta(seconds=3.5 * n) + jitter

    def ask(self, url: str, reply: Callable[[datetime], Answer]) -> None:
        """Ask for an address unless this night already did."""
        if all(response.url != url for response in self.responses):
            at = self.next_at
            self.responses.append(Response(url, at, reply(at)))

    def is_past(self, listed: list[Post]) -> bool:
        """Return whether a list page ends in five rows older than the night looks back."""
        tail = listed[-_N_OLDER_ROWS:]
        return len(tail) == _N_OLDER_ROWS and all(post.day < self.night.since for post in tail)
