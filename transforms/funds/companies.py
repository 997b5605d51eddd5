"""Which fund company a name begins or ends with, found in one look at any number of companies."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

# Exchange names end in their company since spring 2026: 芯片ETF华夏, 现金流ETF800鹏华.
_LISTED = re.compile(r"(?:ETF|LOF|REIT)s?\d*$")
# Words that begin as a company does: themes of exchange names without a company (国开债ETF).
_OTHER_WORDS = ("国开债", "国开行", "长江保护", "长江经济")


class Companies:
    """Company names as fund names write them, each with the short name that it stands for."""

    def __init__(self, short_names: Mapping[str, str]):
        self._short_names = dict(short_names)
        self._lengths = sorted({len(name) for name in short_names if name}, reverse=True)
        self._spellings: dict[str, tuple[str, ...]] = {}
        for name, short in sorted(short_names.items(), key=lambda pair: pair[0] != pair[1]):
            self._spellings[short] = (*self._spellings.get(short, ()), name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names that are looked for."""
        return tuple(self._short_names)

    def prefix(self, name: str) -> str | None:
        """The longest company name that this one begins with, as it stands there."""
        if name.startswith(_OTHER_WORDS):
            return None
        beginnings = (name[:length] for length in self._lengths)
        return next((one for one in beginnings if one in self._short_names), None)

    def suffix(self, name: str) -> str | None:
        """The longest company name at the end of an exchange name, right behind ETF or LOF."""
        for length in self._lengths:
            end = name[-length:]
            if end in self._short_names and _LISTED.search(name[:-length]):
                return end
        return None

    def short(self, written: str) -> str:
        """The short name of a company that is written so: 工银 → 工银瑞信."""
        return self._short_names[written]

    def spellings(self, short: str) -> tuple[str, ...]:
        """All ways to write a company, the short name first: 工银瑞信 → 工银瑞信, 工银."""
        return self._spellings.get(short, ())


@lru_cache(maxsize=8)
def _of_names(names: tuple[str, ...]) -> Companies:
    return Companies({name: name for name in names})


def companies_of(companies: Sequence[str] | Companies) -> Companies:
    """The companies to look for; of plain names each stands for itself."""
    return companies if isinstance(companies, Companies) else _of_names(tuple(companies))
