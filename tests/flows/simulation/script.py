"""The script of the simulation, read from its file: nights, posts, and how they stand in each."""

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spiders.clock import SHANGHAI

# No run takes longer, and no two nights lie nearer.
RUN_TAKES = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Night:
    number: int
    date: datetime.date
    begins: datetime.datetime
    days: tuple[datetime.date, ...]
    blocked: frozenset[str]


@dataclass(frozen=True)
class Post:
    """What holds by night is a mapping night → value, good until the next one."""

    id: int
    bar: str
    at: datetime.datetime
    tells: str
    texts: Mapping[int, str]
    reads: Mapping[int, int] = field(default_factory=lambda: {1: 12})
    gone: Sequence[int] = ()
    lingers: Sequence[int] = ()
    listed_from: int = 1

    @property
    def day(self) -> datetime.date:
        return self.at.date()

    def text(self, night: int) -> str:
        return self.texts[max(n for n in self.texts if n <= night)]

    def n_reads(self, night: int) -> int:
        return self.reads[max(n for n in self.reads if n <= night)]

    def is_listed(self, night: Night) -> bool:
        is_there = night.number not in self.gone or night.number in self.lingers
        return is_there and self.listed_from <= night.number and self.at < night.begins


@dataclass(frozen=True)
class Script:
    bars: Sequence[str]
    lookback_days: int
    revisit_h: Sequence[float]
    nights: Sequence[Night]
    posts: Sequence[Post]

    def night_of(self, at: datetime.datetime) -> int:
        """The number of the night in whose run an instant lies."""
        (found,) = (one for one in self.nights if one.begins <= at < one.begins + RUN_TAKES)
        return found.number


def load() -> Script:
    told = tomllib.loads(Path(__file__).with_name("script.toml").read_text("utf-8"))
    nights = [_night(n, one, told["lookback_days"]) for n, one in enumerate(told["nights"], 1)]
    posts = [_post(one) for one in told["posts"]]
    return Script(told["bars"], told["lookback_days"], told["revisit_h"], nights, posts)


def _night(number: int, told: dict[str, Any], lookback_days: int) -> Night:
    days = [told["date"] - datetime.timedelta(days=n) for n in range(lookback_days, -1, -1)]
    begins = told["begins"].replace(tzinfo=SHANGHAI)
    return Night(number, told["date"], begins, tuple(days), frozenset(told.get("blocked", [])))


def _post(told: dict[str, Any]) -> Post:
    by_night: dict[str, Any] = {
        name: {int(night): value for night, value in told[name].items()}
        for name in ("texts", "reads")
        if name in told
    }
    return Post(**{**told, **by_night, "at": told["at"].replace(tzinfo=SHANGHAI)})
