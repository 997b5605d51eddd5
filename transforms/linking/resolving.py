"""What a surface means: the surest of its candidates, or several where they do not differ."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.linking.confidence import confidence
from transforms.linking.link import EXPLICIT, Candidate, Hit
from transforms.registry.registry import Fund, fund_id_of
from transforms.registry.sighting import Kind, NameKind

# How sure it is that a name of this sort is meant. A listed name is a listed name: on one day
# the current one wins, whichever list it is in. People go on with a nickname when a list gives it
# to another fund: 300ETF is 159300's short name since 2024, and what options on 510300 are called.
_TIERS = {
    NameKind.OFFICIAL: 0,
    NameKind.EXCHANGE_SHORT: 0,
    NameKind.SHORT: 0,
    NameKind.NICKNAME: 0,
    NameKind.LEARNED: 1,
    NameKind.GENERATED: 2,
}
_RANK = {name_kind: rank for rank, name_kind in enumerate(NameKind)}
_RANK[NameKind.NICKNAME] = _RANK[NameKind.EXCHANGE_SHORT]
# Where the context did not decide (transforms/linking/contexts.py) a name of several kinds is
# not a fund's.
_KINDS = (Kind.STOCK, Kind.INDEX, Kind.PLATE, Kind.FUND, Kind.COMPANY, Kind.OTHER)
_SHORT = (NameKind.EXCHANGE_SHORT, NameKind.SHORT)
METHODS = {
    NameKind.OFFICIAL: "name",
    NameKind.EXCHANGE_SHORT: "short_name",
    NameKind.SHORT: "short_name",
    NameKind.NICKNAME: "nickname",
    NameKind.LEARNED: "short_name",
    NameKind.GENERATED: "short_name",
}


class Meaning(NamedTuple):
    """What a hit means; the fields are those of Link."""

    kind: Kind
    market: str | None
    code: str | None
    codes: tuple[str, ...]
    fund_id: str | None
    method: str
    confidence: float


def meaning(hit: Hit, funds: Mapping[str, Fund]) -> Meaning:
    """The meaning of what may be any of the hit's candidates, of which there is at least one."""
    surest = _surest(_of_one_kind(hit.candidates))
    codes = tuple(sorted({candidate.code for candidate in surest}))
    markets = {candidate.market for candidate in surest}
    ids = {_fund_id(candidate, funds) for candidate in surest}
    kinds = {candidate.kind for candidate in hit.candidates}
    first = surest[0]
    if first.kind is Kind.STOCK:  # 中信证券: a fund company of that name is the same firm
        kinds.discard(Kind.COMPANY)
    n_meanings = len(ids if first.kind is Kind.FUND else codes) + len(kinds) - 1
    # Among funds a code is given once: that of a LOF has a market off the exchange and one on it.
    has_market = len(markets) == 1 or (first.kind is Kind.FUND and len(codes) == 1)
    is_decided = len(codes) == 1 and has_market
    return Meaning(
        kind=first.kind,
        market=first.market or None if has_market else None,
        code=codes[0] if is_decided else None,
        codes=codes,
        fund_id=ids.pop() if len(ids) == 1 else None,
        method=hit.method if hit.method in EXPLICIT else METHODS[first.name_kind],
        confidence=confidence(
            hit, first, n_meanings=n_meanings, is_shared=_is_shared(hit.candidates, surest, funds)
        ),
    )


def _is_shared(
    candidates: Sequence[Candidate], surest: Sequence[Candidate], funds: Mapping[str, Fund]
) -> bool:
    """Whether a short name by which a list knows one fund is what people make of others' names."""
    if surest[0].kind is not Kind.FUND or surest[0].name_kind not in _SHORT:
        return False
    ids = {_fund_id(candidate, funds) for candidate in surest}
    others = [each for each in candidates if each.is_current and each.kind is Kind.FUND]
    return any(_fund_id(each, funds) not in ids for each in others)


def _of_one_kind(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    kinds = {candidate.kind for candidate in candidates}
    if len(kinds) == 1:
        return candidates
    kind = next(kind for kind in _KINDS if kind in kinds)
    return [candidate for candidate in candidates if candidate.kind == kind]


def _surest(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Listed names before given ones; among them current ones; among them the surest sort."""
    for order in (_tier, _is_former, _rank):
        best = min(map(order, candidates))
        candidates = [candidate for candidate in candidates if order(candidate) == best]
    return candidates


def _tier(candidate: Candidate) -> int:
    return _TIERS[candidate.name_kind]


def _is_former(candidate: Candidate) -> int:
    return not candidate.is_current


def _rank(candidate: Candidate) -> int:
    return _RANK[candidate.name_kind]


def _fund_id(candidate: Candidate, funds: Mapping[str, Fund]) -> str | None:
    return fund_id_of(candidate.code, funds) if candidate.kind is Kind.FUND else None
