"""Lists in which the company of funds is said once: 华夏上证50ETF、中证500ETF."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from transforms.linking.class_lists import with_class_lists
from transforms.linking.link import EXPLICIT, Candidate, Hit
from transforms.linking.owned import (
    NOBODY,
    Companies,
    company_of,
    names_company,
    of_companies,
    owners,
    with_company_beside,
)
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind

# What a name meant on the text's day, by its form; nothing of a name that nobody bore.
Find = Callable[[str], tuple[Candidate, ...]]

# A comma begins a new statement; a list that shares a company is tighter. A code may stand
# behind each member.
_TIGHT = re.compile(r"\s?(?:\([^()]{5,12}\)\s?)?(?:、|以及|和|及|与)\s?")
# What these begin with; at the end of a text nothing does.
_BEGINS = frozenset("、以和及与( ")


def with_ellipses(form: str, hits: Sequence[Hit], registry: Registry, find: Find) -> list[Hit]:
    """The hits in order, list members given the company of the list's first, classes added.

    `find` tells what a name meant on the text's day.
    """
    if not any(map(_is_fund, hits)):
        return list(hits)
    owned = with_company_beside(form, hits, registry.funds)
    return list(with_class_lists(form, _of_companies(form, owned, registry, find), registry))


def _of_companies(form: str, hits: Sequence[Hit], registry: Registry, find: Find) -> Iterator[Hit]:
    """Seen in reports of fund houses: `华夏科创50ETF、芯片ETF`, `华夏基金旗下5GETF、芯片ETF`."""
    members: list[Hit] = []
    companies = NOBODY
    for hit in hits:
        if members and _is_code_behind(form, members[-1].span.end, hit):
            yield hit
            continue
        companies = _go_on(form, members, hit, companies, registry) if members else NOBODY
        if companies:
            hit = _of(form, hit, companies, registry.funds, find)
        members.append(hit)
        yield hit


def _go_on(
    form: str, before: Sequence[Hit], hit: Hit, companies: Companies, registry: Registry
) -> Companies:
    """The companies that go on from the hits before, whose list is theirs, to this one."""
    if not _is_fund(hit):
        return NOBODY
    owning = owners(form, before, hit)
    if owning:
        return owning
    head = before[-1]
    if not _is_next(form, head.span.end, hit.span.start) or _company_said(form, hit, registry):
        return NOBODY
    return companies or _company_said(form, head, registry)


def _is_next(form: str, end: int, start: int) -> bool:
    """Whether a member that begins at `start` follows in the list of one that ended at `end`."""
    return form[end : end + 1] in _BEGINS and _TIGHT.fullmatch(form, end, start) is not None


def _is_code_behind(form: str, end: int, hit: Hit) -> bool:
    """Whether the hit is the code in brackets of the member before it."""
    return hit.method == "code" and form[end : hit.span.start].strip() == "("


def _company_said(form: str, hit: Hit, registry: Registry) -> Companies:
    """The company of a fund that the text names with it: the one that all candidates share."""
    if not _is_fund(hit) or hit.method in EXPLICIT:
        return NOBODY
    first = company_of(hit.candidates[0], registry.funds)
    if first is None or not names_company(hit.span.of(form), first):
        return NOBODY
    is_shared = all(company_of(each, registry.funds) == first for each in hit.candidates)
    return frozenset({first}) if is_shared else NOBODY


def _of(form: str, hit: Hit, companies: Companies, funds: Mapping[str, Fund], find: Find) -> Hit:
    """The member narrowed to the companies' funds of that name; unchanged where they have none."""
    if hit.is_confirmed:
        return hit
    surface = hit.span.of(form)
    own: dict[Candidate, None] = {}
    for company in sorted(companies):
        for names in (hit.candidates, find(company + surface), find(surface + company)):
            if of_company := of_companies(names, {company}, funds):
                own.update(dict.fromkeys(of_company))
                break
    return hit.only(tuple(own)) if own else hit


def _is_fund(hit: Hit) -> bool:
    return any(each.kind is Kind.FUND for each in hit.candidates)
