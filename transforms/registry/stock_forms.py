"""What people make of a stock's listed name: marks of the exchange left out."""

import re

from transforms.fold import fold

# Names are four letters long at most: what *ST leaves of them is cut (ST发展), two are no name.
# *ST and ST: losses; N C: first days; XD XR DR: rights gone; 退市: about to leave.
_MARK_BEFORE = re.compile(r"^(?:S?\*?ST|SST|XD|XR|DR|[NC](?=[^\x00-\x7f])|退市)(?=...)")
# -W: unequal votes, -S: second listing, -SW both; -U: no profit yet; -B: biotech without income.
_MARK_BEHIND = re.compile(r"-(?:SW|WR|SWR|[A-Z]{1,2})$")
_CLASS_LETTER = re.compile(r"(?<=[^\x00-\x7f])[AB]$")


def stock_forms(name: str) -> tuple[str, ...]:
    """A stock's name as people write it, other than listed: 美团-W → 美团; 万科Ａ → 万科A, 万科."""
    folded = fold(name).replace(" ", "")
    bare = _MARK_BEHIND.sub("", folded)
    ways = dict.fromkeys((folded, _MARK_BEFORE.sub("", bare), _CLASS_LETTER.sub("", bare)))
    return tuple(way for way in ways if way != name and len(way) > 1)
