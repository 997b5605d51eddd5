"""Names of a day on which the exchange marked them: XD长江电 is 长江电力, N软件30ETF 软件30ETF."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from transforms.fold import fold
from transforms.registry.sighting import Sighting

# Rights gone: the mark takes the place of the name's last characters, four letters in all.
_CUT = re.compile(r"(?:XD|XR|DR)(?=[^\x00-\x7f])")
# First days of trading, where names have room: N C.
_FIRST_DAYS = re.compile(r"[NC](?=[^\x00-\x7f]{2}|[^\x00-\x7f]+[0-9A-Z]{2})")
_MARKETS = frozenset(("SH", "SZ", "BJ"))

_Key = tuple[str, str, str]  # kind, market, code


def unmarked(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, those of marked names under the name that the mark stands before.

    Of a name that was cut it is one that a list told by that day; where none did it stays.
    """
    said = list(sightings)
    marked = [one for one in said if _mark(one)]
    if not marked:
        return said
    names = _names(said, {_key(one) for one in marked})
    return [_without_mark(one, names) if _mark(one) else one for one in said]


def _mark(one: Sighting) -> re.Match[str] | None:
    if one.market not in _MARKETS or one.name[0] not in "XDNCＸＤＮＣ":
        return None
    return _CUT.match(fold(one.name)) or _FIRST_DAYS.match(fold(one.name))


def _key(one: Sighting) -> _Key:
    return one.kind, one.market, one.code


def _names(said: Iterable[Sighting], keys: set[_Key]) -> dict[_Key, list[Sighting]]:
    names: dict[_Key, list[Sighting]] = defaultdict(list)
    for one in said:
        if _key(one) in keys and not _mark(one):
            names[_key(one)].append(one)
    return names


def _without_mark(one: Sighting, names: Mapping[_Key, list[Sighting]]) -> Sighting:
    match = _mark(one)
    rest = fold(one.name)[match.end() :] if match else one.name
    if match and _FIRST_DAYS.match(match.string):
        return one._replace(name=rest)
    told = [
        (other.seen_until, len(other.name), other.name)
        for other in names.get(_key(one), ())
        if other.seen_on <= one.seen_on and fold(other.name).startswith(rest)
    ]
    return one._replace(name=min(told)[2]) if told else one
