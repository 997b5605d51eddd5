"""What is left where pieces of a line went: no doubled space, none at an end, no glued words."""

import re

import pytest

from transforms.prose import Prose
from transforms.removal import Removal
from transforms.spans import Span, without
from transforms.whole_lines import with_whole_lines


def left(marked: str) -> str:
    """The text without what stands in braces, and without what goes with it."""
    text, spans = "", []
    for piece in re.split(r"(\{[^}]*\})", marked):
        start = len(text)
        text += piece.strip("{}") if piece.startswith("{") else piece
        spans += [Span(start, len(text))] if piece.startswith("{") else []
    removals = with_whole_lines(Prose(text), [Removal("r.r", "r", span) for span in spans])
    assert all(one.span.start < one.span.end for one in removals)
    return without(text, [one.span for one in removals])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("甲文 {广告} 乙文", "甲文 乙文"),
        ("甲文 {广告}{声明} 乙文", "甲文 乙文"),
        ("甲文 {广告} {声明} 乙文", "甲文 乙文"),
        ("{广告} 乙文", "乙文"),
        ("{广告}{声明} 乙文", "乙文"),
        ("甲文 {广告}", "甲文"),
        ("甲文 {广告}{声明}", "甲文"),
        ("甲文 {广告} {声明} ", "甲文"),
        ("甲文{广告} 乙文", "甲文 乙文"),
        ("甲文 {广告}乙文", "甲文 乙文"),
        ("甲文{广告} {声明}乙文", "甲文 乙文"),
        ("甲文{广告}乙文", "甲文乙文"),
        ("甲文\n{广告}\n乙文", "甲文\n乙文"),
        ("甲文\n{广告} {声明}！", "甲文"),
        ("【免责声明】\n{广告}\n乙文", "乙文"),
    ],
)
def test_what_is_left(marked: str, expected: str) -> None:
    assert left(marked) == expected
