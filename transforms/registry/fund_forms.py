"""The short forms of one fund's name, made of its parts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.funds.names import NameParts
from transforms.registry.ordinary import is_telling
from transforms.registry.themes import is_plain, spoken_themes

_INDEX_HOUSES = frozenset(("中证", "国证", "上证", "深证", "全指", "标普中国"))


class Forms(NamedTuple):
    """Short forms without a share class, and those to which the class letter is added."""

    plain: tuple[str, ...]
    classed: tuple[str, ...] = ()


def fund_forms(name: NameParts, spellings: Sequence[str]) -> Forms:
    """The forms of a name whose company, its own or known otherwise, is written in these ways."""
    if name.theme is None:  # all of a company's money funds, not one: 南方货币基金
        return Forms(())
    if "REIT" in name.structure:
        return _reit(name.theme, spellings)
    if "ETF" in name.structure:
        return etf_forms(name.theme, spellings)
    if name.company is None and "LOF" in name.structure:
        return Forms(tuple(_listed_open(name, spellings)))
    return _behind(spellings, _open_fund(name))


def etf_forms(theme: str, spellings: Sequence[str]) -> Forms:
    """Forms of an ETF: both orders, with and without company, index house and 指数."""
    themes = [way for way in spoken_themes(theme) if "ETF" not in way and way not in spellings]
    alone = [f"{way}{end}" for way in themes for end in ("ETF", "指数ETF")]
    first = [f"{company}{form}" for company in spellings for form in alone]
    last = [f"{way}ETF{company}" for company in spellings for way in themes]
    bare = [f"{company}{way}" for company in spellings for way in themes if _is_index(way)]
    return Forms((*alone, *first, *last, *bare))


def feeder_forms(etf_theme: str, spellings: Sequence[str]) -> Forms:
    """Forms of a feeder, of its ETF's exchange name: 豆粕ETF联接, 华夏豆粕ETF联接."""
    alone = [f"{way}ETF联接" for way in spoken_themes(etf_theme) if "ETF" not in way]
    forms = (*alone, *(f"{company}{form}" for company in spellings for form in alone))
    return Forms((*forms, *(f"{form}基金" for form in forms)), forms)


def _is_index(theme: str) -> bool:
    """Whether a company before it makes a fund of it: 华夏沪深300, 易方达创业板; not 国泰芯片."""
    return theme.startswith(("恒生", "创业板", "科创", "纳指", "标普", "MSCI")) or any(
        character.isdigit() for character in theme
    )


def _reit(theme: str, spellings: Sequence[str]) -> Forms:
    ends = ("REIT", "REITs")
    alone = [f"{theme}{end}" for end in ends if len(theme) > 3]
    first = [f"{company}{theme}{end}" for company in spellings for end in ends]
    return Forms((*alone, *first))


def _listed_open(name: NameParts, spellings: Sequence[str]) -> Iterator[str]:
    """A LOF's exchange name with its company, and without LOF where it begins with it: 华宝油气."""
    theme = name.theme or ""
    for company in spellings:
        if theme.startswith(company):
            yield theme
        else:
            yield f"{company}{theme}LOF"


def _behind(spellings: Sequence[str], body: Forms) -> Forms:
    plain = [form for form in body.plain if spellings and is_telling(spellings[0], form)]
    return Forms(
        tuple(f"{way}{form}" for way in spellings for form in plain),
        tuple(f"{way}{form}" for way in spellings for form in body.classed),
    )


def _open_fund(name: NameParts) -> Forms:
    """The bodies, without company, of an open fund that no exchange has named."""
    words = name.structure
    if "ETF联接" in words or "联接" in words:
        return _index_bodies(name, ("ETF联接", "联接", ""))
    if "增强" in words:
        return _index_bodies(name, ("指数增强", "增强", "指增"))
    if "指数" in words:
        return _index_bodies(name, ("指数", ""))
    return _active_bodies(name)


def _index_bodies(name: NameParts, ends: tuple[str, ...]) -> Forms:
    themes = [way for way in spoken_themes(name.theme or "") if way not in _INDEX_HOUSES]
    bodies = [f"{way}{end}" for way in themes for end in ends]
    with_fund = [f"{way}{ends[0]}基金" for way in themes]
    return Forms((name.core, *bodies, *with_fund), (name.core, *bodies))


def _active_bodies(name: NameParts) -> Forms:
    theme = name.theme or ""
    sort = next((word for word in name.structure if word in ("混合", "股票", "债券", "货币")), "")
    written = "债" if sort == "债券" and not theme.endswith("债") else sort
    bodies = [name.core, f"{theme}{sort}", f"{theme}{written}"]
    if sort == "债券" and is_plain(theme):
        return Forms(tuple(bodies), (f"{theme}{sort}",))
    if sort not in ("债券", "货币"):  # of these people say 债 and 货币, not 基金
        bodies.append(f"{theme}基金")
    return Forms((*bodies, theme), (theme, f"{theme}{sort}"))
