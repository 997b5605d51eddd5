"""Which fund codes are share classes of one fund.

Over the 27,469 codes listed in 2026-08 with their former names: 14,723 funds, none with two codes
of one class and currency, one of two types (its list says so of A and C), none of two tracked
indexes; of 30,100 codes since 2020 16,272. `uv run python -m tests.transforms.funds.measure`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from transforms.funds.companies import Companies
from transforms.funds.listing import Listing
from transforms.funds.share_classes import ShareClass, share_class

_Group = list[ShareClass]
_Keys = tuple[Hashable, ...]
_Numbers = defaultdict[Hashable, set[int]]
_Item = TypeVar("_Item", ShareClass, _Group)


def fund_ids(
    listings: Iterable[Listing], companies: Sequence[str] | Companies = ()
) -> dict[str, str]:
    """The fund_id of every code: the code of the fund's class that was listed first.

    Of several at once A or none goes first, then yuan before dollars, then the lowest code.
    Put together are codes of one name without class and currency, then those that differ in 发起,
    QDII, LOF or FOF alone; then classes that stand apart with the one fund that once bore their
    name, or whose name only says otherwise what sort of fund it is. Never two codes of one class
    and currency; and of different names none of two types.
    """
    classes = [share_class(listing, companies) for listing in sorted(listings)]
    groups = [group for same in _by(classes, lambda one: one.base) for group in _apart(same)]
    groups = [group for same in _by(groups, _loose) for group in _together(same)]
    groups = _rejoined(groups, lambda one: one.loose, _is_apart)
    groups = _rejoined(groups, lambda one: (one.bare,), _is_later)
    return {one.listing.code: _id(group) for group in groups for one in group}


def _loose(group: _Group) -> Hashable:
    return group[0].loose[0]


def _by(items: Iterable[_Item], key: Callable[[_Item], Hashable]) -> list[list[_Item]]:
    same: defaultdict[Hashable, list[_Item]] = defaultdict(list)
    for item in items:
        same[key(item)].append(item)
    return list(same.values())


def _apart(same: _Group) -> list[_Group]:
    """The funds among codes of one name: the listed and the gone ones where they do not fit."""
    if len({one.slot for one in same}) == len(same):
        return [same]
    listed = [one for one in same if one.listing.is_listed]
    gone = [one for one in same if not one.listing.is_listed]
    if listed and gone:
        return [*_apart(listed), *_apart(gone)]
    return _ranked(same)


def _ranked(same: _Group) -> list[_Group]:
    """First A with first C, second A with second C; every code alone where the counts differ."""
    slots = _by(same, lambda one: one.slot)
    if len({len(codes) for codes in slots}) > 1:
        return [[one] for one in same]
    return [list(group) for group in zip(*slots, strict=True)]


def _together(same: list[_Group]) -> list[_Group]:
    """One fund of all groups where they fit, else the groups as they are."""
    classes = [one for group in same for one in group]
    return [classes] if _are_one(classes) else same


def _are_one(classes: Sequence[ShareClass]) -> bool:
    """Whether codes may be one fund: no two of the same class and currency, one type at most."""
    types = {one.listing.fund_type for one in classes} - {None}
    return len({one.slot for one in classes}) == len(classes) and len(types) <= 1


def _rejoined(
    groups: list[_Group], keys: Callable[[ShareClass], _Keys], may_move: Callable[[_Group], bool]
) -> list[_Group]:
    """Funds that may be classes of another one put to the one that has a key of theirs.

    Lists are of different days and of parts of the market, so that one class may be known by its
    new name and another by the old one only; and a class launched later is often named anew.
    The first key of a class is that of its newest name; two former names are no evidence, nor is
    a name that three funds bore.
    """
    now, ever = _bearers(groups, keys)
    funds = [list(group) for group in groups]
    for number, group in enumerate(groups):
        if not may_move(group):
            continue
        own = keys(group[0])
        shared = [key for key in own if len(ever[key]) == 2 and (key == own[0] or now[key])]
        others = {other for key in shared for other in ever[key]} - {number}
        if len(others) == 1:
            _join(funds, number, others.pop())
    return [fund for fund in funds if fund]


def _is_later(group: _Group) -> bool:
    return all(one.is_later for one in group)


def _is_apart(group: _Group) -> bool:
    return len(group) == 1 or _is_later(group)


def _bearers(
    groups: Sequence[_Group], keys: Callable[[ShareClass], _Keys]
) -> tuple[_Numbers, _Numbers]:
    """By key the numbers of the groups that have it by their newest names, and by any."""
    now: _Numbers = defaultdict(set)
    ever: _Numbers = defaultdict(set)
    for number, group in enumerate(groups):
        for own in map(keys, group):
            now[own[0]].add(number)
            for key in own:
                ever[key].add(number)
    return now, ever


def _join(funds: list[_Group], number: int, other: int) -> None:
    """Empties the first into the other where they fit and the other was not moved itself."""
    if funds[other] and _are_one([*funds[other], *funds[number]]):
        funds[other].extend(funds[number])
        funds[number] = []


def _id(group: _Group) -> str:
    return min(group, key=lambda one: one.order).listing.code
