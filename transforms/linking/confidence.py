"""How sure a link is: ranks from 0 to 1 that put links in order, not measured probabilities.

All 258 links to funds that the shared sets could judge were right, on every rung (November 2026):
they tell no rung from another, only how many funds a link leaves open.
"""

from transforms.linking.link import Candidate, Hit
from transforms.registry.sighting import NameKind

# Of methods that state the code.
_STATED = {"cashtag": 1.0, "code": 0.99}
# A name with its code beside it, or that a cashtag of the same text states.
_CONFIRMED = 0.99
_BY_NAME = {
    NameKind.OFFICIAL: 0.98,
    NameKind.EXCHANGE_SHORT: 0.95,
    NameKind.SHORT: 0.93,
    NameKind.NICKNAME: 0.85,
    NameKind.LEARNED: 0.85,
    NameKind.GENERATED: 0.8,
}
# A former name may have passed to what is not in the lists.
_FORMER = 0.95
# One fund has A500ETF as its short name, and thirty are called so: the list's fund is the answer,
# below a short form that only one fund has, above one that leaves two funds open.
_SHARED = 0.7


def confidence(hit: Hit, surest: Candidate, n_meanings: int, *, is_shared: bool) -> float:
    """The rank of a link: by its method, its sort of name, and shared among what it may mean.

    `is_shared`: what is one fund's name is what people call others, too.
    """
    if hit.method in _STATED:
        rank = _STATED[hit.method]
    elif hit.is_confirmed:
        rank = _CONFIRMED
    else:
        rank = _BY_NAME[surest.name_kind] * (1 if surest.is_current else _FORMER)
        rank *= _SHARED if is_shared else 1
    return round(rank / max(n_meanings, 1), 3)
