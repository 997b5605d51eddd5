"""Shared names with the company beside them: 标普油气ETF嘉实, 华夏的芯片ETF."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from transforms.linking.link import Candidate, Hit
from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind
from transforms.spans import Span

_OWNS = re.compile(r"(?:基金)?(?:旗下|家)?的?")
_N_LINK = 5
_LISTED = ("etf", "lof")


def with_company_beside(form: str, hits: Sequence[Hit], funds: Mapping[str, Fund]) -> Sequence[Hit]:
    """The hits in order; a shared name is of the company that stands directly beside it.

    A company behind an ETF's name is part of it, as the exchanges write names since 2026; one
    before it stays a mention of its own.
    """
    if not any(_is_company(hit) for hit in hits):
        return hits
    owned: list[Hit] = []
    for hit in hits:
        before = owned[-1] if owned else None
        if before is None:
            owned.append(hit)
        elif (named := _named_behind(form, before, hit, funds)) is not None:
            owned[-1] = named
        else:
            owned.append(_owned(form, before, hit, funds))
    return owned


def _named_behind(form: str, hit: Hit, company: Hit, funds: Mapping[str, Fund]) -> Hit | None:
    """An ETF's hit with the company directly behind its name; None where it has none."""
    if not _is_company(company) or hit.span.end != company.span.start:
        return None
    if not form.endswith(_LISTED, hit.span.start, hit.span.end):
        return None
    own = of_company(hit.candidates, company.candidates[0].code, funds)
    whole = Span(hit.span.start, company.span.end)
    return replace(hit, span=whole, candidates=own) if own else None


def _owned(form: str, company: Hit, hit: Hit, funds: Mapping[str, Fund]) -> Hit:
    """The hit narrowed to the company before it where it has such a fund."""
    start, end = company.span.end, hit.span.start
    if not _is_company(company) or end - start > _N_LINK or not _OWNS.fullmatch(form, start, end):
        return hit
    own = of_company(hit.candidates, company.candidates[0].code, funds)
    return replace(hit, candidates=own) if own else hit


def of_company(
    candidates: Iterable[Candidate], company: str, funds: Mapping[str, Fund]
) -> tuple[Candidate, ...]:
    """The candidates that are the company's funds."""
    return tuple([each for each in candidates if company_of(each, funds) == company])


def company_of(candidate: Candidate, funds: Mapping[str, Fund]) -> str | None:
    """The company of a candidate that is a known fund."""
    fund = funds.get(candidate.code) if candidate.kind is Kind.FUND else None
    return fund.company if fund else None


def _is_company(hit: Hit) -> bool:
    return hit.candidates[0].kind is Kind.COMPANY
