"""The marks on both sides of what goes: what stays reads on as a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.prose import Prose
from transforms.removal import Removal
from transforms.spans import Span

_SOFT, _HARD, _CLOSERS = ",、;:", "。!?;…", ")]】」』”》"
# Marks that may begin no sentence; a line of dots is the author's.
_LEADING = re.compile(r"[ \t]*[,、;:。!?]+[ \t]*")
_PAIRS = {"(": ")", "[": "]", "【": "】", "〔": "〕"}


def with_seams(prose: Prose, removals: Iterable[Removal]) -> Iterator[Removal]:
    """The removals, in order, each with the marks that nothing stands before or behind any more."""
    rounded = list(removals)
    kept_from = taken = 0
    for number, removal in enumerate(rounded):
        line = prose.line_at(removal.span.start)
        if not line.holds(removal.span):
            kept_from = taken = removal.span.end
            yield removal
            continue
        if taken < line.start:
            kept_from = taken = line.start
        following = rounded[number + 1].span.start if number + 1 < len(rounded) else line.end
        room = Span(taken, min(line.end, following))
        is_first = kept_from == taken
        span = _rounded(prose, removal.span, room, line, is_first=is_first)
        if is_first and not prose.folded[taken : span.start].strip():
            kept_from = span.end
        taken = span.end
        yield replace(removal, span=span)


def _rounded(prose: Prose, span: Span, room: Span, line: Span, *, is_first: bool) -> Span:
    text = prose.folded
    before = text[room.start : span.start].rstrip(" \t")
    behind = text[span.end : room.end].lstrip(" \t")
    if before and behind and _PAIRS.get(before[-1]) == behind[0]:
        # Empty brackets.
        return Span(room.start + len(before) - 1, room.end - len(behind) + 1)
    is_last = room.end == line.end and prose.is_wordless(Span(span.end, line.end))
    if _is_begun(before, is_first=is_first, is_last=is_last):
        leading = _LEADING.match(text, span.end, room.end)
        return Span(span.start, leading.end()) if leading else span
    if before and before[-1] in _SOFT and _ends(before[-1], behind, is_last=is_last):
        return Span(room.start + len(before) - 1, span.end)
    return span


def _is_begun(before: str, *, is_first: bool, is_last: bool) -> bool:
    """Whether what stays behind the piece begins something, or is but marks behind an end."""
    if not before:
        return is_first
    return before[-1] in _HARD or (is_last and before[-1] in _CLOSERS)


def _ends(soft: str, behind: str, *, is_last: bool) -> bool:
    """Whether the soft mark before the piece stands before another mark, or before nothing."""
    if not behind:
        return is_last and soft != ":"
    return behind[0] in _HARD or (soft != ":" and behind[0] in _SOFT)
