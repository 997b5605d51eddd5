"""What the rules find together: every rule's example wherever it stands, and what holds for all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate import Findings, findings
from transforms.rules import RULES
from transforms.rules.rule import Place, Rule
from transforms.spans import without

DISCLAIMER = (
    "郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及图表）"
    "仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。"
)
FOOTER = "沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11"
# Rules whose example keeps words of its own beside what goes, or stands at an edge only.
WHOLE = [
    rule
    for rule in RULES
    if rule.place is Place.ANYWHERE
    and not rule.is_content
    and not without(rule.strip, [found.span for found in findings(rule.strip).removals])
]
PIECES = [
    "缩量，等方向。",
    "等年线",
    "本人持有某基金。",
    "“转载请注明出处”",
    "（",
    "，",
    "\n",
    " ",
    DISCLAIMER,
    *(rule.strip for rule in RULES),
    *(rule.keep for rule in RULES),
]


def left_of(text: str, found: Findings) -> str:
    return without(text, [removal.span for removal in found.removals])


@pytest.mark.parametrize("rule", WHOLE, ids=lambda rule: rule.id)
@pytest.mark.parametrize("text", ["{}", "前文。\n{}", "{}\n后文。", "前文。\n{}\n后文。"])
def test_a_whole_line_goes_with_its_newline(rule: Rule, text: str) -> None:
    whole = text.format(rule.strip)
    found = findings(whole)
    assert {removal.kind for removal in found.removals} >= {rule.kind}
    assert left_of(whole, found) == "\n".join(part for part in text.split("\n") if part != "{}")


def test_most_rules_have_an_example_that_goes_wholly() -> None:
    assert len(WHOLE) > len(RULES) / 3


def test_lines_in_a_row_are_cut_without_overlap() -> None:
    text = "\n".join([FOOTER, FOOTER, "正文。", DISCLAIMER, FOOTER, FOOTER])
    found = findings(text)
    assert left_of(text, found) == "正文。"
    spans = [removal.span for removal in found.removals]
    assert len(spans) == 5
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_what_content_rules_find_stays_and_is_told() -> None:
    text = "仓位五成。\n本人持有上述基金，不构成投资建议。\n" + DISCLAIMER
    found = findings(text)
    assert left_of(text, found) == "仓位五成。\n本人持有上述基金，不构成投资建议。"
    assert [each.kind for each in found.content] == ["position_disclosure"]


def test_what_is_cited_stays() -> None:
    text = "他把“转载请注明出处，违者必究。”写在每篇下面。"
    assert left_of(text, findings(text)) == text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_removals_are_in_order_within_the_text_and_leave_nothing_to_find(text: str) -> None:
    found = findings(text)
    spans = [removal.span for removal in found.removals]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert findings(left_of(text, found)).removals == ()
