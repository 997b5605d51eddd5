"""What people say, as aliases: the lexicon's companies, nicknames and indexes."""

from collections.abc import Iterator
from datetime import date

from transforms.linking.lexicon import Lexicon
from transforms.registry.alias import Alias
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind

_SOURCE = ("reference",)


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
    begins: dict[str, Alias] = {}
    wanted = {code for codes in lexicon.nicknames.values() for code in codes}
    for alias in registry.aliases:
        code = alias.code if alias.kind is Kind.FUND else f"{alias.kind}|{alias.code}"
        if code in wanted:
            first = begins.setdefault(code, alias)
            if (alias.valid_from or date.min) < (first.valid_from or date.min):
                begins[code] = alias
    for name, codes in lexicon.nicknames.items():
        for first in (begins[code] for code in codes if code in begins):
            yield first._replace(
                name=name, name_kind=NameKind.NICKNAME, valid_to=None, sources=_SOURCE
            )


def _alias(name: str, kind: Kind, market: str, code: str, name_kind: NameKind) -> Alias:
    return Alias(name, kind, market, code, name_kind, date.min, date.min, None, None, _SOURCE)
