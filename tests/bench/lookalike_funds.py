"""Look-alike lists of funds: as many classes and renames as the public ones, all invented."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, islice, product
from random import Random
from typing import NamedTuple

from tests.bench.fund_words import CLASSES, FIRST, PUBLISHERS, SECOND, SECTORS, STRUCTURES
from transforms.registry.sighting import Kind, NameKind, Sighting

THEN, NOW = date(2025, 2, 6), date(2026, 8, 15)
# A code's name may be another one in the older list, or the code in one of them only: 17 % of the
# codes were renamed in six years, and a tenth of those listed is younger (funds.md §0, §1).
RENAMED, IS_NEW, IS_GONE = 0.17, 0.10, 0.05
_FEEDER_TYPE = "指数型-股票"


class Tracked(NamedTuple):
    """An index and the sector that it is of."""

    name: str
    sector: str


class Etf(NamedTuple):
    """An exchange-traded fund and what it tracks."""

    market: str
    code: str
    company: str
    tracked: Tracked


def indexes(n: int) -> list[Tracked]:
    """So many indexes, every publisher's first sector first."""
    pairs = islice(((who, what) for what, who in product(SECTORS, PUBLISHERS)), n)
    return [Tracked(f"{publisher}{sector}", sector) for publisher, sector in pairs]


def etfs(n: int, companies: Sequence[str], tracked: Sequence[Tracked]) -> Iterator[Etf]:
    """So many ETFs of the companies in turn; about three an index."""
    for number in range(n):
        index = tracked[number % len(tracked)]
        # One company has one fund a sector: names by sector and company are told apart.
        company = companies[(number // len(tracked) * 11 + number) % len(companies)]
        is_shenzhen = number < 900
        code = f"{159_001 + number if is_shenzhen else 512_000 + number - 900:06}"
        yield Etf("SZ" if is_shenzhen else "SH", code, company, index)


def etf_sightings(etf: Etf) -> Iterator[Sighting]:
    """Its official name, and the exchange's: `白酒ETF` until spring 2026, `白酒ETF华夏` since."""
    official = f"{etf.company}{etf.tracked.name}ETF"
    short = f"{etf.tracked.sector}ETF"
    for day, traded in ((THEN, short), (NOW, f"{short}{etf.company}")):
        known = (Kind.FUND, etf.market, etf.code)
        about = ("指数型-股票", f"{etf.tracked.name}指数")
        yield Sighting(day, "fundcode_search", *known, official, NameKind.OFFICIAL, *about)
        yield Sighting(day, "exchange_list", *known, traded, NameKind.EXCHANGE_SHORT, *about)


def feeder_sightings(followed: Sequence[Etf], random: Random) -> Iterator[Sighting]:
    """Two classes of a feeder for each ETF."""
    code = count(30_001)
    for etf in followed:
        for share_class in "AC":
            name = f"{etf.company}{etf.tracked.name}ETF联接{share_class}"
            tracked = f"{etf.tracked.name}指数"
            yield from _listed(f"{next(code):06}", name, _FEEDER_TYPE, random, tracked)


def fund_sightings(n: int, companies: Sequence[str], random: Random) -> Iterator[Sighting]:
    """The classes of so many funds, each of one to four."""
    themes = list(product(FIRST, SECOND))
    codes, listed_codes = count(1), count(160_001)
    per_company = -(-n // len(companies))
    kept = ((who, what) for who in companies for what in random.sample(themes, per_company))
    for company, theme in islice(kept, n):
        structure, fund_type = random.choice(STRUCTURES)
        numbers = listed_codes if "LOF" in structure else codes
        for share_class in random.choice(CLASSES) or ("",):
            name = f"{company}{''.join(theme)}{structure}{share_class}"
            yield from _listed(f"{next(numbers):06}", name, fund_type, random)


def _listed(
    code: str, name: str, fund_type: str, random: Random, tracked: str | None = None
) -> Iterator[Sighting]:
    seen, is_renamed = random.random(), random.random() < RENAMED
    names = {THEN: _former(name) if is_renamed else name, NOW: name}
    days = [NOW] if seen < IS_NEW else [THEN] if seen > 1 - IS_GONE else [THEN, NOW]
    known = ("fundcode_search", Kind.FUND, "OTCFUND", code)
    for day in days:
        yield Sighting(day, *known, names[day], NameKind.OFFICIAL, fund_type, tracked)


def _former(name: str) -> str:
    """What it was called: of another type, without the class letter that came with a second one."""
    if "混合" in name and "灵活" not in name:
        return name.replace("混合", "灵活配置混合")
    if "债券" in name:
        return name.replace("纯债债券", "纯债").replace("持有债券", "持有债")
    return name.removesuffix("A")
