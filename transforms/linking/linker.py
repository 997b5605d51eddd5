"""The linker: a text in, its links out."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from transforms.cashtags import Cashtag, cashtags
from transforms.linking.codes import code_hits
from transforms.linking.contexts import in_context
from transforms.linking.dictionary import Dictionary
from transforms.linking.ellipsis import with_ellipses
from transforms.linking.form import linking_form
from transforms.linking.knowledge import Knowledge
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Candidate, Hit, Link
from transforms.linking.resolving import METHODS, Meaning, meaning
from transforms.linking.said_before import as_said_before
from transforms.linking.share_classes import with_classes
from transforms.linking.shields import SHIELDS
from transforms.linking.stated import kind_of
from transforms.linking.stated_names import (
    Decided,
    as_decided,
    stated_by,
    unknown_names,
    with_codes_beside,
)
from transforms.linking.vocabulary import vocabulary
from transforms.registry.registry import Registry
from transforms.registry.sighting import NameKind
from transforms.spans import Span

_PLACE = attrgetter("span")
# Texts may state any code: a few hundred MB of meanings.
_MOST_MEANINGS = 500_000


class Linker:
    """Links texts by one registry; building one takes about a second for 27,000 funds."""

    def __init__(self, registry: Registry, lexicon: Lexicon):
        self.registry = registry
        self.lexicon = lexicon
        self.knowledge = Knowledge(registry, lexicon)
        self._words = lexicon.folded()
        names = vocabulary(registry, lexicon)
        self._dictionary = Dictionary(names, lexicon.common_words, SHIELDS)
        self._meanings: dict[tuple[str, tuple[Candidate, ...], bool], Meaning] = {}

    def links(
        self, text: str, day: date | None = None, marks: Sequence[Cashtag] | None = None
    ) -> list[Link]:
        """The links of a text in order, none over another.

        `day` is that of the text: names that it could not know are not looked for. None: all names
        that ever were. `marks` are its cashtags where the caller has them already.
        """
        form = linking_form(text)
        marks = _marks(form, text) if marks is None else marks
        tags = [Hit(mark.span, "cashtag", (_stated(mark),)) for mark in marks]
        explicit = merged(tags, code_hits(form, self.registry, day, tags))
        names = with_classes(form, self._name_hits(form, text, day), self.registry.funds)
        hits = merged(explicit, names)
        if not hits:
            return []
        if explicit:
            hits = self._decided(form, hits, stated_by(tags, marks))
        hits = with_ellipses(form, hits, self.registry, partial(self._dictionary.meant, day=day))
        hits = as_said_before(form, hits, self.registry.funds)
        hits = in_context(form, hits, self._words)
        return [self._link(hit, text) for hit in hits]

    def _name_hits(self, form: str, text: str, day: date | None) -> list[Hit]:
        hits = []
        for start, end, surface in self._dictionary.find(form, text, day):
            candidates = surface.candidates(day)
            hits.append(Hit(Span(start, end), METHODS[candidates[0].name_kind], candidates))
        return hits

    def _decided(self, form: str, hits: list[Hit], stated: Decided) -> list[Hit]:
        """What the text's cashtags and codes say of its names."""
        new = {name: meant for name, meant in stated.items() if name not in self._dictionary}
        if new:
            hits = merged(hits, unknown_names(form, new))
        hits, beside = with_codes_beside(form, hits, self.registry.names)
        decided = {**stated, **beside}
        return list(as_decided(form, hits, decided)) if decided else hits

    def _link(self, hit: Hit, text: str) -> Link:
        key = hit.method, hit.candidates, hit.is_confirmed
        known = self._meanings.get(key)
        if known is None:
            if len(self._meanings) >= _MOST_MEANINGS:
                self._meanings.clear()
            known = self._meanings[key] = meaning(hit, self.registry.funds)
        surface = text[hit.span.start : hit.span.end]
        return Link(hit.span, surface, *known)


def merged(claimed: Sequence[Hit], hits: Iterable[Hit]) -> list[Hit]:
    """All hits in order, less those that share a character with what is claimed already."""
    if not claimed:
        return list(hits)
    return sorted([*claimed, *unclaimed(hits, claimed)], key=_PLACE)


def unclaimed(hits: Iterable[Hit], claimed: Sequence[Hit]) -> list[Hit]:
    """The hits that share no character with what is claimed already, in order and disjoint."""
    starts = [hit.span.start for hit in claimed]
    free = []
    for hit in hits:
        after = bisect_left(starts, hit.span.end)
        if after == 0 or claimed[after - 1].span.end <= hit.span.start:
            free.append(hit)
    return free


def _marks(form: str, text: str) -> list[Cashtag]:
    return list(cashtags(text)) if "$" in form else []


def _stated(mark: Cashtag) -> Candidate:
    kind = kind_of(mark.market, mark.code)
    return Candidate(kind, mark.market, mark.code, NameKind.OFFICIAL, is_current=True)
