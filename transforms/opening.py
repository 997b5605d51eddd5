"""The title and the line of author and time where they open an article within its own element."""

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from transforms.body import flatten_tag, tidy_line
from transforms.fold import fold
from transforms.stated import Piece, plain

_LABEL = r"(?:作者|来源|发布者?|(?:发布|发表|更新)?(?:时间|日期))\s*:\s*"
# 某某 发表于 2025-03-27 21:04:05 阅读 88; not 数据截至2025-03-27 15:00, and no line that says more.
_BYLINE = re.compile(
    r"(?!\D{0,40}(?:截[至止]|数据|统计))"
    rf"(?:{_LABEL})?[^,!?;:。]{{0,30}}?(?:{_LABEL}|发[表布]于?|于)?\s*"
    r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d\d(?::\d\d)?"
    r"(?:[\s|]*(?:来自|来源|作者|阅读|浏览|点击|查看|评论|编辑|字号|分享|收藏|举报)[^,!?;。]{0,40})?"
)
_WHITE = re.compile(r"\s+")
_MOST_LINES = 2


def take_opening(article: Tag, title: str | None) -> list[Piece]:
    """Takes out the first lines, as far as they are the title or sign the text, as pieces.

    Nothing of an article that begins with its author's words, or is no more than such lines.
    """
    lines = flatten_tag(article).split("\n")
    opening = list(_opening_lines(lines[:_MOST_LINES], title))
    if len(opening) == len(lines):
        return []
    strings = list(_first_strings(article, _WHITE.sub("", "".join(opening))))
    pieces = [Piece(" ".join(each.split()), each.parent) for each in strings if each.parent]
    for each in strings:
        each.extract()
    return pieces


def _opening_lines(lines: Sequence[str], title: str | None) -> Iterator[str]:
    for line in lines:
        is_title = bool(title) and plain(line) == plain(title or "")
        if not is_title and not _BYLINE.fullmatch(fold(line)):
            return
        yield line


def _first_strings(article: Tag, letters: str) -> Iterator[NavigableString]:
    """The texts of an element that together are these letters."""
    for string in article.find_all(string=True):
        own = _WHITE.sub("", tidy_line(string) or "")
        if isinstance(string, PreformattedString) or not own:
            continue
        if not letters.startswith(own):
            return
        letters = letters[len(own) :]
        yield string
