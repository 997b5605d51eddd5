"""Bare codes: which six-digit numbers are codes, and of what, by what stands beside them.

19 % of the codes of A-shares are codes of funds as well (funds.md §1): the number alone decides
nothing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from transforms.linking.code_kinds import decided
from transforms.linking.code_lists import Gap
from transforms.linking.code_numbers import Verdict, verdict
from transforms.linking.link import Candidate, Hit
from transforms.linking.marked_codes import marked_codes, may_hold_marks
from transforms.linking.written_code import WrittenCode
from transforms.registry.alias import Alias
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind
from transforms.spans import Span

_PLACE = attrgetter("span")
# Six digits and no more: what stands before is looked at last, for then there are digits at all.
_NUMBER = re.compile(r"[0-9]{6}(?![0-9])(?<![0-9]{7})")
# Without one of these beside it a number has no mark and is part of nothing.
_MAY_MARK = frozenset("abcdefghijklmnopqrstuvwxyz.:|")
_MAY_GO_ON = frozenset("abcdefghijklmnopqrstuvwxyz.%")
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
_OFF_EXCHANGE = (Kind.FUND, "OTCFUND")
_KINDS = (Kind.FUND, Kind.STOCK, Kind.INDEX)


def code_hits(
    form: str, registry: Registry, day: date | None, claimed: Sequence[Hit] = ()
) -> list[Hit]:
    """The codes that a text in linking form holds outside what is claimed, in order.

    A hit has the candidates that its context leaves: those of several kinds where it does not
    decide, which is then no fund (transforms/linking/resolving.py).
    """
    hits = []
    if _NUMBER.search(form) is not None:
        written = _codes(form, list(_written(form, registry, day, claimed)))
        hits = [Hit(each.span, "code", each.candidates) for each in decided(form, written)]
    if not may_hold_marks(form):
        return hits
    return sorted([*hits, *marked_codes(form, registry, day)], key=_PLACE)


def _written(
    form: str, registry: Registry, day: date | None, claimed: Sequence[Hit]
) -> Iterator[WrittenCode]:
    """The numbers under which something is listed, with all that they may be."""
    for match in _NUMBER.finditer(form):
        keys = registry.by_code.get(match[0])
        if not keys or (claimed and _is_within(match.start(), claimed)):
            continue
        marked = _marked(form, *match.span())
        if marked is None:
            continue
        written = _listed(
            *marked, match[0], [registry.names[key] for key in keys if key[0] in _KINDS], day
        )
        if written.candidates:
            yield written


def _is_within(start: int, claimed: Sequence[Hit]) -> bool:
    return any(hit.span.start <= start < hit.span.end for hit in claimed)


def _marked(form: str, start: int, end: int) -> tuple[Span, str | None] | None:
    """The number with its mark, and the market of that; None inside a word, id or price."""
    if form[start - 1 : start] not in _MAY_MARK and form[end : end + 1] not in _MAY_GO_ON:
        return Span(start, end), None
    left = _LEFT.search(form, max(0, start - _N_LEFT), start)
    right = _RIGHT.match(form, end)
    if left is None or right is None:
        return None
    mark = left["market"] or right["market"]
    span = Span(left.start("market") if left["market"] else start, right.end())
    return span, _MARKETS.get(mark, mark.upper()) if mark else None


def _listed(
    span: Span,
    market: str | None,
    code: str,
    listed: Sequence[Sequence[Alias]],
    day: date | None,
) -> WrittenCode:
    """What was listed under the code by the day; a fund on an exchange may be known off it."""
    candidates, names = [], []
    for aliases in listed:
        begun = [alias for alias in aliases if alias.has_begun(day)]
        if not begun or not _is_of(market, begun[0]):
            continue
        best = next((alias for alias in begun if alias.is_current(day)), begun[0])
        candidates.append(
            Candidate(best.kind, best.market, code, best.name_kind, best.is_current(day))
        )
        names.append(tuple([alias.name for alias in begun]))
    return WrittenCode(span, code, market, tuple(candidates), tuple(names))


def _is_of(market: str | None, alias: Alias) -> bool:
    return market in (None, alias.market) or (alias.kind, alias.market) == _OFF_EXCHANGE


def _codes(form: str, written: Sequence[WrittenCode]) -> list[WrittenCode]:
    """Those that are codes: by their mark, their surroundings or as members of a list of codes."""
    verdicts = [Verdict.CODE if each.market else verdict(form, each) for each in written]
    # Once in each direction: a list may be known by its first or by its last code.
    for index in (*range(len(written)), *reversed(range(len(written)))):
        if verdicts[index] is Verdict.OPEN and any(
            verdicts[other] is Verdict.CODE and _is_list(form, written, index, other)
            for other in (index - 1, index + 1)
            if 0 <= other < len(written)
        ):
            verdicts[index] = Verdict.CODE
    return [each for each, said in zip(written, verdicts, strict=True) if said is Verdict.CODE]


def _is_list(form: str, written: Sequence[WrittenCode], one: int, other: int) -> bool:
    before, after = sorted((one, other))
    return Gap(form, written[before].span, written[after].span).is_of_called_list
