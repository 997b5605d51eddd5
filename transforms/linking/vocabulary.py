"""What people say, as aliases: the lexicon's companies, nicknames and indexes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from transforms.linking.lexicon import Lexicon
from transforms.registry.alias import Alias
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind

_SOURCE = ("reference",)
_EXCHANGES = ("SH", "SZ")
# Codes by which nobody means a fund: for fees paid later, parts of graded funds.
_NO_CLASS = re.compile(r"后端|分级.*[AB]$")


def vocabulary(registry: Registry, lexicon: Lexicon) -> list[Alias]:
    """The registry's aliases and one for every word of the lexicon that names something.

    An index that the lexicon has is the one it has: lists give one index under several markets
    (CSI 000300 is SH 000300), and its cashtags have one.
    """
    listed = [
        alias
        for alias in registry.aliases
        if alias.kind is not Kind.INDEX or alias.name not in lexicon.indexes
    ]
    return [*listed, *spoken(lexicon, registry)]


def spoken(lexicon: Lexicon, registry: Registry) -> Iterator[Alias]:
    """An alias for every word of the lexicon that names something."""
    for name, company in lexicon.companies.items():
        yield _alias(name, Kind.COMPANY, "", company, NameKind.OFFICIAL)
    for name, key in lexicon.indexes.items():
        market, _, code = key.partition("|")
        yield _alias(name, Kind.INDEX, market, code, NameKind.SHORT)
    yield from _nicknames(lexicon, registry)


def _nicknames(lexicon: Lexicon, registry: Registry) -> Iterator[Alias]:
    """A nickname begins with the first name of its code."""
    named = [
        (name, meant)
        for name, codes in lexicon.nicknames.items()
        for meant in dict.fromkeys(_meant(codes, registry))
    ]
    first = _first_names(registry, {(kind, code) for _, (kind, _, code) in named})
    for name, (kind, market, code) in named:
        if (kind, code) in first:
            alias = first[kind, code]
            yield alias._replace(
                name=name,
                market=market or alias.market,
                name_kind=NameKind.NICKNAME,
                valid_to=None,
                sources=_SOURCE,
            )


def _meant(codes: Iterable[str], registry: Registry) -> Iterator[tuple[Kind, str, str]]:
    """Of `stock|600519`, of `SZ|162411` an exchange's fund; of a code alone all classes."""
    for stated in codes:
        sort, _, code = stated.rpartition("|")
        if sort in _EXCHANGES:
            yield Kind.FUND, sort, code
        elif sort:
            yield Kind(sort), "", code
        else:
            yield from _classes(code, registry)


def _classes(code: str, registry: Registry) -> Iterator[tuple[Kind, str, str]]:
    fund = registry.funds.get(code)
    yield Kind.FUND, fund.market if fund else "", code
    for other in registry.classes.get(fund.fund_id, ()) if fund else ():
        market = registry.funds[other].market
        if not _NO_CLASS.search(registry.name_now(Kind.FUND, market, other) or ""):
            yield Kind.FUND, market, other


def _first_names(
    registry: Registry, wanted: set[tuple[Kind, str]]
) -> dict[tuple[Kind, str], Alias]:
    first: dict[tuple[Kind, str], Alias] = {}
    for alias in registry.aliases:
        if (alias.kind, alias.code) in wanted:
            known = first.setdefault((alias.kind, alias.code), alias)
            if (alias.valid_from or date.min) < (known.valid_from or date.min):
                first[alias.kind, alias.code] = alias
    return first


def _alias(name: str, kind: Kind, market: str, code: str, name_kind: NameKind) -> Alias:
    return Alias(name, kind, market, code, name_kind, date.min, date.min, None, None, _SOURCE)
