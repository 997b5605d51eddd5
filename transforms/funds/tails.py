"""The end of a fund's name: brackets, currency, share class, in whatever order they stand."""

import re
from typing import NamedTuple

# 人民币A, A人民币, A(人民币), 人民币(QDII)C, 美元汇(QDII)A, (美元现汇份额), 现钞A: in 322 of 27,469
# names. Dollars on account and in cash are two codes of one class.
_CURRENCY = re.compile(
    r"(?:(?P<CNY>人民币)|(?P<HKD>港[币元])|(?P<USD>(?:美元|美|现|美元现)(?P<sort>[汇钞])|美元))"
    r"(?:份额)?$"
)
_CURRENCY_ENDS = frozenset("币元汇钞额")
# Single letters, A1-A3, C2, and the two that one code may hold (A/B, A/E). Two letters only where
# the word class stands behind them: ESG, AI and AH end names as well.
_CLASS = re.compile(
    r"(?:(?<![A-Za-z0-9.])|(?<=ETF)|(?<=FOF)|(?<=LOF)|(?<=MOM)|(?<=QDII))"
    r"(?P<share>[A-Z]\d?(?:/[A-Z])?|[A-Z]{2}(?=类|份额|级))(?:类份额|类|份额|级)?$"
)
# After a digit a letter is a class as well (中证500A, 中证A500C), but 5G and 3D are themes.
_AFTER_DIGIT = re.compile(r"(?<=\d)(?!(?<=5)G|(?<=3)D)(?P<share>[A-Z])(?:类份额|类|份额|级)?$")
_CLASS_ENDS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789类级额")
_VENUE_WORDS = frozenset(("QDII", "LOF", "FOF", "ETF", "MOM", "REIT", "REITs"))
_SIDES = frozenset(("后端", "前端"))


class Tail(NamedTuple):
    """What the end of a name says, and `rest`: the name before it."""

    rest: str
    share_class: str | None = None
    currency: str | None = None
    settlement: str | None = None
    brackets: tuple[str, ...] = ()
    is_back_end: bool = False


def tail(name: str) -> Tail:
    """The end of a folded name taken apart from the right, until something else comes."""
    end = Tail(name)
    while (shorter := _one_less(end)) is not None:
        end = shorter
    return end


def _one_less(end: Tail) -> Tail | None:
    """One more piece taken off the end; None where it is no class, currency or known bracket."""
    name, inner = _last_bracket(end.rest)
    if inner in _SIDES:
        return end._replace(rest=name, is_back_end=inner == "后端")
    if inner and all(word in _VENUE_WORDS for word in inner.split("-")):
        return end._replace(rest=name, brackets=(inner, *end.brackets))
    said = _currency(inner or name, end) or _share_class(inner or name, end)
    if said is None or bool(said.rest) == bool(inner):
        return None  # no name is a class alone, and no bracket more than one
    return said._replace(rest=name) if inner else said


def _last_bracket(name: str) -> tuple[str, str]:
    """The name before the bracket that ends it, and what stands in it; the name and "" without."""
    start = name.rfind("(") if name.endswith(")") else -1
    return (name[:start], name[start + 1 : -1]) if start > 0 else (name, "")


def _currency(piece: str, end: Tail) -> Tail | None:
    """The end with the currency of the piece; `rest` is what stands before it."""
    if end.currency or not piece or piece[-1] not in _CURRENCY_ENDS:
        return None
    found = _CURRENCY.search(piece)
    if found is None:
        return None
    currency = next(word for word in ("CNY", "HKD", "USD") if found[word])
    return end._replace(rest=piece[: found.start()], currency=currency, settlement=found["sort"])


def _share_class(piece: str, end: Tail) -> Tail | None:
    """The end with the class of the piece; `rest` is what stands before it."""
    if end.share_class or not piece or piece[-1] not in _CLASS_ENDS:
        return None
    found = _CLASS.search(piece) or _AFTER_DIGIT.search(piece)
    return end._replace(rest=piece[: found.start()], share_class=found["share"]) if found else None
