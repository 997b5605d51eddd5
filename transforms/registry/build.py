"""The registry out of what lists said: dated names, funds with their classes, short forms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from transforms.funds.companies import Companies, companies_of
from transforms.funds.feeders import feeders
from transforms.funds.groups import fund_ids
from transforms.funds.listing import Listing
from transforms.funds.names import parts
from transforms.registry.alias import Alias
from transforms.registry.aliases import aliases
from transforms.registry.facts import Facts, fund_facts, newest_day, with_indexes
from transforms.registry.generated import generated
from transforms.registry.hong_kong import told_apart
from transforms.registry.marked import unmarked
from transforms.registry.markets import one_market
from transforms.registry.registry import EMPTY, Fund, Key, Registry
from transforms.registry.sighting import Kind, NameKind, Sighting
from transforms.registry.version import version_of

# Which name a code goes by: the official one of a fund, the one under which a stock is traded.
_OF_FUNDS = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT)
_OF_OTHERS = (NameKind.EXCHANGE_SHORT, NameKind.OFFICIAL, NameKind.SHORT)


def build(
    sightings: Iterable[Sighting],
    companies: Sequence[str] | Companies,
    list_days: Mapping[str, Iterable[date]] | None = None,
) -> Registry:
    """The registry of all that was said; the order of the sightings is no matter.

    `companies`: those whose names funds bear. `list_days`: by source the days of all its lists,
    for those on which nothing new was said.
    """
    said = one_market(told_apart(unmarked(sightings)))
    if not said:
        return EMPTY
    listed = aliases(said, list_days)
    funds = _funds(listed, fund_facts(said), companies)
    known = companies_of(companies)
    made = sorted(generated(listed, funds, known), key=itemgetter(0, 1, 2, 3))
    return Registry(
        version=version_of(listed, funds, newest_day(said)),
        aliases=(*listed, *made),
        funds=funds,
        companies=tuple(sorted({known.short(name) for name in known.names})),
        classes=classes_of(funds),
        names=names_of(listed),
    )


def names_of(borne: Iterable[Alias]) -> dict[Key, tuple[Alias, ...]]:
    """By key the names that lists told, the preferred kind first, then the one seen first.

    Between two lists both names hold: the older is the one that was known then.
    """
    names: dict[Key, list[Alias]] = defaultdict(list)
    for alias in borne:
        if alias.name_kind in _OF_FUNDS:
            names[alias.kind, alias.market, alias.code].append(alias)
    return {key: tuple(sorted(of_code, key=_preference)) for key, of_code in names.items()}


def _preference(alias: Alias) -> tuple[int, date, str]:
    order = _OF_FUNDS if alias.kind is Kind.FUND else _OF_OTHERS
    return order.index(alias.name_kind), alias.first_seen, alias.name


def _funds(
    listed: Iterable[Alias], facts: Mapping[str, Facts], companies: Sequence[str] | Companies
) -> dict[str, Fund]:
    borne: dict[str, list[Alias]] = defaultdict(list)
    for alias in listed:
        if alias.kind is Kind.FUND and alias.name_kind in _OF_FUNDS:
            borne[alias.code].append(alias)
    of_code = {code: _newest_first(names) for code, names in sorted(borne.items())}
    listings = [_listing(names, facts[code]) for code, names in of_code.items()]
    ids = fund_ids(listings, companies)
    fed = feeders(listings, ids, companies)
    funds = {
        one.code: _fund(of_code[one.code][0], one, facts[one.code], ids, fed, companies)
        for one in listings
    }
    return with_indexes(funds)


def _newest_first(names: Iterable[Alias]) -> list[Alias]:
    """The names of one fund of the surest kind that it has, the newest first."""
    by_kind: dict[NameKind, list[Alias]] = defaultdict(list)
    for alias in names:
        by_kind[alias.name_kind].append(alias)
    surest = next(by_kind[kind] for kind in _OF_FUNDS if kind in by_kind)
    return sorted(surest, key=lambda alias: (alias.last_seen, alias.first_seen), reverse=True)


def _listing(names: Sequence[Alias], facts: Facts) -> Listing:
    return Listing(
        code=names[0].code,
        names=tuple(dict.fromkeys(alias.name for alias in names)),
        first_seen=min(alias.first_seen for alias in names),
        is_listed=names[0].valid_to is None,
        fund_type=facts.fund_type,
        tracked_index=facts.tracked_index,
    )


def _fund(
    alias: Alias,
    listing: Listing,
    facts: Facts,
    ids: Mapping[str, str],
    fed: Mapping[str, str],
    companies: Sequence[str] | Companies,
) -> Fund:
    said = parts(alias.name, companies)
    return Fund(
        market=alias.market,
        code=listing.code,
        fund_id=ids[listing.code],
        share_class=said.share_class,
        currency=said.currency,
        company=said.company or facts.company,
        fund_type=facts.fund_type,
        tracked_index=facts.tracked_index,
        feeder_of=fed.get(listing.code),
        is_listed=listing.is_listed,
    )


def classes_of(funds: Mapping[str, Fund]) -> dict[str, tuple[str, ...]]:
    """By fund_id the codes of all its classes, sorted."""
    classes: dict[str, list[str]] = defaultdict(list)
    for code in sorted(funds):
        classes[funds[code].fund_id].append(code)
    return {fund_id: tuple(codes) for fund_id, codes in classes.items()}
