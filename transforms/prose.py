"""A text as cleaning rules look at it: folded, with its lines, sentences and quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from transforms.fold import match_form
from transforms.pairs import pairs
from transforms.spans import Span, lines

# Folded text: ！？； are ! ? ; here. A full stop of Latin script ends no sentence (3.5, a.b). Two
# spaces, a repost's // and emoji behind a word end one: flattened posts lose their newlines.
# It begins with a set: four times as fast as with the alternatives; `next` stands behind the end.
_EMOJI = r"\U0001F300-\U0001FAFF☀-⚟⚢-➿\uFE0F\u200D"
_END = re.compile(
    rf"[。!?;…\n\t /①-⑳{_EMOJI}](?:(?<=[。!?;…])[。!?;…]*[”’」』)】》\]\"]*|(?<=\n)"
    r"|(?<=\t)[ \t]*|(?<= )[ \t]+|(?P<next>(?<=/)(?=/\s?@)|(?<=[①-⑳]))"
    rf"|(?<=[\w。!?)][{_EMOJI}])[{_EMOJI}]*)"
)
# A heading word with its colon begins a sentence of its own, also where it is glued to the last
# one: `一共12只股票风险提示:本资料…` (1 in 3 credits and notices are glued; text.md §1). Without
# a colon only in brackets, or where the notice itself begins.
_HEADING = (
    r"(?:(?:风险及?)?免责(?:声明|条款|提示)?|(?:声明及|重要)?(?:风险|温馨|特别|重要|友情|郑重)"
    r"(?:提示|声明|说明|提醒)|版权(?:声明|说明)|(?:数据|文章|图片|资料|内容|信息|稿件|本文)来源|责任编辑)"
)
_LABEL = re.compile(
    rf"[(\[【*⚠\uFE0F]{{0,4}}{_HEADING}(?:\s?[\])】]?\s?:|(?=本资料|本文|以上|(?:股市|市场|投资)有))"
    r"|(?:特此|严正)?声明\s?:(?=本|这|以上|文|内容|个人)"
    rf"|[\[【]{_HEADING}[\]】]"
)
# One of these is in every label; most lines hold none.
_LABEL_WORD = re.compile("声明|提示|说明|提醒|免责|来源|责任编辑")
_QUOTES = re.compile(
    r"“[^“”\n]{1,200}”|‘[^‘’\n]{1,200}’|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|\"[^\"\n]{1,200}\""
)
# A remark in brackets has no sentences of its own; a longer piece is read like any text. Between
# words it does not end the sentence that it stands in: the word behind is held with it.
_REMARK = re.compile(r"(?<=\w)\([^()\n]{1,80}\)\w|\([^()\n]{1,80}\)")
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

    @cached_property
    def pairs(self) -> set[int]:
        """The pairs of neighbours in the folded text: a hint with another is not in it."""
        return pairs(self.folded)

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

    def unquoted(self, span: Span) -> str:
        """The folded words of a piece, those between quotation marks made 〇, of its length."""
        words = self.of(span)
        first = max(bisect_left(self.quoted, span) - 1, 0)
        last = bisect_left(self.quoted, Span(span.end, 0))
        for quoted in self.quoted[first:last]:
            start = max(quoted.start - span.start, 0)
            end = max(min(quoted.end, span.end) - span.start, start)
            words = words[:start] + "〇" * (end - start) + words[end:]
        return words

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds the character."""
        return self.sentences[self.sentence_index(position)]

    def sentence_index(self, position: int) -> int:
        """Which sentence holds the character."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def line_at(self, position: int) -> Span:
        """The line that holds the character, without its newline."""
        start = self.folded.rfind("\n", 0, position) + 1
        end = self.folded.find("\n", position)
        return Span(start, end if end >= 0 else len(self.folded))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _sentences(self) -> Iterator[Span]:
        start = 0
        for border in sorted({*self._ends(), *self._labels(), len(self.folded)}):
            yield from self._stripped(Span(start, border))
            start = border

    def _ends(self) -> Iterator[int]:
        held: set[int] = set()
        for span in self.quoted:
            held.update(range(span.start + 1, span.end))
        for remark in _REMARK.finditer(self.folded):
            held.update(range(remark.start() + 1, remark.end()))
        found = _END.finditer(self.folded)
        ends = (m.end() if m["next"] is None else m.start() for m in found)
        yield from (end for end in ends if end not in held)

    def _labels(self) -> Iterator[int]:
        position = 0
        while (word := _LABEL_WORD.search(self.folded, position)) is not None:
            line = self.line_at(word.start())
            for match in _LABEL.finditer(self.folded, line.start, line.end):
                if not self.is_quoted(Span(*match.span())):
                    yield match.start()
            position = line.end

    def _stripped(self, span: Span) -> Iterator[Span]:
        words = self.of(span)
        start = span.start + len(words) - len(words.lstrip())
        end = span.start + len(words.rstrip())
        if start < end:
            yield Span(start, end)
