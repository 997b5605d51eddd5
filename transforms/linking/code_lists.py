"""Lists of codes: `012348 50元，008163 100元`, `510300/510500`, `白酒161725、医疗003095`."""

import re
from typing import NamedTuple

from transforms.spans import Span

# What is bought of a code, or its share of a portfolio; the next member; how it is called.
_AMOUNT = r"(?:\s?[:(]?\s?[-+]?[0-9][0-9.]{0,6}\s?(?:元|块钱?|%|[wk万千百]|份|手)?)?"
_NEXT = r"\s*[)\]】]?\s*(?:[,、;/+&和及与\s]|以及)\s*"
_CALLED = r"[a-z0-9一-鿿]{0,6}?"
_LIST = re.compile(rf"{_AMOUNT}{_NEXT}[(\[【]?\s*")
_CALLED_LIST = re.compile(rf"{_AMOUNT}{_NEXT}{_CALLED}[(\[【]?\s*")
# The longest that the second one takes.
_LONGEST = 28


class Gap(NamedTuple):
    """What stands between two codes of a text in linking form."""

    form: str
    before: Span
    after: Span

    @property
    def is_of_list(self) -> bool:
        """Whether they are members of one list, so that the kind of one tells the other's."""
        return self._is_short and _LIST.fullmatch(self.form, *self._ends) is not None

    @property
    def is_of_called_list(self) -> bool:
        """Whether they are members of one list in which each code is called something."""
        return self._is_short and _CALLED_LIST.fullmatch(self.form, *self._ends) is not None

    @property
    def _ends(self) -> tuple[int, int]:
        return self.before.end, self.after.start

    @property
    def _is_short(self) -> bool:
        return self.after.start - self.before.end <= _LONGEST
