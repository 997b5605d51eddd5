"""Ways to judge a sentence by a pattern: its pieces, all of it, or the line it begins."""

import re
from collections.abc import Iterator

from transforms.prose import Prose
from transforms.rules.rule import Found, Judge
from transforms.spans import Span

# Where something new can begin: a line, or after the end of a sentence, a bracket or a space.
FRESH = r"(?:^|(?<=[\s。!?;…)\]】》」』”~|>$]))"

_LABEL = re.compile(r"(?:郑重|特别|重要)?(?:声明|提示|说明)\s*:")
_LONGEST_NAME = 8
# A notice asks nothing, and nobody goes on to tell what came of it.
_SPEAKS_OF_IT = re.compile(
    r"\?$|[,;:]\s*(?:但(?!请|不|并)|可是|可惜|不过|然而|结果|这(?=[句话是就]|.话)|那|我(?![网们站])|他们?|她|法院|公司"
    r"|大家都|谁|今天|昨天|今年)"
)


def pieces(pattern: re.Pattern[str], n_before: int = 0) -> Judge:
    """Every match in the sentence that is not cited; group `value` is its value.

    A match may begin `n_before` characters earlier on the line, in a word that the end of the
    sentence before it has cut (作者|声明:).
    """

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        start = sentence.start
        if n_before:
            start = max(start - n_before, prose.line_at(start).start)
        for match in pattern.finditer(prose.folded, start, sentence.end):
            span = Span(*match.span())
            if span.end > sentence.start and not prose.is_quoted(span):
                yield Found(span, match.groupdict().get("value"))

    return judge


def line_pieces(pattern: re.Pattern[str]) -> Judge:
    """Every match that begins in the sentence, and may reach to the end of its line (addresses)."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        end = prose.line_at(sentence.start).end
        match = pattern.search(prose.folded, sentence.start, end)
        while match and match.start() < sentence.end:
            span = Span(*match.span())
            if not prose.is_quoted(span):
                yield Found(span)
            match = pattern.search(prose.folded, max(match.end(), match.start() + 1), end)

    return judge


def sentence_like(pattern: re.Pattern[str]) -> Judge:
    """The whole sentence, where the pattern matches at its beginning and its end is not cited."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        match = pattern.match(prose.folded, sentence.start, sentence.end)
        if match is None or prose.is_quoted(Span(match.end() - 1, match.end())):
            return
        if not _SPEAKS_OF_IT.search(prose.folded, match.end(), sentence.end):
            yield Found(_with_heading(prose, sentence), match.groupdict().get("value"))

    return judge


def _with_heading(prose: Prose, sentence: Span) -> Span:
    """The sentence with the name before its label, which begins the line: 某某财经|声明:."""
    line = prose.line_at(sentence.start)
    name = prose.folded[line.start : sentence.start]
    is_heading = len(name) <= _LONGEST_NAME and name.isalnum() and _LABEL.match(prose.of(sentence))
    return Span(line.start, sentence.end) if is_heading else sentence


def line_like(pattern: re.Pattern[str]) -> Judge:
    """The whole line of a sentence, where the line begins as the site's own does."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        line = prose.line_at(sentence.start)
        if pattern.match(prose.folded, line.start, line.end):
            yield Found(line)

    return judge
