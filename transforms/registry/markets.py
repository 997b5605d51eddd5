"""One market for each fund: names alone do not always tell whether it is only traded."""

from collections.abc import Iterable, Mapping

from transforms.registry.sighting import Kind, NameKind, Sighting


def one_market(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, each fund's official names under the market that its newest one tells.

    Whether a fund is only traded is told by its name, and an old one may not say ETF.
    """
    said = list(sightings)
    newest: dict[str, Sighting] = {}
    for one in said:
        if one.kind is Kind.FUND and one.name_kind is NameKind.OFFICIAL:
            other = newest.setdefault(one.code, one)
            if (one.seen_until, one.name) > (other.seen_until, other.name):
                newest[one.code] = one
    return [_of_market(one, newest) for one in said]


def _of_market(one: Sighting, newest: Mapping[str, Sighting]) -> Sighting:
    if one.kind is not Kind.FUND or one.name_kind is not NameKind.OFFICIAL:
        return one
    market = newest[one.code].market
    return one if one.market == market else one._replace(market=market)
