"""Forms made of names, each once a code, with the dates of all names that it was made of."""

from collections.abc import Iterable, Iterator

from transforms.registry.alias import Alias
from transforms.registry.sighting import NameKind

Made = tuple[Alias, str]  # a name, and a form made of it


def united(made: Iterable[Made], given: Iterable[Alias]) -> Iterator[Alias]:
    """An alias for each form and code; those that the code is given as a name already left out."""
    names = {(alias.name, alias.market, alias.code) for alias in given}
    dated: dict[tuple[str, str, str], Alias] = {}
    for alias, form in made:
        key = (form, alias.market, alias.code)
        if key not in names:
            other = dated.get(key)
            dated[key] = alias if other is None else _joined(other, alias)
    for (form, _, _), alias in dated.items():
        # Half the time of _replace, for 300,000 of them.
        yield Alias._make((form, *alias[1:4], NameKind.GENERATED, *alias[5:]))


def _joined(one: Alias, other: Alias) -> Alias:
    if one is other or one[5:] == other[5:]:
        return one
    begins = (one.valid_from, other.valid_from)
    ends = (one.valid_to, other.valid_to)
    return one._replace(
        first_seen=min(one.first_seen, other.first_seen),
        last_seen=max(one.last_seen, other.last_seen),
        valid_from=None if None in begins else min(day for day in begins if day),
        valid_to=None if None in ends else max(day for day in ends if day),
        sources=tuple(sorted({*one.sources, *other.sources})),
    )
