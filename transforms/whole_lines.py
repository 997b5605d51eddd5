"""Removals rounded off: no empty brackets, bare headings or double spaces stay behind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.prose import Prose
from transforms.removal import Removal
from transforms.spans import Span

# A line that only announces what went: 免责声明 alone, 【风险提示】.
_HEADING = re.compile(
    r"[\W_]*(?:(?:风险及?)?免责(?:声明|条款|提示)|(?:风险|温馨|特别|重要|友情|郑重)(?:提示|声明|说明|提醒)|版权(?:声明|说明)|声明|提示|注|备注|附注)[\W_]*"
)


def with_whole_lines(prose: Prose, removals: Iterable[Removal]) -> list[Removal]:
    """The removals in order, each with what its going would leave over.

    A line of which only marks would stay goes wholly, with its newline; so does the heading right
    above a line that goes; the spaces around a piece go with it.
    """
    rounded = sorted(removals, key=lambda removal: removal.span)
    for step in (_with_marks, _with_headings, _with_spaces, _with_newlines):
        rounded = list(step(prose, rounded))
    return rounded


def _with_marks(prose: Prose, removals: Sequence[Removal]) -> Iterator[Removal]:
    """A line's last words take its remaining marks with them."""
    for line, found in _by_line(prose, removals):
        if line is None or not _is_all(prose, line, found):
            yield from found
            continue
        starts = [line.start, *(removal.span.start for removal in found[1:])]
        ends = [*starts[1:], line.end]
        for removal, start, end in zip(found, starts, ends, strict=True):
            yield replace(removal, span=Span(start, end))


def _with_headings(prose: Prose, removals: Sequence[Removal]) -> Iterator[Removal]:
    gone = {removal.span.start for removal in removals}
    for removal in removals:
        if prose.line_at(removal.span.start).start == removal.span.start and removal.span.start:
            above = prose.line_at(removal.span.start - 1)
            is_whole = prose.line_at(removal.span.start).end == removal.span.end
            if is_whole and above.start not in gone and _HEADING.fullmatch(prose.of(above)):
                yield replace(removal, span=above)
        yield removal


def _with_spaces(prose: Prose, removals: Sequence[Removal]) -> Iterator[Removal]:
    taken = 0
    for removal in removals:
        start, end = removal.span.start, removal.span.end
        line = prose.line_at(start)
        while end < line.end and prose.folded[end] in " \t" and _is_after_gap(prose, start, line):
            end += 1
        while (
            start > max(line.start, taken) and prose.folded[start - 1] in " \t" and end == line.end
        ):
            start -= 1
        taken = end
        yield replace(removal, span=Span(start, end))


def _is_after_gap(prose: Prose, start: int, line: Span) -> bool:
    return start == line.start or prose.folded[start - 1] in " \t"


def _with_newlines(prose: Prose, removals: Sequence[Removal]) -> Iterator[Removal]:
    """Whole lines go with the newline that their going leaves over."""
    text, taken = prose.folded, 0
    for line, found in _by_line(prose, removals):
        if line is None or not _is_all(prose, line, found):
            yield from found
        elif found[0].span.start > taken:
            first = replace(found[0], span=Span(found[0].span.start - 1, found[0].span.end))
            yield from [first, *found[1:]]
        else:
            end = min(found[-1].span.end + 1, len(text))
            yield from [*found[:-1], replace(found[-1], span=Span(found[-1].span.start, end))]
            taken = end
            continue
        taken = found[-1].span.end


def _by_line(
    prose: Prose, removals: Sequence[Removal]
) -> Iterator[tuple[Span | None, list[Removal]]]:
    """The removals of each line; None for one that reaches over lines."""
    group: list[Removal] = []
    last: Span | None = None
    for removal in removals:
        line: Span | None = prose.line_at(removal.span.start)
        if line is not None and not line.holds(removal.span):
            line = None
        if group and (line is None or line != last):
            yield last, group
            group = []
        group.append(removal)
        last = line
    if group:
        yield last, group


def _is_all(prose: Prose, line: Span, found: Sequence[Removal]) -> bool:
    position = line.start
    for removal in found:
        if not prose.is_wordless(Span(position, removal.span.start)):
            return False
        position = removal.span.end
    return prose.is_wordless(Span(position, line.end))
