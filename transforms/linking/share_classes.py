"""The letter of a share class right behind a fund's name that states none: 华夏豆粕ETF联接基金A."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from transforms.linking.link import Candidate, Hit
from transforms.registry.registry import Fund
from transforms.spans import Span

_LETTERS = frozenset("abcdefghi")
_CLASS = re.compile(r"(?P<share>[a-i])(?:类份额|类|份额)?(?![a-z0-9股])")


def with_classes(form: str, hits: Iterable[Hit], funds: Mapping[str, Fund]) -> Iterator[Hit]:
    """The hits, those with their class behind them longer by it and narrowed to that class.

    A name stays as it is where none of the funds that it may mean has such a class: the letter is
    not one then (沪深300ETF A股).
    """
    for hit in hits:
        end = hit.span.end
        if len(hit.candidates) > 1 and end < len(form) and form[end] in _LETTERS:
            yield _with_class(form, hit, funds)
        else:
            yield hit


def _with_class(form: str, hit: Hit, funds: Mapping[str, Fund]) -> Hit:
    match = _CLASS.match(form, hit.span.end)
    if match is None:
        return hit
    share_class = match["share"].upper()
    kept = tuple(each for each in hit.candidates if _share_class(each, funds) == share_class)
    if not kept:
        return hit
    return replace(hit, span=Span(hit.span.start, match.end()), candidates=kept)


def _share_class(candidate: Candidate, funds: Mapping[str, Fund]) -> str | None:
    fund = funds.get(candidate.code)
    return fund.share_class if fund else None
