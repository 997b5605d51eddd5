"""What one list said of one code on one day: the rows that the registry is made of."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a code or name stands for."""

    FUND = "fund"
    STOCK = "stock"
    INDEX = "index"
    PLATE = "plate"
    COMPANY = "company"  # that manages funds; has no code
    OTHER = "other"  # bonds, portfolios, private funds: told apart, not followed


class NameKind(StrEnum):
    """What sort of name it is, the surest first."""

    OFFICIAL = "official"  # in the list of all funds: 易方达黄金ETF联接A
    EXCHANGE_SHORT = "exchange_short"  # under which it is traded: 黄金ETF
    SHORT = "short"  # that a data vendor gives: 前海开源盈鑫A
    NICKNAME = "nickname"  # that people gave it, from a list with provenance: 余额宝
    LEARNED = "learned"  # that authors' cashtags state beside its code
    GENERATED = "generated"  # a short form made of its parts: 易方达蓝筹


class Sighting(NamedTuple):
    """One name of one code, in one list, on one day; None for what the list does not tell.

    `market`: OTCFUND SH SZ BJ HK US CSI … as cashtags write it (transforms/cashtags.py);
    `code`: text as listed; `name`: as listed, spaces at its ends taken off; `seen_on`: the day of
    the list in Asia/Shanghai; `source`: the sort of list (fundcode_search, fund_basic, reference);
    `listed_on`: the first day told of it, on which it was offered, founded or traded;
    `support`: posts' authors that stated it, of what is learned. `last_seen`: the last of the days
    on which lists of that source went on saying the same; None: it was said on the one day.
    """

    seen_on: date
    source: str
    kind: Kind
    market: str
    code: str
    name: str
    name_kind: NameKind
    fund_type: str | None = None
    tracked_index: str | None = None
    company: str | None = None
    listed_on: date | None = None
    delisted_on: date | None = None
    support: int | None = None
    last_seen: date | None = None

    @property
    def seen_until(self) -> date:
        """The last day on which it was said."""
        return self.last_seen or self.seen_on
