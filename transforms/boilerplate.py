"""What is not the author's: rules that find it, each one function, and their removals.

Rules see the text folded (one character for one) and give spans of whole lines; they know no
positions but lines, and never cut from a word to the end.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from transforms.fold import fold
from transforms.furniture import DISCLAIMER, FOOTER
from transforms.spans import Span, lines

Find = Callable[[str], Iterator[Span]]
CLEANER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `kind` says what it takes out, `find` where in a folded text."""

    id: str
    kind: str
    find: Find


@dataclass(frozen=True, slots=True)
class Removal:
    """One piece taken out of a text, and by which rule."""

    rule_id: str
    kind: str
    span: Span


def _lines_like(pattern: re.Pattern[str]) -> Find:
    def find(folded: str) -> Iterator[Span]:
        return (line for line in lines(folded) if pattern.match(line.of(folded)))

    return find


# The second half of the disclaimer, which some pages set as a paragraph of its own.
_ADVICE_HALF = re.compile(r"请勿相信代客理财、免费荐股和炒股培训等宣传内容")
# Lines that the site sets into articles (sites.md §1.4), from their first to their last character.
_INLINE_AD = re.compile(
    r"(?:在东方财富看资讯行情,选东方财富证券一站式开户交易"
    r"|四大权益礼包,开户即送"
    r"|炒股第一步,先开个股票账户"
    r"|想炒股,先开户!选东方财富证券,行情交易一个APP搞定"
    r"|股市如棋局,开户先布局,随时把握投资机遇!"
    r"|\[?点击查看原文\]?|本文作者可以追加内容)>*\s*$"
)

RULES: tuple[Rule, ...] = (
    Rule("platform.disclaimer", "platform_disclaimer", _lines_like(DISCLAIMER)),
    Rule("platform.disclaimer_half", "platform_disclaimer", _lines_like(_ADVICE_HALF)),
    Rule("platform.footer", "platform_footer", _lines_like(FOOTER)),
    Rule("platform.inline_ad", "platform_inline_ad", _lines_like(_INLINE_AD)),
)


def removals(text: str) -> list[Removal]:
    """What the rules take out of a text, in order, without overlaps; the first rule wins."""
    folded = fold(text)
    found: list[Removal] = []
    for rule in RULES:
        for span in rule.find(folded):
            if not any(span.overlaps(other.span) for other in found):
                found.append(Removal(rule.id, rule.kind, span))
    return _with_newlines(sorted(found, key=lambda removal: removal.span), folded)


def _with_newlines(found: list[Removal], text: str) -> list[Removal]:
    """The same, each whole line with the newline that its going leaves over."""
    widened: list[Removal] = []
    for removal in found:
        taken = widened[-1].span.end if widened else 0
        widened.append(replace(removal, span=_widen(removal.span, text, taken)))
    return widened


def _widen(span: Span, text: str, taken: int) -> Span:
    is_line_start = span.start == 0 or text[span.start - 1] == "\n"
    is_line_end = span.end == len(text) or text[span.end] == "\n"
    if not (is_line_start and is_line_end):
        return span
    if span.start > taken:
        return Span(span.start - 1, span.end)
    return Span(max(span.start, taken), min(span.end + 1, len(text)))
