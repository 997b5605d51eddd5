"""Bare codes: which six-digit numbers are codes, and of what, by what stands beside them.

19 % of the codes of A-shares are codes of funds as well (funds.md §1): the number alone decides
nothing.
"""

import re
from collections.abc import Iterator
from datetime import date

from transforms.linking.code_kinds import decided
from transforms.linking.code_numbers import is_code
from transforms.linking.link import Candidate, Hit
from transforms.linking.marked_codes import marked_codes, may_hold_marks
from transforms.linking.written_code import WrittenCode
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind
from transforms.spans import Span

_DIGITS = re.compile(r"[0-9]{6,}")
_N_DIGITS = 6
# Directly before a code: nothing, its market (sh600519, of:161725), or the end of a name.
_LEFT = re.compile(
    r"(?:^|(?<![0-9a-z.])|(?<![0-9a-z])\.|etf|lof|(?<=[一-鿿)])[a-i]"
    r"|(?<![0-9a-z])(?P<market>sh|sz|bj|of|f)[.:|]?)$"
)
_RIGHT = re.compile(
    r"\.(?P<market>sh|sz|bj|of|ss)(?![a-z0-9])|(?!%|\.[0-9a-z]|(?!etf|lof|[a-i]?类)[a-z])"
)
_N_LEFT = 5
_MARKETS = {"ss": "SH", "of": "OTCFUND", "f": "OTCFUND"}
# Where a six-digit code may be listed, and as what.
_KEYS = (
    (Kind.FUND, "OTCFUND"),
    (Kind.FUND, "SH"),
    (Kind.FUND, "SZ"),
    (Kind.STOCK, "SH"),
    (Kind.STOCK, "SZ"),
    (Kind.STOCK, "BJ"),
    (Kind.INDEX, "SH"),
    (Kind.INDEX, "SZ"),
    (Kind.INDEX, "CSI"),
    (Kind.INDEX, "CNI"),
)


def code_hits(form: str, registry: Registry, day: date | None) -> list[Hit]:
    """The codes that a text in linking form holds, in order.

    A hit has the candidates that its context leaves: those of several kinds where it does not
    decide, which is then no fund (transforms/linking/resolving.py).
    """
    written = list(_written(form, registry, day))
    judged = decided(form, written) if written else ()
    hits = [Hit(each.span, "code", each.candidates) for each in judged]
    if not may_hold_marks(form):
        return hits
    return sorted([*hits, *marked_codes(form, registry, day)], key=lambda hit: hit.span)


def _written(form: str, registry: Registry, day: date | None) -> Iterator[WrittenCode]:
    """The numbers that are codes, with all that they may be."""
    for match in _DIGITS.finditer(form):
        if len(match[0]) != _N_DIGITS or (marked := _marked(form, *match.span())) is None:
            continue
        written = _listed(*marked, match[0], registry, day)
        if written.candidates and (written.market is not None or is_code(form, written)):
            yield written


def _marked(form: str, start: int, end: int) -> tuple[Span, str | None] | None:
    """The number with its mark, and the market of that; None inside a word, id or price."""
    left = _LEFT.search(form, max(0, start - _N_LEFT), start)
    right = _RIGHT.match(form, end)
    if left is None or right is None:
        return None
    mark = left["market"] or right["market"]
    span = Span(left.start("market") if left["market"] else start, right.end())
    return span, _MARKETS.get(mark, mark.upper()) if mark else None


def _listed(
    span: Span, market: str | None, code: str, registry: Registry, day: date | None
) -> WrittenCode:
    """What was listed under the code by the day; a fund on an exchange may be known off it."""
    candidates, names = [], []
    for kind, place in _KEYS:
        if market is not None and place != market and (kind, place) != (Kind.FUND, "OTCFUND"):
            continue
        begun = [a for a in registry.names.get((kind, place, code), ()) if a.has_begun(day)]
        if begun:
            best = next((a for a in begun if a.is_current(day)), begun[0])
            candidates.append(Candidate(kind, place, code, best.name_kind, best.is_current(day)))
            names.append(tuple(alias.name for alias in begun))
    return WrittenCode(span, code, market, tuple(candidates), tuple(names))
