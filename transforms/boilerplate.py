"""What of a text is not the author's commentary, found by rules, and what they must not touch.

Sentences are judged, never a word and all that follows it. What a content rule finds (a position
that the author discloses) is protected from all others, and flagged.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256

from transforms import rules
from transforms.edges import Protected, edge_removals
from transforms.hints import Hinted
from transforms.kept import Kept
from transforms.prose import Prose
from transforms.removal import Removal, disjoint
from transforms.repeats import NONE, Repeats
from transforms.spans import Span
from transforms.whole_lines import with_whole_lines

_RULE_SET = sha256("\n".join(f"{each.id} {each.version}" for each in rules.RULES).encode())
# Two sets of rules are two versions: what is before the mark rises with the machinery.
CLEANER_VERSION = f"2-{_RULE_SET.hexdigest()[:8]}"
# What goes may bring two pieces together that say something new; seen twice at most.
_MOST_PASSES = 8
_CONTENT, _ANYWHERE = Hinted(rules.CONTENT), Hinted(rules.ANYWHERE)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found in a text: `removals` go, `content` stays and is flagged; in order."""

    removals: tuple[Removal, ...]
    content: tuple[Removal, ...]


def findings(text: str, author: str | None = None, repeats: Repeats = NONE) -> Findings:
    """What the rules find in a text; what is left of it yields no further removals."""
    search = Search(text, author, repeats)
    search.exhaust()
    return Findings(tuple(search.removals), search.content)


class Search:
    """A text searched pass after pass: `removals` so far, in order, and what is `left` by them."""

    def __init__(self, text: str, author: str | None, repeats: Repeats) -> None:
        self.removals: list[Removal] = []
        self.left = Kept(text, [])
        self._whole = Prose(text, author)
        self._repeats = repeats

    @cached_property
    def content(self) -> tuple[Removal, ...]:
        """What content rules find in the whole text."""
        found = _found(self._whole, _CONTENT, [_all_of(self._whole)])
        return tuple(sorted(found, key=lambda each: each.span))

    def take(self, found: Iterable[Removal]) -> None:
        """Take out what was found in what is left."""
        more = [*self.removals, *self.left.in_original(found)]
        self.removals = sorted(more, key=lambda removal: removal.span)
        self.left = Kept(self._whole.text, self._gone)

    def exhaust(self) -> None:
        """Take out what the rules find, until they find nothing more."""
        for _ in range(_MOST_PASSES):
            more = self._further() if self.removals else self._first()
            if not more:
                return
            self.take(more)

    @property
    def _gone(self) -> list[Span]:
        return [removal.span for removal in self.removals]

    def _first(self) -> list[Removal]:
        prose, content = self._whole, self.content
        return _removals(prose, [_all_of(prose)], self._repeats, lambda: _spans(content))

    def _further(self) -> list[Removal]:
        """Only lines at the seams may say something new, and the lines next to them, and edges."""
        prose = self._whole.less(self._gone)

        @cache
        def protected() -> list[Span]:
            return _spans(_found(prose, _CONTENT, [_all_of(prose)]))

        return _removals(prose, prose.lines_around(self.left.seams), self._repeats, protected)


def _removals(
    prose: Prose, where: Sequence[Span], repeats: Repeats, protected: Protected
) -> list[Removal]:
    claimed = list(_found(prose, _ANYWHERE, where))
    if claimed:
        claimed = list(disjoint(claimed, protected()))
    claimed += edge_removals(prose, claimed, protected, repeats)
    # Two lines that go may both claim the newline between them.
    return list(disjoint(with_whole_lines(prose, claimed), protected())) if claimed else []


def _found(prose: Prose, hinted: Hinted, where: Sequence[Span]) -> Iterator[Removal]:
    """What each rule finds in the sentences that hold one of its hints, rule after rule."""
    for rule, hints in hinted.asked("\n".join(map(prose.of, where))):
        for sentence in _hinted(prose, hints, where):
            for found in rule.judge(prose, sentence):
                yield Removal(rule.id, rule.kind, found.span, value=found.value)


def _hinted(prose: Prose, hints: Iterable[str], where: Sequence[Span]) -> list[Span]:
    sentences: set[Span] = set()
    for hint in hints:
        for start, end in where:
            at = prose.folded.find(hint, start, end)
            while at >= 0:
                sentence = prose.sentence_at(at)
                sentences.add(sentence)
                at = prose.folded.find(hint, max(sentence.end, at + 1), end)
    return sorted(sentences)


def _all_of(prose: Prose) -> Span:
    return Span(0, len(prose.folded))


def _spans(found: Iterable[Removal]) -> list[Span]:
    return [each.span for each in found]
