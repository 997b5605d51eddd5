"""Counts as the sites print them."""

import re

from transforms.fold import fold

_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[万亿]?)\+?")
_UNIT = {"": 1, "万": 10_000, "亿": 100_000_000}
# Where a count is zero the 2022 template prints the verb instead (sites.md §3.3).
_ZERO_WORDS = frozenset({"点赞", "评论", "赞", "收藏", "转发", "分享"})


def printed_count(text: str | None) -> int | None:
    """The count a cell shows: `3`, `2.8万`, a bare verb for zero; None where it says neither."""
    shown = fold(text or "").replace(",", "").strip()
    if shown in _ZERO_WORDS:
        return 0
    match = _NUMBER.fullmatch(shown)
    return round(float(match["number"]) * _UNIT[match["unit"]]) if match else None


def stated_count(value: object) -> int | None:
    """A count out of JSON: a whole number that is not negative, also as digits; else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    return printed_count(value) if isinstance(value, str) else None
