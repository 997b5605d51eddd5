"""A post's mentions to rows: of funds, and of other instruments."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from transforms.funds.names import NameParts, parts
from transforms.history import History
from transforms.linking.link import Link
from transforms.mentions import Mention
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind

Rows = Iterator[dict[str, Any]]

_OF_NAMES = ("share_class", "currency", "company")
_OF_LISTS = ("fund_type", "tracked_index", "feeder_of")
# A ticker is one share, whether the text tells its exchange or not.
_US = frozenset({"NASDAQ", "NYSE", "AMEX"})
# Those that manage funds are no instruments: `guandian link` tells of them.
_INSTRUMENTS = frozenset(Kind) - {Kind.FUND, Kind.COMPANY}


def fund_rows(history: History, mentions: Sequence[Mention], registry: Registry) -> Rows:
    """The rows of FUND_MENTIONS of one post."""
    columns = fund_columns(mentions, history.published_date, registry)
    for ordinal, row in enumerate(columns):
        yield {"post_id": history.post_id, "ordinal": ordinal, **row}


def fund_columns(mentions: Sequence[Mention], day: date, registry: Registry) -> Rows:
    """What these rows say beside which post and which one of it."""
    found = [mention for mention in mentions if mention.link.kind is Kind.FUND]
    n_funds = len({_fund_key(mention.link) for mention in found})
    for mention in found:
        yield {
            **_shared(mention, registry, day),
            "fund_id": mention.link.fund_id,
            **_facts(mention, registry),
            "n_funds_in_post": n_funds,
        }


def instrument_rows(history: History, mentions: Sequence[Mention], registry: Registry) -> Rows:
    """The rows of INSTRUMENT_MENTIONS of one post."""
    columns = instrument_columns(mentions, history.published_date, registry)
    for ordinal, row in enumerate(columns):
        yield {"post_id": history.post_id, "ordinal": ordinal, **row}


def instrument_columns(mentions: Sequence[Mention], day: date, registry: Registry) -> Rows:
    """What these rows say beside which post and which one of it."""
    found = [mention for mention in mentions if mention.link.kind in _INSTRUMENTS]
    n_instruments = len({_instrument_key(mention.link) for mention in found})
    for mention in found:
        yield {
            "kind": mention.link.kind.value,
            **_shared(mention, registry, day),
            "n_instruments_in_post": n_instruments,
        }


def _shared(mention: Mention, registry: Registry, day: date) -> dict[str, Any]:
    """The columns that both tables have."""
    link = mention.link
    return {
        "market": link.market,
        "code": link.code,
        "surface": link.surface,
        "method": link.method,
        "zone": mention.zone,
        "start": link.span.start,
        "end": link.span.end,
        "name_at_date": mention.stated or _name(link, registry, partial(registry.name_at, day=day)),
        "name_now": _name(link, registry, registry.name_now),
        "candidates": list(link.codes) if link.code is None and link.codes else None,
        "confidence": link.confidence,
        "registry_version": registry.version or None,
    }


def _name(
    link: Link, registry: Registry, named: Callable[[Kind, str, str], str | None]
) -> str | None:
    """The name by its kind of list: a fund's official one is listed off exchange, if there is."""
    code = link.code or link.fund_id
    if code is None:
        return None
    fund = registry.funds.get(code) if link.kind is Kind.FUND else None
    markets = dict.fromkeys((*((fund.market,) if fund else ()), *filter(None, (link.market,))))
    names = (named(link.kind, market, code) for market in markets)
    return next((name for name in names if name), None)


def _facts(mention: Mention, registry: Registry) -> dict[str, Any]:
    """What is known of the fund, or of all that it may be alike; of a class what its name says."""
    funds = [registry.funds[code] for code in mention.link.codes if code in registry.funds]
    said = _said(mention, registry)
    listed = {name: _alike(funds, name) for name in (*_OF_NAMES, *_OF_LISTS)}
    return listed | {name: listed[name] or getattr(said, name) for name in _OF_NAMES}


def _said(mention: Mention, registry: Registry) -> NameParts:
    return parts(mention.stated or "", registry.companies)


def _alike(funds: Sequence[Fund], name: str) -> str | None:
    """The value that all have, None where they differ or none has one."""
    values = {getattr(fund, name) for fund in funds}
    value: str | None = values.pop() if len(values) == 1 else None
    return value


def _fund_key(link: Link) -> Hashable:
    return link.fund_id or link.codes


def _instrument_key(link: Link) -> Hashable:
    market = "US" if link.market in _US else link.market
    return link.kind, market, link.codes
