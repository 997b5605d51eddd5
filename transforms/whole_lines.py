"""Removals rounded off: no empty brackets, bare headings or double spaces stay behind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.prose import Prose
from transforms.removal import Removal
from transforms.seams import with_seams
from transforms.spans import Span

# A line that only announces what went: 免责声明 alone, 【风险提示】.
_HEADING = re.compile(
    r"[\W_]*(?:(?:风险及?)?免责(?:声明|条款|提示)|(?:风险|温馨|特别|重要|友情|郑重)(?:提示|声明|说明|提醒)|版权(?:声明|说明)|声明|提示|注|备注|附注)[\W_]*"
)

# `【沪深主要指数】【ETF涨跌情况】数据来源:…`: titles of tables that were pictures (text.md §1).
_CAPTIONS = re.compile(r"(?:【[^【】\n]{1,30}】\s*){2,}$")
_BLANKS = " \t"


def with_whole_lines(prose: Prose, removals: Iterable[Removal]) -> list[Removal]:
    """The removals in order, each with what its going would leave over.

    A line of which only marks would stay goes wholly, with its newline; so does the heading right
    above a line that goes; the spaces around a piece go with it.
    """
    rounded = sorted(removals, key=lambda removal: removal.span)
    for step in (
        _with_captions,
        with_seams,
        _with_marks,
        _with_headings,
        _with_spaces,
        _with_newlines,
    ):
        rounded = list(step(prose, rounded))
    return rounded


def _with_captions(prose: Prose, removals: Sequence[Removal]) -> Iterator[Removal]:
    """Captions in a row, of pictures that a text has not, go with the notices that end the line."""
    for line, found in _by_line(prose, removals):
        first, *others = found
        captions = line and _captions(prose, line, first.span.start)
        if line and captions and _is_all(prose, Span(first.span.start, line.end), found):
            first = replace(first, span=Span(captions.start(), first.span.end))
        yield from [first, *others]


def _captions(prose: Prose, line: Span, end: int) -> re.Match[str] | None:
    return _CAPTIONS.search(prose.folded, max(line.start, end - 200), end)


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
    """Neither a doubled space stays, nor one at either end of a line; nor are words glued."""
    for run in _runs(prose, removals):
        starts = [removal.span.start for removal in run]
        ends = [*starts[1:], run[-1].span.end]
        first, last = prose.line_at(starts[0]), prose.line_at(ends[-1])
        before = prose.folded[first.start : starts[0]]
        after = prose.folded[ends[-1] : last.end]
        if not after.strip(_BLANKS):
            starts[0] -= len(before) - len(before.rstrip(_BLANKS))
            ends[-1] = last.end
        elif not before.rstrip(_BLANKS) or before[-1] in _BLANKS:
            ends[-1] += len(after) - len(after.lstrip(_BLANKS))
        elif after[0] not in _BLANKS:
            _leave_one_space(run, ends)
        for removal, start, end in zip(run, starts, ends, strict=True):
            yield replace(removal, span=Span(start, end))


def _runs(prose: Prose, removals: Sequence[Removal]) -> Iterator[list[Removal]]:
    """Removals with nothing but spaces between them, together."""
    run: list[Removal] = []
    for removal in removals:
        if run and prose.folded[run[-1].span.end : removal.span.start].strip(_BLANKS):
            yield run
            run = []
        run.append(removal)
    if run:
        yield run


def _leave_one_space(run: Sequence[Removal], ends: list[int]) -> None:
    """The last space within the run, if it has one: it stood between what stays on both sides."""
    for n in reversed(range(len(run) - 1)):
        if ends[n] > run[n].span.end:
            ends[n] -= 1
            return


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
