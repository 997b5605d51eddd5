"""One page or post that somebody else saved, whatever it was saved as."""

from dataclasses import dataclass, field
from datetime import datetime

from spiders.visits import Visit


class ImportFailed(Exception):
    """Raised for input that cannot be imported; the message says what to give instead."""


@dataclass(frozen=True)
class Saved:
    """One saved answer: its address, instant (aware) and HTTP answer; None what nobody knows.

    `visit` is there where the file itself says what the page was asked for; `file` is the name of
    a file that holds this page alone.
    """

    record_id: str
    url: str | None
    at: datetime
    body: bytes
    status: int = 200
    fields: tuple[tuple[str, str], ...] = field(default=())
    visit: Visit | None = None
    file: str = "a page"

    def header(self, name: str) -> str:
        """The last header field of that name, in lower case; empty where there is none."""
        found = [value for key, value in self.fields if key.lower() == name]
        return found[-1].strip().lower() if found else ""
