"""Shared names of which the text names one fund surely: `芯片ETF华夏领涨，芯片ETF放量`."""

import re
from collections.abc import Mapping, Sequence

from transforms.linking.link import EXPLICIT, Candidate, Hit
from transforms.linking.owned import company_of, names_company
from transforms.registry.registry import Fund, fund_id_of
from transforms.registry.sighting import Kind, NameKind

# Names that a list gives to one fund; others must say the company with it.
_LISTED = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT)
# All funds of that name, or others: 四只沪深300ETF, 其他芯片ETF; but 这只芯片ETF.
_SEVERAL = re.compile(
    r"(?:(?<![这那该此])[只家个支款]|各|其[他它余]|另外?|同类|同名|所有|全部|[这那哪有一]些|多数|部分|类似|别的|哪[只个家支])"
    r"的?$"
)
_SEVERAL_BEHIND = re.compile(
    r"们|类|等|(?:都有|共有?|有)[0-9几多两三四五六七八九十]+[只家个支]|哪[只个家支]"
)
_REACH = 6


def as_said_before(form: str, hits: list[Hit], funds: Mapping[str, Fund]) -> list[Hit]:
    """The hits in order; a shared name is the one fund of that name that the text names surely.

    By a cashtag anywhere in it, by a code or a name of that fund's own before.
    """
    if len(hits) == 1 or not any(len(hit.candidates) > 1 for hit in hits):
        return hits
    ids = [_ids(hit, funds) for hit in hits]
    if not any(len(each) > 1 for each in ids):
        return hits
    return _narrowed(form, hits, ids, funds)


def _narrowed(
    form: str, hits: Sequence[Hit], ids: Sequence[set[str]], funds: Mapping[str, Fund]
) -> list[Hit]:
    named: set[str] = set().union(
        *(each for each, hit in zip(ids, hits, strict=True) if hit.method == "cashtag")
    )
    told = []
    for hit, possible in zip(hits, ids, strict=True):
        meant = possible & named
        if len(possible) > 1 and len(meant) == 1 and not _says_several(form, hit):
            hit = hit.only(_of(hit, meant.pop(), funds))
        elif len(possible) == 1 and _is_sure(form, hit, funds):
            named |= possible
        told.append(hit)
    return told


def _ids(hit: Hit, funds: Mapping[str, Fund]) -> set[str]:
    """The funds that the hit may mean; classes of one fund are one."""
    return {fund_id_of(each.code, funds) for each in hit.candidates if each.kind is Kind.FUND}


def _of(hit: Hit, fund_id: str, funds: Mapping[str, Fund]) -> tuple[Candidate, ...]:
    """The candidates without other funds; whether a fund is meant at all is for its context."""
    return tuple(
        [
            each
            for each in hit.candidates
            if each.kind is not Kind.FUND or fund_id_of(each.code, funds) == fund_id
        ]
    )


def _is_fund(hit: Hit) -> bool:
    return all(candidate.kind is Kind.FUND for candidate in hit.candidates)


def _is_sure(form: str, hit: Hit, funds: Mapping[str, Fund]) -> bool:
    if not _is_fund(hit):
        return False
    if hit.method in EXPLICIT or hit.is_confirmed or hit.candidates[0].name_kind in _LISTED:
        return True
    company = company_of(hit.candidates[0], funds)
    return company is not None and names_company(hit.span.of(form), company)


def _says_several(form: str, hit: Hit) -> bool:
    start, end = hit.span
    before = form[max(0, start - _REACH) : start]
    return bool(_SEVERAL.search(before) or _SEVERAL_BEHIND.match(form, end))
