"""Which sentences edge rules are asked about, and what they leave."""

import pytest

from transforms.boilerplate import findings
from transforms.edges import edge_removals
from transforms.prose import Prose
from transforms.removal import Removal
from transforms.repeats import NONE
from transforms.spans import Span

LEAVE, GREETING, LINE = "今天就聊到这里。", "大家好，我是阿热。", "缩量，等方向。"


def gone(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return [removal.span.of(text).strip("\n") for removal in findings(text).removals]


@pytest.mark.parametrize(("n_above", "goes"), [(0, True), (1, True), (2, False)])
def test_the_head_ends_below_two_lines_that_stay(n_above: int, goes: bool) -> None:
    lines = [LINE] * n_above + [GREETING] + [LINE] * 9
    assert gone(lines) == ([GREETING] if goes else [])


@pytest.mark.parametrize(("n_below", "goes"), [(0, True), (4, True), (5, False)])
def test_the_tail_ends_above_five_lines_that_stay(n_below: int, goes: bool) -> None:
    lines = [LINE] * 9 + [LEAVE] + [LINE] * n_below
    assert gone(lines) == ([LEAVE] if goes else [])


def test_what_goes_does_not_count_as_a_line() -> None:
    furniture = ["明天见。", "感谢各位的阅读。", "祝大家周末愉快！", "大家晚安。"] * 3
    assert gone([LINE] * 9 + [LEAVE, *furniture]) == [LEAVE, *furniture]


def test_what_others_claimed_does_not_count_and_is_not_asked_again() -> None:
    text = "\n".join([LINE, LEAVE, *["甲说乙。"] * 6])
    prose = Prose(text)
    claimed = [Removal("x", "x", Span(len(LINE) + len(LEAVE) + 2, len(text)))]
    [found] = edge_removals(prose, claimed, list, NONE)
    assert found.span.of(text) == LEAVE


def test_protected_pieces_stay() -> None:
    text = f"{LINE}\n{LEAVE}"
    protected = [Span(len(LINE) + 1, len(text))]
    assert edge_removals(Prose(text), [], lambda: protected, NONE) == []


def test_nothing_goes_where_nothing_else_would_be_left() -> None:
    assert gone([GREETING, LEAVE]) == []
    assert gone([LEAVE]) == []


def test_many_claims_in_one_line_take_no_quadratic_time() -> None:
    text = "甲。" * 20_000
    prose = Prose(text)
    claimed = [Removal("x", "x", span) for span in prose.sentences[::2]]
    assert edge_removals(prose, claimed, list, NONE) == []
