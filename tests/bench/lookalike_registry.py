"""A look-alike registry: what all public lists say of funds, stocks and indexes, invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, product
from random import Random

from flows.reference import fund_companies
from tests.bench import lookalike_funds as funds
from tests.bench.fund_words import HONG_KONG, PLACES, TRADES
from transforms.registry.sighting import Kind, NameKind, Sighting

SEED = 20250327
# First digits of A-shares; many of them are a fund's code as well (funds.md §1).
A_SHARES = (("SZ", 1, 1_000), ("SZ", 2_001, 1_100), ("SZ", 300_001, 1_400), ("SH", 600_000, 2_000))


@dataclass(frozen=True)
class Sizes:
    """How many of each; as found in the public lists of August 2026 (funds.md §1, §2)."""

    funds: int = 11_800
    feeders: int = 1_000
    etfs: int = 2_000
    indexes: int = 700
    stocks: int = 5_500
    hong_kong: int = 4_400


FULL = Sizes()


def sightings(sizes: Sizes = FULL) -> list[Sighting]:
    """The same at every call; in full about 27,500 fund codes in 15,000 funds."""
    random = Random(SEED)
    companies = fund_companies()
    indexes = funds.indexes(sizes.indexes)
    etfs = list(funds.etfs(sizes.etfs, companies, indexes))
    return list(
        chain(
            funds.fund_sightings(sizes.funds, companies, random),
            funds.feeder_sightings(etfs[: sizes.feeders], random),
            *(funds.etf_sightings(etf) for etf in etfs),
            _index_sightings(indexes),
            _stock_sightings(sizes),
        )
    )


def _index_sightings(indexes: list[funds.Tracked]) -> Iterator[Sighting]:
    for number, index in enumerate(indexes):
        yield _seen(Kind.INDEX, "CSI", f"{930_001 + number:06}", index.name)


def _stock_sightings(sizes: Sizes) -> Iterator[Sighting]:
    """A-shares by place and trade, as 海辰药业; Hong Kong's with what they call themselves."""
    numbers = ((market, first + n) for market, first, size in A_SHARES for n in range(size))
    names = ("".join(pair) for pair in product(PLACES, TRADES))
    for (market, number), name in islice(zip(numbers, names, strict=False), sizes.stocks):
        yield _seen(Kind.STOCK, market, f"{number:06}", name)
    words = ("".join(word) for word in product(PLACES, TRADES[:10], HONG_KONG))
    for number, name in enumerate(islice(words, sizes.hong_kong)):
        yield _seen(Kind.STOCK, "HK", f"{number + 1:05}", name)


def _seen(kind: Kind, market: str, code: str, name: str) -> Sighting:
    source = "index_list" if kind is Kind.INDEX else "stock_list"
    return Sighting(funds.NOW, source, kind, market, code, name, NameKind.OFFICIAL)
