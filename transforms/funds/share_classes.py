"""A fund code as grouping sees it: which class it is, and under which keys it meets the others."""

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from transforms.funds.companies import Companies
from transforms.funds.etfs import desk
from transforms.funds.listing import Listing
from transforms.funds.names import NameParts, parts

# Said of one class and left out of another: 红土精选混合(LOF)A and 红土精选混合C.
_LOOSE_WORDS = ("发起式", "发起", "QDII", "LOF", "FOF")
# Left out or said otherwise of a class that was launched later: 短债A, 短债债券E; 持有, 持有期.
_SORT = re.compile(
    r"混合|股票|债券?|指数|灵活配置|(?<=[年月])定开|(?<=定)期(?=开)|(?<=开)放|(?<=持有)期|[型式]"
)


class ShareClass(NamedTuple):
    """One code. `slot` tells the classes of one fund apart: class, currency, side.

    `base`: the newest name without them; `loose`: keys of all its names, the newest first, without
    发起, QDII, LOF, FOF; `bare`: that of the newest name without what sort of fund it is.
    """

    listing: Listing
    share_class: str | None
    currency: str | None
    slot: Hashable
    base: str
    loose: tuple[Hashable, ...]
    bare: Hashable

    @property
    def is_later(self) -> bool:
        """Whether it is no class that funds begin with: these have none, or A."""
        return (self.share_class or "A")[0] != "A"

    @property
    def order(self) -> tuple[object, ...]:
        """The class listed first comes first; of several at once A or none, and that in yuan."""
        is_foreign = self.currency not in (None, "CNY")
        return self.listing.first_seen, self.is_later, is_foreign, self.listing.code


def share_class(listing: Listing, companies: Sequence[str] | Companies) -> ShareClass:
    """The class that a code is by its newest name."""
    said = [parts(name, companies) for name in listing.names]
    newest = said[0]
    side = newest.settlement, newest.is_back_end, desk(newest, listing.code)
    return ShareClass(
        listing=listing,
        share_class=newest.share_class,
        currency=newest.currency,
        slot=(newest.share_class, newest.currency, *side),
        base=newest.base,
        loose=tuple(dict.fromkeys(_loose(one) for one in said)),
        bare=(newest.company, _SORT.sub("", newest.core)),
    )


def _loose(said: NameParts) -> Hashable:
    core = said.core
    for word in _LOOSE_WORDS:
        core = core.replace(word, "")
    return said.company, core
