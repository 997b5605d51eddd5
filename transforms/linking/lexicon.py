"""What linking knows beside the registry: words that are names and words, and what people say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from transforms.linking.form import name_form


@dataclass(frozen=True)
class Lexicon:
    """The small lists of data/reference that are handed to the linker as values.

    `companies`: short name by alias (易方达基金, 易方达 → 易方达). `common_words`: names that are
    also words, with the reason: they count only where the context says so. `nicknames`: codes by
    what people call them, those that are no fund's with their kind (stock|600519), those that an
    exchange lists so with its market (SZ|162411): that class alone is meant, else any of the fund.
    `indexes`: index names that people use, to their key `market|code`.
    """

    companies: Mapping[str, str] = field(default_factory=dict)
    common_words: Mapping[str, str] = field(default_factory=dict)
    nicknames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)

    def index_name(self, market: str, code: str) -> str | None:
        """The name that people use for an index, the first one of the list."""
        key = f"{market}|{code}"
        return next((name for name, named in self.indexes.items() if named == key), None)

    def nicknames_of(self, code: str) -> tuple[str, ...]:
        """What people call the fund of this code, sorted."""
        stated = {code, *(f"{market}|{code}" for market in ("SH", "SZ"))}
        return tuple(sorted(name for name, of in self.nicknames.items() if stated & set(of)))

    def folded(self) -> "Lexicon":
        """The lexicon by the forms in which texts are looked at: 德国dax, 中国互联."""
        return replace(
            self,
            companies={name_form(name): company for name, company in self.companies.items()},
            common_words={name_form(name): why for name, why in self.common_words.items()},
            indexes={name_form(name): key for name, key in self.indexes.items()},
        )
