"""The parts of a fund's name: company, share class, currency.

Grammar as measured on 27,469 listed names (funds.md §2):
company theme structure [(QDII|LOF|…)] [currency] [class] [(currency)].
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.fold import fold

# Position varies: 人民币A, A人民币, A(人民币), 人民币(QDII)C.
_CURRENCIES = (
    ("USD", re.compile(r"[(]?美元(?:现汇|现钞)?[)]?|[(]?美[汇钞][)]?")),
    ("HKD", re.compile(r"[(]?港[币元][)]?")),
    ("CNY", re.compile(r"[(]?人民币[)]?")),
)
_CLASS = re.compile(
    r"(?<![A-Za-z0-9])(?P<share>[A-Z]|A[1-3])(?:类份额|类|份额|级)?"
    r"(?:\((?:QDII|LOF|FOF|QDII-LOF|FOF-LOF|ETF-FOF|后端)\))?$"
)
# After a digit or a bracket a single letter is a class as well: 中证500A, (QDII-LOF)A.
_CLASS_AFTER_DIGIT = re.compile(r"(?<=[0-9)])(?P<share>[A-Z])(?:类份额|类|份额|级)?$")
_LISTED_SUFFIX = re.compile(r"(?:ETF|LOF)$")


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name says; None where it does not say it."""

    company: str | None
    share_class: str | None
    currency: str | None


def parts(name: str, companies: Sequence[str] = ()) -> NameParts:
    """The parts of one fund name; `companies` are the short names to look for (华夏, 易方达 …)."""
    folded = fold(name).replace(" ", "")
    currency, bare = _without_currency(folded)
    return NameParts(_company(bare, companies), _share_class(bare), currency)


def _without_currency(name: str) -> tuple[str | None, str]:
    for currency, pattern in _CURRENCIES:
        bare, found = pattern.subn("", name)
        if found:
            return currency, bare
    return None, name


def _share_class(bare: str) -> str | None:
    match = _CLASS.search(bare) or _CLASS_AFTER_DIGIT.search(bare)
    return match["share"] if match else None


def _company(bare: str, companies: Sequence[str]) -> str | None:
    """Exchange names end in their company, all others begin with it; the longest one counts."""
    longest_first = sorted(companies, key=len, reverse=True)
    for company in longest_first:
        if bare.endswith(company) and _LISTED_SUFFIX.search(bare.removesuffix(company)):
            return company
    return next((company for company in longest_first if bare.startswith(company)), None)
