"""What of a text is not the author's commentary, found by rules, and what they must not touch.

Sentences are judged, never a word and all that follows it. What a content rule finds (a position
that the author discloses) is protected from all others, and flagged.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transforms import rules
from transforms.edges import edge_removals
from transforms.hints import Hinted
from transforms.prose import Prose
from transforms.removal import Removal, disjoint
from transforms.repeats import NONE, Repeats
from transforms.spans import Span, without
from transforms.whole_lines import with_whole_lines

CLEANER_VERSION = "2"
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
    removed: list[Removal] = []
    whole = Prose(text, author)
    for _ in range(_MOST_PASSES):
        kept = Kept(text, [removal.span for removal in removed])
        more = _removals(Prose(kept.text, author) if removed else whole, repeats)
        if not more:
            break
        removed = sorted([*removed, *kept.in_original(more)], key=lambda removal: removal.span)
    content = _found(whole, _CONTENT)
    return Findings(tuple(removed), tuple(sorted(content, key=lambda found: found.span)))


def _removals(prose: Prose, repeats: Repeats) -> list[Removal]:
    protected = [found.span for found in _found(prose, _CONTENT)]
    claimed = list(disjoint(_found(prose, _ANYWHERE), protected))
    claimed += edge_removals(prose, claimed, protected, repeats)
    # Two lines that go may both claim the newline between them.
    return list(disjoint(with_whole_lines(prose, claimed)))


def _found(prose: Prose, hinted: Hinted) -> Iterator[Removal]:
    """What each rule finds in the sentences that hold one of its hints, rule after rule."""
    for rule, hints in hinted.asked(prose):
        for sentence in _hinted(prose, hints):
            for found in rule.judge(prose, sentence):
                yield Removal(rule.id, rule.kind, found.span, value=found.value)


def _hinted(prose: Prose, hints: Iterable[str]) -> list[Span]:
    sentences: set[Span] = set()
    for hint in hints:
        at = prose.folded.find(hint)
        while at >= 0:
            sentence = prose.sentence_at(at)
            sentences.add(sentence)
            at = prose.folded.find(hint, max(sentence.end, at + 1))
    return sorted(sentences)


class Kept:
    """A text less some pieces, and where its characters stood."""

    def __init__(self, text: str, gone: Sequence[Span]) -> None:
        self.text = without(text, gone)
        self._cuts: list[tuple[int, int]] = []
        n_gone = 0
        for span in sorted(gone):
            self._cuts.append((span.start - n_gone, span.end - span.start))
            n_gone += span.end - span.start

    def in_original(self, removals: Iterable[Removal]) -> Iterator[Removal]:
        """The removals with their places in the whole text, in pieces around what is gone."""
        for removal in removals:
            for piece in self._pieces(removal.span):
                yield replace(removal, span=piece)

    def _pieces(self, span: Span) -> Iterator[Span]:
        start, shift = span.start, 0
        for at, size in self._cuts:
            if at >= span.end:
                break
            if at > start:
                yield Span(start + shift, at + shift)
                start = at
            shift += size
        yield Span(start + shift, span.end + shift)
