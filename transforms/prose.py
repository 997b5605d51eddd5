"""A text as cleaning rules look at it: folded, with its lines, sentences and quotations."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from transforms.fold import match_form
from transforms.spans import Span, lines, without

# Folded text: ！？； are ! ? ; here. A full stop of Latin script ends no sentence (3.5, a.b). Two
# spaces, a repost's // and emoji behind a word end one: flattened posts lose their newlines.
# It begins with a set: four times as fast as with the alternatives; `next` stands behind the end.
_EMOJI = r"\U0001F300-\U0001FAFF☀-⚟⚢-➿\uFE0F\u200D"
_END = re.compile(
    rf"[。!?;…\n\t /①-⑳{_EMOJI}](?:(?<=[。!?;…])[。!?;…]*[”’」』)】》\]\"]*|(?<=\n)"
    r"|(?<=\t)[ \t]*|(?<= )[ \t]+|(?P<next>(?<=/)(?=/[^\S\n]?@)|(?<=[①-⑳]))"
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
_REMARK = re.compile(r"\((?:(?<=\w\()[^()\n]{1,80}\)\w|[^()\n]{1,80}\))")
_WORDLESS = re.compile(r"[\W_]*")


class Prose:
    """One text; every span counts its characters, `folded` has as many.

    A sentence ends with its line at the latest, so that a line is cut into sentences only when
    somebody asks for them.
    """

    def __init__(self, text: str, author: str | None = None) -> None:
        self.text = text
        self.author = author
        self.folded = match_form(text)
        self._cut: dict[int, list[Span]] = {}
        self._known: dict[str, list[Span]] = {}

    def less(self, gone: Sequence[Span]) -> "Prose":
        """The text less some pieces; a line that is as it was is not cut again."""
        left = Prose(without(self.text, gone), self.author)
        left._known = self._known
        return left

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences with their closing marks, in order."""
        return list(self.forwards())

    def forwards(self) -> Iterator[Span]:
        """The sentences from the head on."""
        for number in range(len(self._lines)):
            yield from self._sentences(number)

    def backwards(self) -> Iterator[Span]:
        """The sentences from the tail back."""
        for number in reversed(range(len(self._lines))):
            yield from reversed(self._sentences(number))

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

    def unquoted(self, span: Span) -> str:
        """The folded words of a piece, those between quotation marks made 〇, of its length."""
        words = self.of(span)
        if not self.quoted:
            return words
        first = max(bisect_left(self.quoted, span) - 1, 0)
        last = bisect_left(self.quoted, Span(span.end, 0))
        for quoted in self.quoted[first:last]:
            start = max(quoted.start - span.start, 0)
            end = max(min(quoted.end, span.end) - span.start, start)
            words = words[:start] + "〇" * (end - start) + words[end:]
        return words

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds the character, or the last one before it."""
        number = self._line_number(position)
        row = self._sentences(number)
        at = _last_from(row, position)
        found = row[at] if at >= 0 else self._beyond(number, -1)
        return found or next(self.forwards())

    def beside(self, sentence: Span, step: int) -> Span | None:
        """The next sentence (`step` 1) or the one before (-1), on this line or another."""
        number = self._line_number(sentence.start)
        row = self._sentences(number)
        at = _last_from(row, sentence.start) + step
        return row[at] if 0 <= at < len(row) else self._beyond(number, step)

    def line_at(self, position: int) -> Span:
        """The line that holds the character, without its newline."""
        return self._lines[self._line_number(position)]

    def lines_around(self, positions: Iterable[int]) -> list[Span]:
        """The lines that hold the characters on both sides of each, and those next to them."""
        numbers: set[int] = set()
        for position in positions:
            first = self._line_number(max(position - 1, 0))
            numbers.update(range(first - 1, self._line_number(position) + 2))
        return [self._lines[number] for number in sorted(numbers) if 0 <= number < len(self._lines)]

    @cached_property
    def _lines(self) -> list[Span]:
        return lines(self.folded)

    def _line_number(self, position: int) -> int:
        return _last_from(self._lines, position)

    def _beyond(self, number: int, step: int) -> Span | None:
        """The sentence of another line that is next to a line."""
        number += step
        while 0 <= number < len(self._lines):
            if row := self._sentences(number):
                return row[0 if step > 0 else -1]
            number += step
        return None

    def _sentences(self, number: int) -> list[Span]:
        found = self._cut.get(number)
        if found is None:
            line = self._lines[number]
            words = self.of(line)
            if words not in self._known:
                self._known[words] = [_moved(each, -line.start) for each in self._pieces(line)]
            found = [_moved(each, line.start) for each in self._known[words]]
            self._cut[number] = found
        return found

    def _pieces(self, line: Span) -> Iterator[Span]:
        start = line.start
        for border in sorted({*self._ends(line), *self._labels(line), line.end}):
            words = self.folded[start:border]
            if bare := words.strip():
                start += len(words) - len(words.lstrip())
                yield Span(start, start + len(bare))
            start = border

    def _ends(self, line: Span) -> Iterator[int]:
        held = self._held(line)
        for match in _END.finditer(self.folded, *line):
            end = match.start() if match.lastgroup else match.end()
            if end not in held:
                yield end

    def _held(self, line: Span) -> set[int]:
        """Where no sentence ends: within quotation marks and within a remark in brackets."""
        pieces: list[tuple[int, int]] = []
        if self.quoted:
            first, last = bisect_left(self.quoted, line), bisect_left(self.quoted, (line.end, 0))
            pieces += self.quoted[first:last]
        if self.folded.find("(", *line) >= 0:
            pieces += [remark.span() for remark in _REMARK.finditer(self.folded, *line)]
        return {at for start, end in pieces for at in range(start + 1, end)}

    def _labels(self, line: Span) -> Iterator[int]:
        if _LABEL_WORD.search(self.folded, *line) is None:
            return
        for match in _LABEL.finditer(self.folded, *line):
            if not self.is_quoted(Span(*match.span())):
                yield match.start()


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _last_from(spans: list[Span], position: int) -> int:
    """The number of the last piece that begins at the position or before it, -1 for none."""
    return bisect_right(spans, (position, sys.maxsize)) - 1
