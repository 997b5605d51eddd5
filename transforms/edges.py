"""The head and the tail of a text: rules and learned repeats that count only there."""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from transforms import rules
from transforms.hints import Hinted
from transforms.prose import Prose
from transforms.removal import Removal, disjoint
from transforms.repeats import HEAD_LINES, TAIL_LINES, Repeats
from transforms.spans import Span

_HEAD, _TAIL = Hinted(rules.HEAD), Hinted(rules.TAIL)
# Asked for only where something is found: most passes find nothing.
Protected = Callable[[], Sequence[Span]]


def edge_removals(
    prose: Prose, claimed: Sequence[Removal], protected: Protected, repeats: Repeats
) -> list[Removal]:
    """What edge rules and repeats take out besides; nothing where nothing else would be left."""
    gone = [removal.span for removal in claimed]
    found = [
        *_walk(prose, gone, repeats, is_head=True),
        *_walk(prose, gone, repeats, is_head=False),
    ]
    if not found:
        return []
    found = list(disjoint(found, [*gone, *protected()]))
    left = _left(prose, [*gone, *(removal.span for removal in found)])
    return found if left else []


def _walk(
    prose: Prose, gone: Sequence[Span], repeats: Repeats, *, is_head: bool
) -> Iterator[Removal]:
    """Sentences from the edge inwards, until enough lines have something that stays.

    What goes does not count, so that one pass finds all of a long closing.
    """
    hinted, n_lines = (_HEAD, HEAD_LINES) if is_head else (_TAIL, TAIL_LINES)
    is_gone = _Holding(gone)
    line, kept_lines = Span(0, 0), set[Span]()
    for sentence in prose.forwards() if is_head else prose.backwards():
        if not line.holds(sentence):
            line = prose.line_at(sentence.start)
        if len(kept_lines) == n_lines and line not in kept_lines:
            return
        if is_gone(sentence):
            continue
        found = _judged(prose, sentence, hinted) or _repeated(prose, line, repeats, is_head)
        yield from found
        if not any(removal.span.holds(sentence) for removal in found):
            kept_lines.add(line)


class _Holding:
    """Whether one of some pieces holds another; they do not overlap, or only where they touch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def __call__(self, piece: Span) -> bool:
        at = bisect_right(self._spans, Span(piece.start, sys.maxsize)) - 1
        return at >= 0 and self._spans[at].holds(piece)


def _judged(prose: Prose, sentence: Span, hinted: Hinted) -> list[Removal]:
    for rule, _ in hinted.asked_of_sentence(prose.of(sentence)):
        found = list(rule.judge(prose, sentence))
        if found:
            return [Removal(rule.id, rule.kind, each.span, value=each.value) for each in found]
    return []


def _repeated(prose: Prose, line: Span, repeats: Repeats, is_head: bool) -> list[Removal]:
    """The whole line, where it is one that the author or the source repeats at this edge."""
    repeat = repeats.find(prose.of(line), is_head=is_head) if repeats else None
    if repeat is None:
        return []
    return [Removal(repeat.rule_id, repeat.kind, line, support=repeat.support)]


def _left(prose: Prose, gone: Sequence[Span]) -> bool:
    position = 0
    for span in [*sorted(gone), Span(len(prose.folded), len(prose.folded))]:
        if span.start > position and not prose.is_wordless(Span(position, span.start)):
            return True
        position = max(position, span.end)
    return False
