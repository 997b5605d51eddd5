"""The registry as of one day: every name and what is known of every fund."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind

Key = tuple[Kind, str, str]  # kind, market, code


@dataclass(frozen=True, slots=True)
class Fund:
    """What is known of one fund code, by the newest list that tells it; None where none does.

    `fund_id` is the same for all share classes of one fund: the code of the class that was listed
    first, of several at once A or none. `feeder_of` is the code of the ETF that a feeder holds.
    """

    market: str
    code: str
    fund_id: str
    share_class: str | None = None
    currency: str | None = None
    company: str | None = None
    fund_type: str | None = None
    tracked_index: str | None = None
    feeder_of: str | None = None
    is_listed: bool = True


def fund_id_of(code: str, funds: Mapping[str, Fund]) -> str:
    """The fund that a code is a class of; of a code that no list has, the code."""
    fund = funds.get(code)
    return fund.fund_id if fund else code


@dataclass(frozen=True)
class Registry:
    """All aliases and funds known as of a day.

    `version` names this state: the same aliases and funds, the same version.
    `funds` is by code: among funds a code is given once. `classes` has the codes of every fund_id,
    sorted.
    """

    version: str
    aliases: tuple[Alias, ...]
    funds: Mapping[str, Fund] = field(default_factory=dict)
    companies: tuple[str, ...] = ()
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[Key, tuple[Alias, ...]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Key, ...]]:
        """What every code is listed as, sorted; 19 % of the codes of A-shares are also funds."""
        keys: dict[str, list[Key]] = defaultdict(list)
        for key in self.names:
            keys[key[2]].append(key)
        return {code: tuple(sorted(listed)) for code, listed in keys.items()}

    def name_at(self, kind: Kind, market: str, code: str, day: date | None) -> str | None:
        """The official name on the day, else the exchange's; None where none is known."""
        names = self.names.get((kind, market, code), ())
        known = [alias for alias in names if alias.is_current(day)]
        return known[0].name if known else None

    def name_now(self, kind: Kind, market: str, code: str) -> str | None:
        """The name in the newest list, also of a code that is gone.

        Of an index the first one: lists do not rename it, each writes it in its own way.
        """
        known = self.names.get((kind, market, code), ())
        if kind is Kind.INDEX and known:
            return known[0].name
        return max(known, key=lambda alias: alias.last_seen).name if known else None


EMPTY = Registry("", ())
