"""A post's mentions to rows: of funds, and of other instruments."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Any

from transforms.history import History
from transforms.linking.knowledge import Knowledge
from transforms.linking.link import Link
from transforms.mentions import Mention
from transforms.registry.sighting import Kind

Rows = Iterator[dict[str, Any]]

# A ticker is one share, whether the text tells its exchange or not.
_US = frozenset({"NASDAQ", "NYSE", "AMEX"})
# Those that manage funds are no instruments: `guandian link` tells of them.
_INSTRUMENTS = frozenset(Kind) - {Kind.FUND, Kind.COMPANY}


def fund_rows(history: History, mentions: Sequence[Mention], knowledge: Knowledge) -> Rows:
    """The rows of FUND_MENTIONS of one post."""
    columns = fund_columns(mentions, history.published_date, knowledge)
    for ordinal, row in enumerate(columns):
        yield {"post_id": history.post_id, "ordinal": ordinal, **row}


def fund_columns(mentions: Sequence[Mention], day: date, knowledge: Knowledge) -> Rows:
    """What these rows say beside which post and which one of it."""
    found = [mention for mention in mentions if mention.link.kind is Kind.FUND]
    n_funds = len({_fund_key(mention.link) for mention in found})
    for mention in found:
        yield _row(mention, day, knowledge, "n_funds_in_post", n_funds)


def instrument_rows(history: History, mentions: Sequence[Mention], knowledge: Knowledge) -> Rows:
    """The rows of INSTRUMENT_MENTIONS of one post."""
    columns = instrument_columns(mentions, history.published_date, knowledge)
    for ordinal, row in enumerate(columns):
        yield {"post_id": history.post_id, "ordinal": ordinal, **row}


def instrument_columns(mentions: Sequence[Mention], day: date, knowledge: Knowledge) -> Rows:
    """What these rows say beside which post and which one of it."""
    found = [mention for mention in mentions if mention.link.kind in _INSTRUMENTS]
    n_instruments = len({_instrument_key(mention.link) for mention in found})
    for mention in found:
        yield _row(mention, day, knowledge, "n_instruments_in_post", n_instruments)


def _row(
    mention: Mention, day: date, knowledge: Knowledge, count: str, n_in_post: int
) -> dict[str, Any]:
    link = mention.link
    start, end = link.span
    return {
        **knowledge.columns(link, day, mention.stated),
        "surface": link.surface,
        "zone": mention.zone,
        "start": start,
        "end": end,
        count: n_in_post,
    }


def _fund_key(link: Link) -> Hashable:
    return link.fund_id or link.codes


def _instrument_key(link: Link) -> Hashable:
    market = "US" if link.market in _US else link.market
    return link.kind, market, link.codes
