"""The dictionary: every name ever borne in one automaton, and which of them a text holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from transforms.linking.borne import Borne
from transforms.linking.form import Joined, joined, latin_pairs
from transforms.linking.link import Candidate
from transforms.linking.surface import Surface
from transforms.registry.alias import Alias

# 10 MB for 135,000 names; a DFA takes 473 MB and is no faster (funds.md §4).
_NFA = Implementation.ContiguousNFA


class Found(NamedTuple):
    """A name found: from where to where, and which."""

    start: int
    end: int
    surface: Surface


class Dictionary:
    """Finds the leftmost, then longest names of a day.

    `words` may be names or not, and hide shorter names inside them: 概率 keeps 中概 out of 中概率.
    `shields` do the same and name nothing themselves, unless it is a stock: 指数基金, 东方财富.
    """

    def __init__(
        self, aliases: Iterable[Alias], words: Iterable[str] = (), shields: Iterable[str] = ()
    ):
        self._borne = Borne(aliases, words, shields)
        self._forms = self._borne.forms()
        self._pairs = latin_pairs(self._forms)
        self._surfaces: list[Surface | None] = [None] * len(self._forms)
        self._longest = _automaton(self._forms, MatchKind.LeftmostLongest)

    def meant(self, form: str, day: date | None) -> tuple[Candidate, ...]:
        """What a form is the name of on the day; nothing where nobody bore it yet."""
        return Surface(form, self._borne.of(form)).candidates(day) if form in self else ()

    def __contains__(self, form: str) -> bool:
        return form in self._borne

    @cached_property
    def _every(self) -> AhoCorasick:
        return _automaton(self._forms, MatchKind.Standard)

    def find(self, form: str, text: str, day: date | None) -> list[Found]:
        """The names in a text's linking form, in order; none over another, no shields."""
        ordinal = day.toordinal() if day else date.max.toordinal()
        found = self._longest_of(form, text, ordinal)
        if " " in form and (across := self._across(form, text, ordinal)):
            found = leftmost_longest([*found, *across])
        return [name for name in found if name.surface.aliases]

    def _longest_of(self, form: str, text: str, ordinal: int) -> list[Found]:
        found: list[Found] = []
        for index, start, end in self._longest.find_matches_as_indexes(form):
            surface = self._surfaces[index] or self._surface(index)
            if surface.begins > ordinal or (
                surface.is_narrow and not surface.fits(form, text, start, end)
            ):
                # It hides what else begins here or within it: from here on every name counts.
                return found + self._shorter_too(form, text, start, ordinal)
            found.append(Found(start, end, surface))
        return found

    def _shorter_too(self, form: str, text: str, offset: int, ordinal: int) -> list[Found]:
        every = self._every.find_matches_as_indexes(form[offset:], overlapping=True)
        standing = []
        for index, start, end in every:
            surface = self._surfaces[index] or self._surface(index)
            name = Found(offset + start, offset + end, surface)
            if surface.begins <= ordinal and surface.fits(form, text, name.start, name.end):
                standing.append(name)
        return leftmost_longest(standing)

    def _across(self, form: str, text: str, ordinal: int) -> list[Found]:
        """Names written with spaces inside, at their places in the form."""
        whole = joined(form, self._pairs)
        if whole is None:
            return []
        across: list[Found] = []
        for _, begin, stop in self._longest.find_matches_as_indexes(whole.form):
            if whole.original(begin, stop) is not None:
                across.extend(self._within(whole, begin, stop, form, text, ordinal))
        return across

    def _within(
        self, whole: Joined, begin: int, stop: int, form: str, text: str, ordinal: int
    ) -> Iterator[Found]:
        piece = whole.form[begin:stop]
        for index, start, end in self._every.find_matches_as_indexes(piece, overlapping=True):
            span = whole.original(begin + start, begin + end)
            surface = self._surfaces[index] or self._surface(index)
            if span and surface.begins <= ordinal and surface.fits(form, text, *span):
                yield Found(*span, surface)

    def _surface(self, index: int) -> Surface:
        form = self._forms[index]
        surface = self._surfaces[index] = Surface(form, self._borne.of(form))
        return surface


def leftmost_longest(names: Iterable[Found]) -> list[Found]:
    """Of names that may overlap those that a reader from left to right takes first, the longest."""
    chosen: list[Found] = []
    position = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start >= position:
            chosen.append(name)
            position = name.end
    return chosen


def _automaton(forms: list[str], kind: MatchKind) -> AhoCorasick:
    return AhoCorasick(forms, kind, store_patterns=False, implementation=_NFA)
