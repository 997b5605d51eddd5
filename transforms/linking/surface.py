"""One surface, the form that names are written in, and what it may mean on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from transforms.linking.boundaries import cuts, goes_on, is_narrow
from transforms.linking.form import linking_form
from transforms.linking.link import Candidate
from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind, NameKind

ALWAYS = 0  # before the first day that a date can be
# Latin names up to this length are tickers and words as well (NOW, ALL, UPS): own case only.
_N_SHORT_LATIN = 6
# Of these people make shorter names, or names of their own.
_MADE = frozenset((NameKind.NICKNAME, NameKind.LEARNED, NameKind.GENERATED))


class Surface:
    """All aliases of one form.

    `begins` is the ordinal of the first day it is a name on; `is_narrow` says that it may not
    stand everywhere, so that `fits` must be asked.
    """

    __slots__ = (
        *("_by_epoch", "_changes", "_is_made", "_own_case"),
        *("aliases", "begins", "form", "is_narrow"),
    )

    def __init__(self, form: str, aliases: Sequence[Alias]):
        self.form = form
        self.aliases = aliases
        begins = [alias.valid_from for alias in aliases]
        self.begins = ALWAYS if None in begins else min(map(_ordinal, begins), default=ALWAYS)
        self._changes = _changes(aliases)
        self._by_epoch: dict[int, tuple[Candidate, ...]] = {}
        self._own_case = _own_case(form, aliases)
        self._is_made = bool(aliases) and all(map(_is_made, aliases))
        self.is_narrow = self._is_made or is_narrow(form)

    def candidates(self, day: date | None) -> tuple[Candidate, ...]:
        """What it may mean on the day, the same object for the same answer, surest first."""
        epoch = bisect_right(self._changes, day.toordinal()) if day and self._changes else -1
        known = self._by_epoch.get(epoch)
        if known is None:
            known = self._by_epoch[epoch] = _candidates(self.aliases, day)
        return known

    def fits(self, form: str, text: str, start: int, end: int) -> bool:
        """Whether it may stand there: it cuts no longer word, number or fund's name."""
        if self._own_case is not None and text[start:end] not in self._own_case:
            return False
        if self._is_made and goes_on(form, end):
            return False
        return not cuts(form, start, end, is_ticker=self._own_case is not None)


def _candidates(aliases: Iterable[Alias], day: date | None) -> tuple[Candidate, ...]:
    found = [
        Candidate(alias.kind, alias.market, alias.code, alias.name_kind, alias.is_current(day))
        for alias in aliases
        if alias.has_begun(day)
    ]
    return tuple(sorted(set(found), key=_surest_first) if len(found) > 1 else found)


_RANK = {name_kind: rank for rank, name_kind in enumerate(NameKind)}


def _surest_first(candidate: Candidate) -> tuple[bool, int, str, str]:
    return not candidate.is_current, _RANK[candidate.name_kind], candidate.code, candidate.market


def _changes(aliases: Iterable[Alias]) -> tuple[int, ...]:
    days = {day for alias in aliases for day in (alias.valid_from, alias.valid_to) if day}
    return tuple(sorted(day.toordinal() for day in days))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else ALWAYS


def _is_made(alias: Alias) -> bool:
    return alias.kind is Kind.FUND and alias.name_kind in _MADE


def _own_case(form: str, aliases: Iterable[Alias]) -> frozenset[str] | None:
    """The spellings of a short Latin name; None of any other, whose case does not matter."""
    if len(form) > _N_SHORT_LATIN or not form.isascii():
        return None
    return frozenset(alias.name for alias in aliases if linking_form(alias.name) == form)
