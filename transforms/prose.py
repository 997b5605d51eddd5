"""A text as cleaning rules look at it: folded, with its lines, sentences and quotations."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from transforms.fold import match_form
from transforms.spans import Span, lines

# Folded text: ！？； are ! ? ; here. A full stop of Latin script ends no sentence (3.5, a.b).
_ENDS = r"。!?;…"
_CLOSERS = r"”’」』)】》\]\""
_END = re.compile(rf"[{_ENDS}]+[{_CLOSERS}]*|\n")
# A heading word with its colon begins a sentence of its own, also where it is glued to the last
# one: `一共12只股票风险提示:本资料…` (1 in 3 credits and notices are glued; text.md §1).
_LABEL = re.compile(
    r"(?:[(\[【*⚠️]*)(?:(?:风险及?)?免责(?:声明|条款|提示)?|(?:风险|温馨|特别|重要|友情|郑重)(?:提示|声明|说明|提醒)"
    r"|版权(?:声明|说明)|(?:数据|文章|图片|资料|内容|信息|稿件|本文)来源|责任编辑)\s*[\])】]?\s*:"
)
_QUOTES = re.compile(
    r"“[^”\n]{1,200}”|‘[^’\n]{1,200}’|「[^」\n]{1,200}」|『[^』\n]{1,200}』|\"[^\"\n]{1,200}\""
)
_WORDLESS = re.compile(r"[\W_]*")


class Prose:
    """One text; every span counts its characters, `folded` has as many."""

    def __init__(self, text: str, author: str | None = None) -> None:
        self.text = text
        self.author = author
        self.folded = match_form(text)

    @cached_property
    def lines(self) -> list[Span]:
        """The lines without their newlines, those without a word left out."""
        return [line for line in lines(self.folded) if not self.is_wordless(line)]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences with their closing marks, in order; none reaches over a newline."""
        return list(self._sentences())

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands between quotation marks, marks included."""
        return [Span(*match.span()) for match in _QUOTES.finditer(self.folded)]

    def of(self, span: Span) -> str:
        """The folded words of a piece."""
        return self.folded[span.start : span.end]

    def search(self, pattern: re.Pattern[str], span: Span) -> re.Match[str] | None:
        """The first match within a piece that no quotation marks hold."""
        for match in pattern.finditer(self.folded, span.start, span.end):
            if not self.is_quoted(Span(*match.span())):
                return match
        return None

    def is_quoted(self, span: Span) -> bool:
        """Whether the piece lies between quotation marks: it is cited, not said."""
        at = bisect_right(self.quoted, Span(span.start, len(self.folded) + 1)) - 1
        return at >= 0 and self.quoted[at].holds(span)

    def is_wordless(self, span: Span) -> bool:
        """Whether a piece is only spaces and marks."""
        return _WORDLESS.fullmatch(self.folded, span.start, span.end) is not None

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds the character."""
        at = bisect_right(self.sentences, Span(position, len(self.folded) + 1)) - 1
        return self.sentences[max(at, 0)]

    def line_at(self, position: int) -> Span:
        """The line that holds the character, without its newline."""
        start = self.folded.rfind("\n", 0, position) + 1
        end = self.folded.find("\n", position)
        return Span(start, end if end >= 0 else len(self.folded))

    def _sentences(self) -> Iterator[Span]:
        borders = {match.end() for match in _END.finditer(self.folded)}
        borders |= {match.start() for match in _LABEL.finditer(self.folded)}
        start = 0
        for border in sorted(borders | {len(self.folded)}):
            yield from self._stripped(Span(start, border))
            start = border

    def _stripped(self, span: Span) -> Iterator[Span]:
        words = self.of(span)
        start = span.start + len(words) - len(words.lstrip())
        end = span.start + len(words.rstrip())
        if start < end:
            yield Span(start, end)
