"""A small registry by hand: what the tables' rows are tried on."""

from collections import defaultdict
from datetime import date

from transforms.linking.lexicon import Lexicon
from transforms.linking.linker import Linker
from transforms.registry.alias import Alias
from transforms.registry.registry import Fund, Key, Registry
from transforms.registry.sighting import Kind, NameKind

RENAMED = date(2026, 3, 5)


def alias(
    name: str,
    code: str,
    market: str = "OTCFUND",
    kind: Kind = Kind.FUND,
    name_kind: NameKind = NameKind.OFFICIAL,
    valid: tuple[date | None, date | None] = (None, None),
) -> Alias:
    seen = valid[1] or date(2026, 8, 15)
    first = valid[0] or date(2020, 3, 19)
    return Alias(name, kind, market, code, name_kind, first, seen, *valid, ("reference",))


def gold(code: str, share_class: str) -> Fund:
    return Fund(
        market="OTCFUND",
        code=code,
        fund_id="000216",
        share_class=share_class,
        company="华安",
        fund_type="指数型-其他",
        tracked_index="黄金9999",
        feeder_of="518880",
    )


FUNDS = [
    gold("000216", "A"),
    gold("000217", "C"),
    Fund("SH", "518880", "518880", company="华安", tracked_index="黄金9999"),
    Fund("SZ", "159934", "159934", company="易方达", tracked_index="黄金9999"),
]
ALIASES = [
    alias("华安黄金易ETF联接A", "000216", valid=(None, RENAMED)),
    alias("华安黄金ETF联接A", "000216", valid=(RENAMED, None)),
    alias("华安黄金易ETF联接C", "000217", valid=(None, RENAMED)),
    alias("华安黄金ETF联接C", "000217", valid=(RENAMED, None)),
    *(
        alias("华安黄金联接", code, name_kind=NameKind.GENERATED, valid=(None, None))
        for code in ("000216", "000217")
    ),
    alias("黄金ETF", "518880", "SH", name_kind=NameKind.EXCHANGE_SHORT),
    alias("黄金ETF", "159934", "SZ", name_kind=NameKind.EXCHANGE_SHORT),
    alias("贵州茅台", "600519", "SH", Kind.STOCK, NameKind.EXCHANGE_SHORT),
    alias("上证指数", "000001", "SH", Kind.INDEX, NameKind.SHORT),
]


def registry(*more: Alias) -> Registry:
    """The registry of these funds, and of more names."""
    names: dict[Key, list[Alias]] = defaultdict(list)
    for one in (*ALIASES, *more):
        if one.name_kind is not NameKind.GENERATED:
            names[one.kind, one.market, one.code].append(one)
    return Registry(
        version="2026-08-15-test",
        aliases=(*ALIASES, *more),
        funds={fund.code: fund for fund in FUNDS},
        companies=("华安", "易方达"),
        classes={"000216": ("000216", "000217"), "518880": ("518880",), "159934": ("159934",)},
        names={key: tuple(of_key) for key, of_key in names.items()},
    )


def linker(*more: Alias) -> Linker:
    """Its linker."""
    indexes = {"中证白酒": "SZ|399997", "白酒指数": "SZ|399997"}
    return Linker(registry(*more), Lexicon(companies={"华安基金": "华安"}, indexes=indexes))
