"""Beginnings of active funds' themes that name one fund of their company, or very few."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from transforms.registry.ordinary import WORD_COMPANIES, is_telling
from transforms.registry.themes import bare_stem, is_plain, stems

# A beginning that more funds share is no name any more. Company and two characters are unique for
# 66 % of all funds, three for 88 % (funds.md §2).
_MOST_SHARED = 3
_PAST_ANY = "\U0010ffff"

Theme = tuple[str, str]  # company, theme
Ids = Mapping[str, Mapping[str, set[str]]]  # of funds, by company and theme


def unique_stems(themes: Ids, active: Iterable[Theme]) -> dict[Theme, tuple[str, ...]]:
    """The stems to use, by company and theme.

    `themes`: those of all funds that ever were; `active`: those that are not named for an index.
    """
    proposed = {one: [stem for stem in stems(one[1]) if _is_name(one[0], stem)] for one in active}
    funds = _sharing(proposed, themes)
    ordered = {company: sorted(of_company) for company, of_company in themes.items()}

    def names(company: str, theme: str, stem: str) -> bool:
        ids = themes[company]
        if company in WORD_COMPANIES:
            return len(_beginning(ordered[company], ids, stem)) == 1
        return ids[theme] <= funds[company, stem] and len(funds[company, stem]) <= _MOST_SHARED

    return {
        (company, theme): tuple(stem for stem in ways if names(company, theme, stem))
        for (company, theme), ways in proposed.items()
    }


def _is_name(company: str, stem: str) -> bool:
    """Whether the stem is more than a general word, where the company is a word itself."""
    return is_telling(company, stem) and not (company in WORD_COMPANIES and is_plain(stem))


def _sharing(proposed: Mapping[Theme, Iterable[str]], themes: Ids) -> dict[Theme, set[str]]:
    """The funds that share a company and stem: those that lost an empty word alone, if any did."""
    bare: dict[Theme, set[str]] = defaultdict(set)
    every: dict[Theme, set[str]] = defaultdict(set)
    for (company, theme), ways in proposed.items():
        for stem in ways:
            every[company, stem] |= themes[company][theme]
            if stem == bare_stem(theme):
                bare[company, stem] |= themes[company][theme]
    return {key: bare.get(key) or ids for key, ids in every.items()}


def _beginning(ordered: list[str], ids: Mapping[str, set[str]], stem: str) -> set[str]:
    """The funds of a company whose theme begins so."""
    start, end = bisect_left(ordered, stem), bisect_left(ordered, stem + _PAST_ANY)
    return {one for theme in ordered[start:end] for one in ids[theme]}
