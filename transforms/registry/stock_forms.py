"""What people make of a stock's listed name: marks of the exchange left out."""

import re

from transforms.fold import fold

# First days of trading, where names have room. *ST, XD and the like take letters of the name: what
# is left is cut (ST发展, XD中国科) or a word.
_MARK_BEFORE = re.compile(r"^[NC](?=[^\x00-\x7f]{3})")
# -W: unequal votes, -S: second listing, -SW both; -U: no profit yet; -B: biotech without income.
_MARK_BEHIND = re.compile(r"-(?:SW|WR|SWR|[A-Z]{1,2})$")
# Of B shares people write the letter: 招商局B is no 招商局.
_CLASS_LETTER = re.compile(r"(?<=[^\x00-\x7f])A$")


def stock_forms(name: str) -> tuple[str, ...]:
    """A stock's name as people write it, other than listed: 美团-W → 美团; 万科Ａ → 万科A, 万科."""
    folded = fold(name).replace(" ", "")
    bare = _MARK_BEHIND.sub("", folded)
    ways = dict.fromkeys((folded, bare, _MARK_BEFORE.sub("", bare), _CLASS_LETTER.sub("", bare)))
    return tuple(way for way in ways if way != name and len(way) > 1)
