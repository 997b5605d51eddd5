"""Formulas that are believed only where they fill a clause of a sentence."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.spans import Span

# Folded text. A tilde closes a friendly clause as a full stop does; spaces part clauses too,
# for writers who set them instead of commas (`今天就到这里 大家晚安`).
_BORDER = re.compile(r"[,~;:!?。…\s—]+")
# What may stand before and behind the words of a clause: emoji placeholders, brackets, marks.
_LONGEST = 60
_TRIMMINGS = r"(?>\[[^\[\]\s]{1,8}\]|[\W_])*"
_TRIMMED = re.compile(_TRIMMINGS)


def clauses(prose: Prose, sentence: Span) -> list[Span]:
    """The clauses with words in them, in order, each without the marks that close it."""
    return [
        piece
        for piece in _pieces(prose, sentence)
        if not _TRIMMED.fullmatch(prose.folded, piece.start, piece.end)
    ]


def formula(words: str) -> re.Pattern[str]:
    """A pattern that a whole clause must match, marks and emoji around it aside."""
    return re.compile(f"{_TRIMMINGS}(?:{words}){_TRIMMINGS}", re.IGNORECASE)


def fills(prose: Prose, clause: Span, *formulas: re.Pattern[str]) -> bool:
    """Whether the clause is one of the formulas and nothing else; a long one never is."""
    if clause.end - clause.start > _LONGEST:
        return False
    return any(each.fullmatch(prose.folded, clause.start, clause.end) for each in formulas)


def _pieces(prose: Prose, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for border in _BORDER.finditer(prose.folded, sentence.start, sentence.end):
        yield Span(start, border.start())
        start = border.end()
    yield Span(start, sentence.end)
