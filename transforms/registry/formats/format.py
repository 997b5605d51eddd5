"""What a format is: the columns that tell it, and its rows as sightings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.registry.formats.lines import Line
from transforms.registry.sighting import Sighting

# Of a line, on the day of the list (of the line, where it has days of its own), from a source.
Reader = Callable[[Line, date, str], Iterable[Sighting]]


@dataclass(frozen=True, slots=True)
class Format:
    """One sort of list.

    `columns` tell it, `only` those where the same columns are part of other lists. `source` is
    written to its sightings. `has_days`: each line tells its own days. `is_by_code`: a code has
    one line. `among` chooses among the sightings of a whole list.
    """

    name: str
    source: str
    columns: frozenset[str]
    read: Reader
    only: bool = False
    has_days: bool = False
    is_by_code: bool = True
    among: Callable[[Sequence[Sighting]], Sequence[Sighting]] | None = None

    def fits(self, header: Iterable[str]) -> bool:
        """Whether a list with this header is of the format."""
        given = frozenset(header)
        return given == self.columns if self.only else self.columns <= given
