"""What the registry tells of a link, looked up once for all links that mean the same."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from transforms.funds.names import parts
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Link
from transforms.registry.alias import days_of_change
from transforms.registry.registry import Fund, Key, Registry
from transforms.registry.sighting import Kind

Columns = Mapping[str, Any]

_OF_NAMES = ("share_class", "currency", "company")
_FACTS = (*_OF_NAMES, "fund_type", "tracked_index", "feeder_of")
# Cashtags may state any code and name: 1.5 kB each.
_MOST_KEPT = 100_000


class _Told(NamedTuple):
    """What is told by day: days (ordinals) on which it changes, and columns before each and after.

    So there is one more of `columns` than of `days`.
    """

    days: tuple[int, ...]
    columns: tuple[Columns, ...]


class Knowledge:
    """What a registry and a lexicon tell of links."""

    def __init__(self, registry: Registry, lexicon: Lexicon):
        self._registry = registry
        self._lexicon = lexicon
        self._told: dict[tuple[object, ...], _Told] = {}

    def columns(self, link: Link, day: date, stated: str | None = None) -> Columns:
        """What a row says of a link beside where it stands; one object for equal answers.

        `day` is that of the text, `stated` the name that the link's cashtag gives.
        """
        meant = (link.kind, link.market, link.code, link.codes, link.fund_id)
        key = (*meant, link.method, link.confidence, stated)
        told = self._told.get(key)
        if told is None:
            if len(self._told) >= _MOST_KEPT:
                self._told.clear()
            told = self._told[key] = self._looked_up(link, stated)
        return told.columns[bisect_right(told.days, day.toordinal())]

    def _looked_up(self, link: Link, stated: str | None) -> _Told:
        keys = _keys(link, self._registry)
        borne = [alias for key in keys for alias in self._registry.names.get(key, ())]
        days = days_of_change(borne)
        same = {
            "market": link.market,
            "code": link.code,
            "method": link.method,
            "candidates": list(link.codes) if link.code is None and link.codes else None,
            "confidence": link.confidence,
            "registry_version": self._registry.version or None,
            **(self._facts(link, stated) if link.kind is Kind.FUND else {"kind": link.kind.value}),
        }
        on = [date.min, *map(date.fromordinal, days)]
        return _Told(days, tuple(same | self._names(link, keys, stated, day) for day in on))

    def _names(
        self, link: Link, keys: Sequence[Key], stated: str | None, day: date
    ) -> dict[str, str | None]:
        now = _first(self._registry.name_now(*key) for key in keys)
        then = stated or _first(self._registry.name_at(*key, day) for key in keys)
        if now is None and link.kind is Kind.INDEX and link.market and link.code:
            # No list has it: what people call it.
            now = self._lexicon.index_name(link.market, link.code)
            then = then or now
        return {"name_at_date": then, "name_now": now}

    def _facts(self, link: Link, stated: str | None) -> dict[str, str | None]:
        """Of the fund, or what all that it may be have alike; of a class what its name says."""
        funds = self._registry.funds
        known = [funds[code] for code in link.codes if code in funds]
        facts = {"fund_id": link.fund_id, **{name: _alike(known, name) for name in _FACTS}}
        if stated is None:
            return facts
        said = parts(stated, self._registry.companies)
        return facts | {name: facts[name] or getattr(said, name) for name in _OF_NAMES}


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


def _alike(funds: Sequence[Fund], name: str) -> str | None:
    """The value that all have, None where they differ or none has one."""
    if not funds:
        return None
    value: str | None = getattr(funds[0], name)
    is_alike = all(getattr(fund, name) == value for fund in funds[1:])
    return value if is_alike else None
