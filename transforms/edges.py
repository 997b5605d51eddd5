"""The head and the tail of a text: rules and learned repeats that count only there."""

from collections.abc import Iterable, Iterator, Sequence

from transforms import rules
from transforms.prose import Prose
from transforms.removal import Removal, disjoint
from transforms.repeats import Repeats, line_key
from transforms.rules.rule import Rule
from transforms.spans import Span

# Lines that stay, from the edge inwards, within which edge rules are asked (text.md §1.5); what
# goes does not count, so that one pass finds all of a long closing.
HEAD_LINES = 2
TAIL_LINES = 5


def edge_removals(
    prose: Prose, claimed: Sequence[Removal], protected: Sequence[Span], repeats: Repeats
) -> list[Removal]:
    """What edge rules and repeats take out besides; nothing where nothing else would be left."""
    gone = [removal.span for removal in claimed]
    inwards = _walk(prose, prose.sentences, rules.HEAD, HEAD_LINES, gone, repeats)
    outwards = _walk(prose, prose.sentences[::-1], rules.TAIL, TAIL_LINES, gone, repeats)
    found = list(disjoint([*inwards, *outwards], [*gone, *protected]))
    left = _left(prose, [*gone, *(removal.span for removal in found)])
    return found if left else []


def _walk(
    prose: Prose,
    sentences: Iterable[Span],
    asked: Sequence[Rule],
    n_lines: int,
    gone: Sequence[Span],
    repeats: Repeats,
) -> Iterator[Removal]:
    """Sentences from the edge inwards, until `n_lines` lines have something that stays."""
    kept_lines: set[Span] = set()
    for sentence in sentences:
        line = prose.line_at(sentence.start)
        if len(kept_lines) == n_lines and line not in kept_lines:
            return
        if any(span.holds(sentence) for span in gone):
            continue
        found = _judged(prose, sentence, line, asked, repeats)
        yield from found
        if not any(removal.span.holds(sentence) for removal in found):
            kept_lines.add(line)


def _judged(
    prose: Prose, sentence: Span, line: Span, asked: Sequence[Rule], repeats: Repeats
) -> list[Removal]:
    repeat = repeats.get(line_key(prose.of(line))) if repeats else None
    if repeat is not None:
        return [Removal(repeat.rule_id, repeat.kind, line, support=repeat.support)]
    words = prose.of(sentence)
    for rule in asked:
        if any(hint in words for hint in rule.hints):
            found = list(rule.judge(prose, sentence))
            if found:
                return [Removal(rule.id, rule.kind, each.span, value=each.value) for each in found]
    return []


def _left(prose: Prose, gone: Sequence[Span]) -> bool:
    position = 0
    for span in [*sorted(gone), Span(len(prose.folded), len(prose.folded))]:
        if span.start > position and not prose.is_wordless(Span(position, span.start)):
            return True
        position = max(position, span.end)
    return False
