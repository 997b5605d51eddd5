"""Forms made of names, each once a code, with the dates of all names that it was made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from transforms.registry.alias import Alias
from transforms.registry.sighting import NameKind

Made = tuple[Alias, str]  # a name, and a form made of it
_Key = tuple[str, str, str]  # form, market, code


def united(made: Iterable[Made], given: Iterable[Alias]) -> Iterator[Alias]:
    """An alias for each form and code, unless the code is listed so at all times of the form.

    A form may be a later list's name: 芯片ETF华夏 is one since spring 2026, and was said before.
    """
    names: dict[_Key, list[Alias]] = defaultdict(list)
    for alias in given:
        names[alias.name, alias.market, alias.code].append(alias)
    dated: dict[_Key, Alias] = {}
    for alias, form in made:
        key = (form, alias.market, alias.code)
        other = dated.get(key)
        dated[key] = alias if other is None else _joined(other, alias)
    for key, alias in dated.items():
        if key in names and any(_covers(name, alias) for name in names[key]):
            continue
        # Half the time of _replace, for 300,000 of them.
        yield Alias._make((key[0], *alias[1:4], NameKind.GENERATED, *alias[5:]))


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


def _covers(name: Alias, form: Alias) -> bool:
    """Whether the listed name holds on every day on which the form does."""
    begins = name.valid_from is None or (form.valid_from or date.min) >= name.valid_from
    return begins and (name.valid_to is None or (form.valid_to or date.max) <= name.valid_to)
