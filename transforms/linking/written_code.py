"""A number in a text that may be a code, with what is listed under it."""

import re
from typing import NamedTuple

from transforms.linking.form import name_form
from transforms.linking.link import Candidate
from transforms.registry.sighting import Kind
from transforms.spans import Span

# Between a name and its code: 贵州茅台(600519), 600519 贵州茅台, 【510300】, 代码:161725.
_LEFT_OF_CODE = re.compile(r"(?:[\s(\[【:,、\"“”\-—|]|(?:基金|股票|证券|交易)?代码|sh|sz|of)+$")
_RIGHT_OF_CODE = re.compile(r"^[\s)\]】:,、\"“”\-—|]+")
_N_NEAR = 24
# Two characters of a stock's name directly beside its code are the name: 茅台600519.
_N_OF_STOCK = 2
# Funds' names are long and are shortened anywhere: four characters in a row are its own.
_N_OF_FUND = 4
# The next clause or code is of something else.
_OTHER = re.compile(r"[0-9]{6}|[,;。!]")


class WrittenCode(NamedTuple):
    """One number with its mark (`sh600519`); `market` is what the mark says.

    `names` are those of each candidate, in the candidates' order.
    """

    span: Span
    code: str
    market: str | None
    candidates: tuple[Candidate, ...]
    names: tuple[tuple[str, ...], ...]

    def named(self, form: str) -> tuple[Candidate, ...]:
        """The candidates of which a name, or enough of one, stands directly beside it."""
        before, after = self._left(form), self._right(form)
        return tuple(
            candidate
            for candidate, names in zip(self.candidates, self.names, strict=True)
            if any(_is_beside(name_form(name), candidate.kind, before, after) for name in names)
        )

    def _left(self, form: str) -> str:
        start = self.span.start
        return _LEFT_OF_CODE.sub("", form[max(0, start - _N_NEAR) : start])

    def _right(self, form: str) -> str:
        end = self.span.end
        return _RIGHT_OF_CODE.sub("", form[end : end + _N_NEAR])


def _is_beside(name: str, kind: Kind, before: str, after: str) -> bool:
    if before.endswith(name) or after.startswith(name):
        return True
    if kind is Kind.FUND:
        return _shares(name, _OTHER.split(before)[-1]) or _shares(name, _OTHER.split(after)[0])
    if len(name) <= _N_OF_STOCK or name.isascii():
        return False
    ends = name[:_N_OF_STOCK], name[-_N_OF_STOCK:]
    return before.endswith(ends) or after.startswith(ends[0])


def _shares(name: str, text: str) -> bool:
    pieces = (name[i : i + _N_OF_FUND] for i in range(len(name) - _N_OF_FUND + 1))
    return any(piece in text for piece in pieces)
