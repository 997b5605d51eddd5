"""The parts of a fund's name: company, theme, structure, currency, share class.

Grammar as measured on 27,469 listed names (funds.md §2):
company theme structure [(QDII|LOF|…)] [currency] [class] [(currency)] [(后端)], and of exchange
names since spring 2026: theme ETF company.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.fold import fold
from transforms.funds.companies import Companies, companies_of
from transforms.funds.structures import structure
from transforms.funds.tails import tail


class NameParts(NamedTuple):
    """What a name says; None where it does not say it.

    `company`: short name. `theme`: 先进制造智选; `structure`: standard words in order (混合, 发起).
    `core`: what the fund is called without company, class, currency and brackets; `base`: the name
    as written without class, currency and (后端). `brackets`: QDII, LOF, ETF-FOF …
    `settlement` of dollars: 汇 (on account) or 钞 (cash).
    """

    company: str | None
    share_class: str | None
    currency: str | None
    theme: str | None = None
    structure: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()
    core: str = ""
    base: str = ""
    settlement: str | None = None
    is_back_end: bool = False


def parts(name: str, companies: Sequence[str] | Companies = ()) -> NameParts:
    """The parts of one fund name; `companies` are the names to look for (华夏, 易方达 …)."""
    return _parts(name, companies_of(companies))


# Registry, generated forms, grouping and feeders ask for the same 35,000 names.
@lru_cache(maxsize=1 << 16)
def _parts(name: str, companies: Companies) -> NameParts:
    end = tail(fold(name).replace(" ", ""))
    company, core = _company(end.rest, companies)
    theme, words = structure(core)
    in_brackets = [word for bracket in end.brackets for word in bracket.split("-")]
    return NameParts(
        company=company,
        share_class=end.share_class,
        currency=end.currency,
        theme=theme,
        structure=tuple(dict.fromkeys([*words, *in_brackets])),
        brackets=end.brackets,
        core=core,
        base=end.rest + "".join(f"({bracket})" for bracket in end.brackets),
        settlement=end.settlement,
        is_back_end=end.is_back_end,
    )


def _company(name: str, companies: Companies) -> tuple[str | None, str]:
    """The company and the name without it; where it could be either end, the end counts."""
    if written := companies.suffix(name):
        return companies.short(written), name.removesuffix(written)
    if written := companies.prefix(name):
        rest = name.removeprefix(written)
        return companies.short(written), rest.removeprefix("基金") or rest
    return None, name
