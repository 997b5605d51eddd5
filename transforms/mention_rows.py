"""A post's mentions to rows: of funds, and of other instruments."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from transforms.funds.names import parts
from transforms.history import History
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Link
from transforms.mentions import Mention
from transforms.registry.registry import Fund, Key, Registry
from transforms.registry.sighting import Kind

Rows = Iterator[dict[str, Any]]

_OF_NAMES = ("share_class", "currency", "company")
_FACTS = (*_OF_NAMES, "fund_type", "tracked_index", "feeder_of")
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


def instrument_rows(
    history: History, mentions: Sequence[Mention], registry: Registry, lexicon: Lexicon
) -> Rows:
    """The rows of INSTRUMENT_MENTIONS of one post; the lexicon names indexes that no list has."""
    columns = instrument_columns(mentions, history.published_date, registry)
    for ordinal, row in enumerate(columns):
        yield {"post_id": history.post_id, "ordinal": ordinal, **row, **_spoken(row, lexicon)}


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


def _spoken(row: Mapping[str, Any], lexicon: Lexicon) -> dict[str, str | None]:
    """The names of an index by what people call it, where no list has it."""
    if row["kind"] != Kind.INDEX or row["code"] is None or row["name_now"] is not None:
        return {}
    name = lexicon.index_name(row["market"], row["code"])
    return {"name_at_date": row["name_at_date"] or name, "name_now": name}


def _shared(mention: Mention, registry: Registry, day: date) -> dict[str, Any]:
    """The columns that both tables have."""
    link = mention.link
    keys = _keys(link, registry)
    return {
        "market": link.market,
        "code": link.code,
        "surface": link.surface,
        "method": link.method,
        "zone": mention.zone,
        "start": link.span.start,
        "end": link.span.end,
        "name_at_date": mention.stated or _first(registry.name_at(*key, day) for key in keys),
        "name_now": _first(registry.name_now(*key) for key in keys),
        "candidates": list(link.codes) if link.code is None and link.codes else None,
        "confidence": link.confidence,
        "registry_version": registry.version or None,
    }


def _keys(link: Link, registry: Registry) -> tuple[Key, ...]:
    """Where its names are listed: a fund's official one off exchange, if there is."""
    code = link.code or link.fund_id
    if code is None:
        return ()
    fund = registry.funds.get(code) if link.kind is Kind.FUND else None
    if fund is None or fund.market == link.market:
        return ((link.kind, link.market, code),) if link.market else ()
    listed = (link.kind, fund.market, code)
    return (listed, (link.kind, link.market, code)) if link.market else (listed,)


def _first(names: Iterable[str | None]) -> str | None:
    return next(filter(None, names), None)


def _facts(mention: Mention, registry: Registry) -> dict[str, str | None]:
    """What is known of the fund, or of all that it may be alike; of a class what its name says."""
    funds = [registry.funds[code] for code in mention.link.codes if code in registry.funds]
    listed = {name: _alike(funds, name) for name in _FACTS}
    if mention.stated is None:
        return listed
    said = parts(mention.stated, registry.companies)
    return listed | {name: listed[name] or getattr(said, name) for name in _OF_NAMES}


def _alike(funds: Sequence[Fund], name: str) -> str | None:
    """The value that all have, None where they differ or none has one."""
    if not funds:
        return None
    value: str | None = getattr(funds[0], name)
    is_alike = all(getattr(fund, name) == value for fund in funds[1:])
    return value if is_alike else None


def _fund_key(link: Link) -> Hashable:
    return link.fund_id or link.codes


def _instrument_key(link: Link) -> Hashable:
    market = "US" if link.market in _US else link.market
    return link.kind, market, link.codes
