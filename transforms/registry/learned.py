"""Names that posts teach: what several authors call a code in cashtags, and lists do not."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from transforms.linking.form import name_form
from transforms.linking.lexicon import Lexicon
from transforms.linking.stated import kind_of
from transforms.registry.alias import Alias
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind

# Two friends share a joke and one author repeats it every day; with a third author and a second
# night it is a name that others understand.
FEWEST_AUTHORS, FEWEST_NIGHTS = 3, 2

# With a Chinese word in it: tickers stand for themselves, and English words stand for much else
# (Target, Block, Snap).
_NAME = re.compile(r"(?=.*[\u4e00-\u9fff])[^\s#$|][^#$|]{0,22}[^\s#$|]")
# Portfolios, private funds and bonds are told apart, not followed.
_FOLLOWED = frozenset({Kind.FUND, Kind.STOCK, Kind.INDEX, Kind.PLATE})
_SOURCE = "cashtags"


class Lesson(NamedTuple):
    """That an author stated something in a night; `stated` as captures keep it."""

    stated: str
    author: str
    night: date


class Stated(NamedTuple):
    """A name and the code that it was stated for."""

    market: str
    code: str
    name: str


class Teaching(NamedTuple):
    """The night of the first author, the night that made it known, and the authors by then.

    Nothing of a later night is in it, so that none changes what was known before.
    """

    first: date
    reached: date
    n_authors: int


def learned(lessons: Iterable[Lesson], registry: Registry, lexicon: Lexicon) -> tuple[Alias, ...]:
    """The names that these lessons teach beside the registry, sorted.

    One begins on the day after the night that made it known. A name that a list has for its code
    is not learned, nor another's current name, a company or a common word.
    """
    aliases = [
        _alias(stated, teaching)
        for stated, teaching in _teachings(lessons).items()
        if _is_name(stated)
    ]
    listed = _listed(registry, {name_form(alias.name) for alias in aliases})
    words = {name_form(word) for word in _words(registry, lexicon)}
    return tuple(sorted(alias for alias in aliases if _is_new(alias, listed, words)))


def with_learned(registry: Registry, taught: tuple[Alias, ...]) -> Registry:
    """The registry and what posts taught; its version stays that of its lists.

    Names in use come and go with every night: rows of days long past are not to change for it.
    """
    return replace(registry, aliases=(*registry.aliases, *taught)) if taught else registry


def _teachings(lessons: Iterable[Lesson]) -> dict[Stated, Teaching]:
    firsts: dict[str, dict[str, date]] = defaultdict(dict)
    nights: dict[str, set[date]] = defaultdict(set)
    for stated, author, night in lessons:
        firsts[stated][author] = min(firsts[stated].get(author, night), night)
        nights[stated].add(night)
    return {
        Stated(*stated.split("|", 2)): _teaching(
            sorted(of_authors.values()), sorted(nights[stated])
        )
        for stated, of_authors in firsts.items()
        if len(of_authors) >= FEWEST_AUTHORS and len(nights[stated]) >= FEWEST_NIGHTS
    }


def _teaching(firsts: list[date], nights: list[date]) -> Teaching:
    """`firsts`: the first night of each author; `nights`: all, each ascending."""
    reached = max(firsts[FEWEST_AUTHORS - 1], nights[FEWEST_NIGHTS - 1])
    return Teaching(nights[0], reached, sum(first <= reached for first in firsts))


def _is_name(stated: Stated) -> bool:
    is_followed = kind_of(stated.market, stated.code) in _FOLLOWED
    return is_followed and _NAME.fullmatch(stated.name) is not None


def _alias(stated: Stated, teaching: Teaching) -> Alias:
    return Alias(
        name=stated.name,
        kind=kind_of(stated.market, stated.code),
        market=stated.market,
        code=stated.code,
        name_kind=NameKind.LEARNED,
        first_seen=teaching.first,
        last_seen=teaching.reached,
        valid_from=teaching.reached + timedelta(days=1),
        valid_to=None,
        sources=(_SOURCE,),
        support=teaching.n_authors,
    )


def _listed(registry: Registry, forms: Container[str]) -> dict[str, list[Alias]]:
    """What the registry has under these forms."""
    found: dict[str, list[Alias]] = defaultdict(list)
    for alias in registry.aliases:
        form = name_form(alias.name)
        if form in forms:
            found[form].append(alias)
    return found


def _words(registry: Registry, lexicon: Lexicon) -> Iterable[str]:
    companies = (*registry.companies, *lexicon.companies, *lexicon.companies.values())
    return (*companies, *lexicon.common_words, *lexicon.indexes)


def _is_new(alias: Alias, listed: Mapping[str, list[Alias]], words: Container[str]) -> bool:
    form = name_form(alias.name)
    # What a list took up later was in use before, and only posts told so.
    begun = [other for other in listed.get(form, ()) if other.has_begun(alias.valid_from)]
    # Of a listed fund the official name is off exchange: the code alone tells it.
    has_name = any(
        (other.kind, other.code) == (alias.kind, alias.code) or other.is_current(alias.valid_from)
        for other in begun
    )
    return form not in words and not has_name
