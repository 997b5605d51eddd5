"""A hit and what stands beside it: what every rule of context looks at."""

import re
from collections.abc import Callable, Sequence

from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Candidate, Hit
from transforms.registry.sighting import Kind

# A look further meets the next statement: clauses of posts have 11 characters at the median.
REACH = 20

# Between two members of one list.
SEPARATOR = re.compile(r"\s*(?:[、/+&]|以及|和|及|与|或)\s*")
SPACE = re.compile(r"\s*")


class Beside:
    """One of a text's hits with its neighbourhood.

    `form` is the text in its linking form; `stated` are all codes that the text gives. `before`
    and `after` are up to 20 characters of the same line. `hit` is the one that is judged, with
    what earlier rules left of it.
    """

    __slots__ = ("after", "before", "form", "hit", "hits", "index", "lexicon", "stated", "surface")

    def __init__(
        self,
        form: str,
        hits: Sequence[Hit],
        index: int,
        lexicon: Lexicon,
        stated: frozenset[str] = frozenset(),
    ):
        self.form, self.hits, self.index = form, hits, index
        self.lexicon, self.stated = lexicon, stated
        self.hit = hits[index]
        start, end = self.hit.span
        self.surface = form[start:end]
        self.before = form[start - REACH if start > REACH else 0 : start].rpartition("\n")[2]
        self.after = form[end : end + REACH].partition("\n")[0]

    def list_neighbours(self) -> list[Hit]:
        """The hits before and behind it that stand in one list with it."""
        return [each for step in (-1, 1) if (each := self.neighbour(step, SEPARATOR)) is not None]

    def touching(self) -> list[Hit]:
        """The hits that stand directly beside it, or behind a space."""
        return [each for step in (-1, 1) if (each := self.neighbour(step)) is not None]

    def neighbour(self, step: int, between: re.Pattern[str] = SPACE) -> Hit | None:
        """The hit before (-1) or behind it (1) where nothing else stands between the two."""
        other = self.index + step
        if not 0 <= other < len(self.hits):
            return None
        hit = self.hits[other]
        if step < 0:
            gap = hit.span.end, self.hit.span.start
        else:
            gap = self.hit.span.end, hit.span.start
        return hit if between.fullmatch(self.form, *gap) else None


# Which of a hit's candidates its context leaves; none: it is no mention.
Judge = Callable[[Beside], tuple[Candidate, ...]]


def of_kinds(hit: Hit, *kinds: Kind) -> tuple[Candidate, ...]:
    """The hit's candidates of these kinds."""
    return tuple([each for each in hit.candidates if each.kind in kinds])


def other_than(hit: Hit, kind: Kind) -> tuple[Candidate, ...]:
    """The hit's candidates of all other kinds."""
    return tuple([each for each in hit.candidates if each.kind is not kind])
