"""Which aliases every form is borne by, in little memory."""

from collections.abc import Iterable, Sequence

from transforms.linking.form import name_form, name_forms
from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind

# A single character is no name: 昇, 美.
_N_SHORTEST = 2
_NO_ALIAS = -1


class Borne:
    """The aliases by their form; `words` and `shields` are forms that nothing bears.

    But a shield that is a stock's name is that stock's.
    """

    def __init__(self, aliases: Iterable[Alias], words: Iterable[str], shields: Iterable[str]):
        self._aliases = list(aliases)
        self._last, self._before = _chains(self._aliases)
        self._shields = frozenset(map(name_form, shields))
        for word in (*map(name_form, words), *self._shields):
            self._last.setdefault(word, _NO_ALIAS)

    def __contains__(self, form: str) -> bool:
        return form in self._last

    def forms(self) -> list[str]:
        """All forms, each once."""
        return list(self._last)

    def of(self, form: str) -> list[Alias]:
        """The aliases of a form."""
        borne, place = [], self._last[form]
        while place != _NO_ALIAS:
            borne.append(self._aliases[place])
            place = self._before[place]
        if form in self._shields:
            return [alias for alias in borne if alias.kind is Kind.STOCK]
        return borne


def _chains(aliases: Sequence[Alias]) -> tuple[dict[str, int], list[int]]:
    """By form the place of its last alias, and for each alias the place of the one before it.

    Lists for 200,000 forms would cost half a second of garbage collection, whole numbers do not.
    """
    last: dict[str, int] = {}
    before = []
    for place, form in enumerate(name_forms([alias.name for alias in aliases])):
        before.append(last.get(form, _NO_ALIAS))
        if len(form) >= _N_SHORTEST:
            last[form] = place
    return last, before
