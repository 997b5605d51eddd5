"""Which ETF a feeder fund holds, by the index that both track and by what both are called.

Of 983 feeders listed in 2026-08 977 are linked, with names and tracked indexes of one list alone
952 of 985; a reading of the same lists by others (997 feeders by narrower groups) says the same of
977, nothing of 19 and more of one, where index and name say different things.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from transforms.funds.companies import Companies
from transforms.funds.etfs import desk, is_etf, is_feeder
from transforms.funds.indexes import index_form
from transforms.funds.listing import Listing
from transforms.funds.names import parts

# Index makers and filling that exchange names leave out: 国泰中证全指家电ETF联接, 家电ETF国泰.
_FILLING = re.compile(
    r"中证|国证|上证|深证|沪深(?=\d)|全指|主题|产业|行业|成份|指数|策略|板|自由(?=现金流)"
)
_Key = tuple[str | None, str, bool]
_Etfs = defaultdict[_Key, set[str]]


def feeders(
    listings: Iterable[Listing], ids: Mapping[str, str], companies: Sequence[str] | Companies = ()
) -> dict[str, str]:
    """The ETF of every feeder code that has one ETF alone; all classes of a fund have the same.

    Asked are the company's ETFs on the same index and, apart from that, those that ever bore the
    feeder's name. Where both know some, what they share counts. `ids`: fund_id of every code.
    """
    funds: defaultdict[str, list[Listing]] = defaultdict(list)
    etfs = _Shelf()
    for listing in sorted(listings):
        said = parts(listing.names[0], companies)
        if is_feeder(said):
            funds[ids[listing.code]].append(listing)
        elif is_etf(said, listing.code) and not desk(said, listing.code):
            etfs.add(listing, companies)
    held = {fund: etfs.held_by(classes, companies) for fund, classes in funds.items()}
    return {one.code: etf for fund, etf in held.items() if etf for one in funds[fund]}


class _Shelf:
    """The ETFs of all companies by what they track and by what they were ever called."""

    def __init__(self) -> None:
        self._by_index: _Etfs = defaultdict(set)
        self._by_name: _Etfs = defaultdict(set)
        self._by_stem: _Etfs = defaultdict(set)
        self._listed: set[str] = set()

    def add(self, etf: Listing, companies: Sequence[str] | Companies) -> None:
        """Puts an ETF on the shelf."""
        themes = _themes(etf, companies)
        for shelf, keys in (
            (self._by_index, _indexes(etf, companies)),
            (self._by_name, themes),
            (self._by_stem, _stems(themes)),
        ):
            for key in keys:
                shelf[key].add(etf.code)
        if etf.is_listed:
            self._listed.add(etf.code)

    def held_by(
        self, classes: Sequence[Listing], companies: Sequence[str] | Companies
    ) -> str | None:
        """The one ETF that a feeder with these classes holds."""
        indexes = {key for one in classes for key in _indexes(one, companies)}
        themes = {key for one in classes for key in _themes(one, companies)}
        by_index = self._found(self._by_index, indexes)
        by_name = self._found(self._by_name, themes) or self._found(self._by_stem, _stems(themes))
        found = by_index & by_name if by_index and by_name else by_index | by_name
        return found.pop() if len(found) == 1 else None

    def _found(self, shelf: _Etfs, keys: Iterable[_Key]) -> set[str]:
        """The listed ones of the ETFs under the keys, all where none is."""
        etfs = {etf for key in keys for etf in shelf.get(key, ())}
        return etfs & self._listed or etfs


def _indexes(one: Listing, companies: Sequence[str] | Companies) -> set[_Key]:
    """Company, index, and whether the fund means to beat it: two ETFs of many companies."""
    if not one.tracked_index:
        return set()
    index = index_form(one.tracked_index)
    said = [parts(name, companies) for name in one.names]
    return {(name.company, index, "增强" in name.structure) for name in said if name.company}


def _themes(one: Listing, companies: Sequence[str] | Companies) -> set[_Key]:
    """Company and theme of all its names that are an ETF's or a feeder's."""
    said = [parts(name, companies) for name in one.names]
    return {
        (name.company, name.theme, "增强" in name.structure)
        for name in said
        if name.company and name.theme and ("ETF" in name.structure or is_feeder(name))
    }


def _stems(themes: Iterable[_Key]) -> set[_Key]:
    return {
        (company, _FILLING.sub("", index_form(theme)) or theme, enhanced)
        for company, theme, enhanced in themes
    }
