"""Lists in which a fund's company or name is said once: 华夏上证50ETF、中证500ETF; 白酒A/C."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.linking.beside import EXPLICIT
from transforms.linking.link import Candidate, Hit
from transforms.linking.owned import company_of, of_company, with_company_beside
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind
from transforms.spans import Span

# What a name meant on the text's day, by its form; nothing of a name that nobody bore.
Find = Callable[[str], tuple[Candidate, ...]]

# A comma begins a new statement; a list that shares a company is tighter. A code may stand
# behind each member.
_TIGHT = re.compile(r"\s?(?:\([^()]{5,12}\)\s?)?(?:、|以及|和|及|与)\s?")
# What these begin with; at the end of a text nothing does.
_BEGINS = frozenset("、以和及与(/,& 类份")
# 招商中证白酒A/C, A、C类, A和C: the letter of the next class.
_NEXT_CLASS = re.compile(
    r"(?:类份额|类|份额)?\s?[/、,和及与&]\s?(?P<share>[a-i])(?:类份额|类|份额)?(?![a-z0-9一-鿿])"
    r"|(?:类份额|类|份额)?[/、和及与&](?P<named>[a-i])(?=类|份额|两|三|都|均|的)"
)
_CLASS_SAID = re.compile(r"[a-i](?:类份额|类|份额)?$")


def with_ellipses(form: str, hits: Sequence[Hit], registry: Registry, find: Find) -> list[Hit]:
    """The hits in order, list members given the company of the list's first, classes added.

    `find` tells what a name meant on the text's day.
    """
    owned = with_company_beside(form, hits, registry.funds)
    return list(_with_classes(form, _of_companies(form, owned, registry, find), registry))


def _of_companies(form: str, hits: Sequence[Hit], registry: Registry, find: Find) -> Iterator[Hit]:
    """Seen in reports of fund houses: `华夏科创50ETF、芯片ETF、5GETF净流入较多`."""
    head: Hit | None = None
    company: str | None = None
    for hit in hits:
        if head is not None and _is_code_behind(form, head.span.end, hit):
            yield hit
            continue
        if head is not None and _is_next(form, head.span.end, hit.span.start):
            company = company or _company_said(form, head, registry)
            if company is not None and _is_fund(hit) and not _company_said(form, hit, registry):
                hit = _of_company(form, hit, company, registry.funds, find)
            else:
                company = None
        else:
            company = None
        head = hit
        yield hit


def _is_next(form: str, end: int, start: int) -> bool:
    """Whether a member that begins at `start` follows in the list of one that ended at `end`."""
    return form[end : end + 1] in _BEGINS and _TIGHT.fullmatch(form, end, start) is not None


def _is_code_behind(form: str, end: int, hit: Hit) -> bool:
    """Whether the hit is the code in brackets of the member before it."""
    return hit.method == "code" and form[end : hit.span.start].strip() == "("


def _company_said(form: str, hit: Hit, registry: Registry) -> str | None:
    """The company of a fund that the text names with it: the one that all candidates share."""
    if not _is_fund(hit) or hit.method in EXPLICIT:
        return None
    companies = {company_of(each, registry.funds) for each in hit.candidates}
    company = companies.pop() if len(companies) == 1 else None
    surface = hit.span.of(form)
    return company if company is not None and _names(surface, company) else None


def _names(surface: str, company: str) -> bool:
    """Whether the company is in the surface; of long ones (工银瑞信) the first half does."""
    return company in surface or surface.startswith(company[:2])


def _of_company(form: str, hit: Hit, company: str, funds: Mapping[str, Fund], find: Find) -> Hit:
    """The member narrowed to the company's funds of that name; unchanged where it has none."""
    if not _is_fund(hit) or hit.is_confirmed:
        return hit
    surface = hit.span.of(form)
    for names in (hit.candidates, find(company + surface), find(surface + company)):
        own = of_company(names, company, funds)
        if own:
            return replace(hit, candidates=own)
    return hit


def _is_fund(hit: Hit) -> bool:
    return any(each.kind is Kind.FUND for each in hit.candidates)


def _with_classes(form: str, hits: Iterable[Hit], registry: Registry) -> Iterator[Hit]:
    """One mention for each class: the next letter is a mention of its own.

    So that a row has one code: `招商中证白酒A/C` is 161725 at the name and 012414 at the C.
    """
    for hit in hits:
        yield hit
        following = _next_class(form, hit, registry) if _says_class(form, hit) else None
        while following is not None:
            yield following
            following = _next_class(form, following, registry)


def _says_class(form: str, hit: Hit) -> bool:
    """Whether it is a fund's name with its class, and a list of letters may follow."""
    end = hit.span.end
    if form[end : end + 1] not in _BEGINS or not _is_fund(hit):
        return False
    return _CLASS_SAID.search(hit.span.of(form)) is not None


def _next_class(form: str, hit: Hit, registry: Registry) -> Hit | None:
    match = _NEXT_CLASS.match(form, hit.span.end)
    if match is None:
        return None
    group = "share" if match["share"] else "named"
    of_class = _of_class(hit, match[group].upper(), registry)
    return replace(hit, span=Span(*match.span(group)), candidates=of_class) if of_class else None


def _of_class(hit: Hit, share_class: str, registry: Registry) -> tuple[Candidate, ...]:
    """What the hit may mean, of another class."""
    known = [registry.funds[c.code] for c in hit.candidates if c.code in registry.funds]
    ids = sorted({fund.fund_id for fund in known})
    classes = [registry.funds[code] for each in ids for code in registry.classes.get(each, ())]
    return tuple(
        hit.candidates[0]._replace(code=fund.code, market=fund.market)
        for fund in classes
        if fund.share_class == share_class
    )
