"""Shared names with the company beside them: 标普油气ETF嘉实, 华夏基金旗下的芯片ETF."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from transforms.linking.beside import SEPARATOR
from transforms.linking.link import Candidate, Hit
from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind
from transforms.spans import Span

_OWNS = re.compile(r" ?(?:基金)?(?:公司)?(?:旗下|管理|发行|自?家)?的?(?:产品)?[ :]?")
_N_LINK = 10
_LISTED = ("etf", "lof")

# Short names of fund companies.
Companies = frozenset[str]
NOBODY: Companies = frozenset()


def with_company_beside(form: str, hits: Sequence[Hit], funds: Mapping[str, Fund]) -> Sequence[Hit]:
    """The hits in order; a company directly behind an ETF's name is part of it.

    So the exchanges write names since 2026.
    """
    if not any(_is_company(hit) for hit in hits):
        return hits
    owned: list[Hit] = []
    for hit in hits:
        named = _named_behind(form, owned[-1], hit, funds) if owned else None
        if named is None:
            owned.append(hit)
        else:
            owned[-1] = named
    return owned


def _named_behind(form: str, hit: Hit, company: Hit, funds: Mapping[str, Fund]) -> Hit | None:
    """An ETF's hit with the company directly behind its name; None where it has none."""
    if not _is_company(company) or hit.span.end != company.span.start:
        return None
    if not form.endswith(_LISTED, hit.span.start, hit.span.end):
        return None
    own = of_companies(hit.candidates, {company.candidates[0].code}, funds)
    whole = Span(hit.span.start, company.span.end)
    return replace(hit, span=whole, candidates=own) if own else None


def owners(form: str, before: Sequence[Hit], hit: Hit) -> Companies:
    """The companies that stand before a hit as its owners; they stay mentions of their own.

    `before` are all hits before it. Several in a list: 易方达和华夏的沪深300ETF.
    """
    nearest = before[-1]
    start, end = nearest.span.end, hit.span.start
    if not _is_company(nearest) or end - start > _N_LINK or not _OWNS.fullmatch(form, start, end):
        return NOBODY
    companies = [nearest]
    for one in reversed(before[:-1]):
        if not _is_company(one) or not _are_one_list(form, one, companies[-1]):
            break
        companies.append(one)
    return frozenset(each.candidates[0].code for each in companies)


def _are_one_list(form: str, one: Hit, other: Hit) -> bool:
    return SEPARATOR.fullmatch(form, one.span.end, other.span.start) is not None


def of_companies(
    candidates: Iterable[Candidate], companies: Container[str | None], funds: Mapping[str, Fund]
) -> tuple[Candidate, ...]:
    """The candidates that are the companies' funds."""
    return tuple([each for each in candidates if company_of(each, funds) in companies])


def company_of(candidate: Candidate, funds: Mapping[str, Fund]) -> str | None:
    """The company of a candidate that is a known fund."""
    fund = funds.get(candidate.code) if candidate.kind is Kind.FUND else None
    return fund.company if fund else None


def names_company(surface: str, company: str) -> bool:
    """Whether the company is in the surface; of long ones (工银瑞信) the first half does."""
    return company in surface or surface.startswith(company[:2])


def _is_company(hit: Hit) -> bool:
    return hit.candidates[0].kind is Kind.COMPANY
