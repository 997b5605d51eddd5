"""Short forms that people write, made of the parts of registered names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.fold import fold
from transforms.funds.companies import Companies, companies_of
from transforms.funds.names import NameParts, parts
from transforms.registry.alias import Alias
from transforms.registry.fund_forms import Forms, feeder_forms, fund_forms
from transforms.registry.prefixes import unique_stems
from transforms.registry.registry import Fund, fund_id_of
from transforms.registry.sighting import Kind, NameKind
from transforms.registry.stock_forms import stock_forms
from transforms.registry.united import Made, united

_MADE_OF = frozenset((NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT))
_SHORTEST = 3  # of a fund: two characters are words
# Kinds of funds, none of which is one.
_PLAIN = frozenset(
    f"{sort}{end}"
    for sort in ("指数", "股票", "混合", "债券", "货币", "分级", "行业", "主题", "宽基", "境外")
    for end in ("ETF", "基金", "LOF", "指数ETF", "ETF联接", "ETF联接基金")
)


class _Named(NamedTuple):
    """A fund's alias, the parts of its name, and all ways to write the company that runs it."""

    alias: Alias
    name: NameParts
    company: str
    spellings: tuple[str, ...]


def generated(
    aliases: Iterable[Alias], funds: Mapping[str, Fund], companies: Sequence[str] | Companies
) -> Iterator[Alias]:
    """Short forms of funds' and stocks' names, each once a code, with the dates of those names.

    Forms that several codes share are given for each of them. None is listed as a name of its code
    at all its times, and none is the name of something that is no fund.
    """
    known = companies_of(companies)
    given = [alias for alias in aliases if alias.name_kind in _MADE_OF]
    stocks = list(_stock_aliases(given, frozenset(known.names)))
    yield from stocks
    named = [_named(alias, funds, known) for alias in given if alias.kind is Kind.FUND]
    taken = _taken([*given, *stocks], known)
    yield from united(_fund_aliases(named, funds, taken), given)


def _named(alias: Alias, funds: Mapping[str, Fund], companies: Companies) -> _Named:
    name = parts(alias.name, companies)
    fund = funds.get(alias.code)
    company = name.company or (fund.company if fund else None) or ""
    ways = companies.spellings(company)
    # Nobody writes 东方红资管 before a fund's name unless the name itself does.
    usual = [way for way in ways if not way.endswith("资管") or alias.name.startswith(way)]
    return _Named(alias, name, company, tuple(usual))


def _taken(aliases: Iterable[Alias], companies: Companies) -> frozenset[str]:
    """What no fund's short form may be: names of anything else, of companies, of kinds of funds.

    Funds of Hong Kong (Kind.OTHER) leave their names to those that people call so.
    """
    funds = (Kind.FUND, Kind.OTHER)
    others = {fold(alias.name) for alias in aliases if alias.kind not in funds}
    return (
        _PLAIN
        | others
        | {f"{name}{end}" for name in companies.names for end in ("", "基金", "ETF")}
    )


def _stock_aliases(aliases: Iterable[Alias], taken: frozenset[str]) -> Iterator[Alias]:
    stocks = [alias for alias in aliases if alias.kind is Kind.STOCK]
    forms = ((alias, form) for alias in stocks for form in stock_forms(alias.name))
    return united(((alias, form) for alias, form in forms if form not in taken), stocks)


def _fund_aliases(
    named: Sequence[_Named], funds: Mapping[str, Fund], taken: frozenset[str]
) -> Iterator[Made]:
    made: dict[tuple[str, str], Forms] = {}
    of_etf = _exchange_themes(named)
    stems = unique_stems(_themes(named, funds), _active(named))
    for one in named:
        if one.name.is_back_end:
            continue
        key = (one.name.base, one.company)
        if key not in made:
            made[key] = _forms(one, stems)
        yield from _with_class(one, made[key], taken)
        for etf in _fed_themes(one, of_etf.get(_etf_of(one, funds), ())):
            yield from _with_class(one, feeder_forms(etf, one.spellings), taken)


def _forms(one: _Named, stems: Mapping[tuple[str, str], tuple[str, ...]]) -> Forms:
    plain, classed = fund_forms(one.name, one.spellings)
    short = [
        f"{company}{stem}"
        for stem in stems.get((one.company, one.name.theme or ""), ())
        for company in one.spellings
    ]
    return Forms((*plain, *short, *(f"{form}基金" for form in short)), (*classed, *short))


def _with_class(one: _Named, forms: Forms, taken: frozenset[str]) -> Iterator[Made]:
    share, currency = one.name.share_class, one.name.currency
    ways = [] if _is_part(one.name) else list(forms.plain)
    if share and currency in (None, "CNY"):  # of the classes in dollars no letter is said alone
        ways += [f"{form}{share}" for form in forms.classed]
    for form in dict.fromkeys(ways):
        if len(form) >= _SHORTEST and form not in taken:
            yield one.alias, form


def _exchange_themes(named: Iterable[_Named]) -> dict[str, set[str]]:
    """The themes under which each ETF was traded: 518880 → 黄金."""
    themes: dict[str, set[str]] = defaultdict(set)
    for one in named:
        if one.alias.name_kind is NameKind.EXCHANGE_SHORT and "ETF" in one.name.structure:
            themes[one.alias.code].add(one.name.theme or "")
    return themes


def _etf_of(one: _Named, funds: Mapping[str, Fund]) -> str:
    fund = funds.get(one.alias.code)
    return (fund.feeder_of if fund else None) or ""


def _is_part(name: NameParts) -> bool:
    """Whether it is one of the two parts of a graded fund, which the fund's name does not mean."""
    return "分级" in name.structure and name.share_class is not None


def _fed_themes(one: _Named, of_etf: Iterable[str]) -> list[str]:
    """What a feeder's ETF is called, there and in the feeder's own name: 消费, 中证主要消费."""
    own = [one.name.theme or ""] if "ETF联接" in one.name.structure else []
    return sorted({*of_etf, *own})


def _themes(named: Iterable[_Named], funds: Mapping[str, Fund]) -> dict[str, dict[str, set[str]]]:
    themes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in named:
        themes[one.company][one.name.theme or ""].add(fund_id_of(one.alias.code, funds))
    return themes


def _active(named: Iterable[_Named]) -> set[tuple[str, str]]:
    """Company and theme of the funds that are not named for an index."""
    of_index = {"指数", "ETF", "ETF联接", "联接", "增强", "REIT"}
    return {
        (one.company, one.name.theme)
        for one in named
        if one.name.theme and one.name.company and of_index.isdisjoint(one.name.structure)
    }
