"""Funds that trade in Hong Kong, told apart from its stocks by their numbers."""

from collections.abc import Iterable

from transforms.registry.sighting import Kind, Sighting

# Of the exchange's plan of numbers: funds in HK dollars, US dollars (9) and yuan (8), geared ones
# (72, 75, 77). All 325 names of the list of February 2025 within are those of funds, none outside.
_FUNDS = (
    *((2800, 2849), (3000, 3199), (3400, 3499)),
    *((7200, 7399), (7500, 7599), (7700, 7799)),
    *((9000, 9599), (9700, 9849)),
    *((82800, 82849), (83000, 83199), (83400, 83499)),
)


def is_hong_kong_fund(market: str, code: str) -> bool:
    """Whether the code is one of a fund there: 03088, 82800."""
    if market != "HK" or not code.isdecimal():
        return False
    return any(first <= int(code) <= last for first, last in _FUNDS)


def told_apart(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, those that lists of stocks have of such funds as of another kind.

    Else 华夏恒生科技, 03088 there, would hide the funds that people call so.
    """
    return [_told_apart(one) for one in sightings]


def _told_apart(one: Sighting) -> Sighting:
    is_one = one.kind is Kind.STOCK and is_hong_kong_fund(one.market, one.code)
    return one._replace(kind=Kind.OTHER) if is_one else one
