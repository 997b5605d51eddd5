"""The linker: a text in, its links out."""

from collections.abc import Iterable, Sequence
from datetime import date

from transforms.cashtags import Cashtag
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Hit, Link
from transforms.registry.registry import Registry


class Linker:
    """Links texts by one registry; building one takes about a second for 27,000 funds."""

    def __init__(self, registry: Registry, lexicon: Lexicon):
        self.registry = registry
        self.lexicon = lexicon

    def links(
        self, text: str, day: date | None = None, marks: Sequence[Cashtag] | None = None
    ) -> list[Link]:
        """The links of a text in order, none over another.

        `day` is that of the text: names that it could not know are not looked for. None: all names
        that ever were. `marks` are its cashtags where the caller has them already.
        """
        raise NotImplementedError


def unclaimed(hits: Iterable[Hit], claimed: Sequence[Hit]) -> list[Hit]:
    """The hits that share no character with what is claimed already."""
    return [hit for hit in hits if not any(hit.span.overlaps(other.span) for other in claimed)]
