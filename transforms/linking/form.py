"""The form of a text that names are looked for in: every character stands where it stood."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from transforms.fold import match_form
from transforms.spans import Span

# Posts set spaces around the Latin part of a name: 华夏MSCI A股ETF, 科创50 ETF, ETF 联接.
_SPACES = re.compile(r"(?<=[^ ]) +(?=[^ ])")
_LATIN_PAIR = re.compile(r"(?=([a-z0-9][^ ]|[^ ][a-z0-9]))")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def linking_form(text: str) -> str:
    """The text folded, simplified and in lower case, of the same length."""
    folded = match_form(text)
    lowered = folded.lower()
    if len(lowered) != len(folded):
        # İ alone becomes two characters.
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in folded)
    return _spelt(lowered) if "etf" in lowered else lowered


def _spelt(lowered: str) -> str:
    """ETF联接, which many write with other characters of that sound."""
    return lowered.replace("etf连接", "etf联接").replace("etf联结", "etf联接")


def name_form(name: str) -> str:
    """The form under which a listed name is looked for: no spaces, unless it is all Latin."""
    return _without_spaces(linking_form(name))


def name_forms(names: Sequence[str]) -> list[str]:
    """The forms of many names, at a tenth of the time that each by itself takes."""
    forms = linking_form("\n".join(names)).split("\n")
    if len(forms) != len(names):  # a name that holds a newline
        return [name_form(name) for name in names]
    return [_without_spaces(form) if " " in form else form for form in forms]


def _without_spaces(form: str) -> str:
    form = form.strip()
    return form.replace(" ", "") if _NOT_ASCII.search(form) else form


def latin_pairs(forms: Iterable[str]) -> frozenset[str]:
    """The pairs of neighbours in names of which one is a Latin letter or a digit."""
    pairs: set[str] = set()
    for form in forms:
        pairs.update(_LATIN_PAIR.findall(form))
    return frozenset(pairs)


@dataclass(frozen=True)
class Joined:
    """A form without the spaces beside Latin letters and digits, and where they were taken out.

    `gaps` are offsets in the joined form, ascending; `taken` is the number of characters taken
    out before and at each of them.
    """

    form: str
    gaps: tuple[int, ...]
    taken: tuple[int, ...]

    def original(self, start: int, end: int) -> Span | None:
        """The piece in the form it was made of; None where no space was taken out inside it."""
        before, within = bisect_right(self.gaps, start), bisect_right(self.gaps, end - 1)
        if before == within:
            return None
        return Span(start + self._shift(before), end + self._shift(within))

    def _shift(self, n_gaps: int) -> int:
        return self.taken[n_gaps - 1] if n_gaps else 0


def joined(form: str, pairs: Container[str]) -> Joined | None:
    """The form with the spaces inside names taken out; None where there are none to take out.

    Only between two characters that are neighbours in a name, `pairs`, one of them Latin: a space
    between two Chinese characters stands between two names.
    """
    if " " not in form:
        return None
    spaces = [
        match.span()
        for match in _SPACES.finditer(form)
        if form[match.start() - 1] + form[match.end()] in pairs
    ]
    return _without(form, spaces) if spaces else None


def _without(form: str, spaces: Sequence[tuple[int, int]]) -> Joined:
    kept, gaps, taken, position = [], [], [], 0
    n_taken = 0
    for start, end in spaces:
        kept.append(form[position:start])
        gaps.append(start - n_taken)
        n_taken += end - start
        taken.append(n_taken)
        position = end
    return Joined("".join([*kept, form[position:]]), tuple(gaps), tuple(taken))
