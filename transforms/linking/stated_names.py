"""Names that the same text decides: by a code beside them, or by a cashtag that states both."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.cashtags import Cashtag
from transforms.linking.form import name_form
from transforms.linking.index_codes import Names, indexed
from transforms.linking.link import Candidate, Hit
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

# 华夏5GETF(515050), 华夏5GETF A(基金代码:515050), 010213中欧互联网先锋混合A, (000725)京东方A.
_BESIDE = re.compile(
    r"(?:[a-i]类?)?[ (\[{【)\]}】|/:、-]{0,3}(?:(?:基金|股票|证券|交易|场内|场外)?代码)?[ :]{0,2}"
)
_IN_BRACKETS = re.compile(r" ?[(\[]")
# Names of which a list tells the code are not another's.
_LISTED = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT)
# Of names that no list has; two characters are too often part of something else.
_N_SHORTEST_UNKNOWN = 3

Decided = Mapping[str, tuple[Candidate, ...]]


def with_codes_beside(form: str, hits: Sequence[Hit], names: Names) -> tuple[list[Hit], Decided]:
    """The hits in order, a name and the code beside it narrowed to what both can mean.

    And what the names so decided mean, by their form. `names` are all of a code's.
    """
    decided: dict[str, tuple[Candidate, ...]] = {}
    narrowed = list(hits)
    for index, (left, right) in enumerate(pairwise(hits)):
        is_code_first = left.method == "code"
        if is_code_first == (right.method == "code"):
            continue
        if _BESIDE.fullmatch(form, left.span.end, right.span.start) is None:
            continue
        code, name = (narrowed[index], right) if is_code_first else (right, narrowed[index])
        is_named = not is_code_first and _IN_BRACKETS.fullmatch(form, *_gap(left, right))
        both = _both(code, name) or indexed(form, code, name, names)
        if both is None and is_named:
            both = _as_stated(code, name)
        if both is not None:
            code, name = both
            narrowed[index : index + 2] = (code, name) if is_code_first else (name, code)
            decided[name.span.of(form).replace(" ", "")] = name.candidates
    return [hit for hit in narrowed if hit.candidates], decided


def _gap(left: Hit, right: Hit) -> tuple[int, int]:
    return left.span.end, right.span.start


def _both(code: Hit, name: Hit) -> tuple[Hit, Hit] | None:
    shared = _keys(code.candidates) & _keys(name.candidates)
    if not shared:
        return None
    return _only(code, shared), _only(name, shared)


def _as_stated(code: Hit, name: Hit) -> tuple[Hit, Hit] | None:
    """The author says what code an index's or fund's other name stands for: 中国互联(164906)."""
    if any(each.kind is not Kind.FUND for each in code.candidates):
        return None
    if any(each.kind is Kind.STOCK or _is_listed_fund(each) for each in name.candidates):
        return None
    stated = tuple(each._replace(name_kind=NameKind.LEARNED) for each in code.candidates)
    return code, replace(name, method="short_name", candidates=stated, is_confirmed=True)


def _is_listed_fund(candidate: Candidate) -> bool:
    return candidate.kind is Kind.FUND and candidate.name_kind in _LISTED


def _keys(candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    return {(candidate.kind, candidate.code) for candidate in candidates}


def _only(hit: Hit, keys: set[tuple[str, str]]) -> Hit:
    kept = tuple(c for c in hit.candidates if (c.kind, c.code) in keys)
    return replace(hit, candidates=kept, is_confirmed=True)


def stated_by(tags: Iterable[Hit], marks: Iterable[Cashtag]) -> Decided:
    """What the names in cashtags mean, by their form."""
    return {name_form(mark.name): tag.candidates for mark, tag in zip(marks, tags, strict=True)}


def as_decided(form: str, hits: Iterable[Hit], decided: Decided) -> Iterator[Hit]:
    """The hits, those whose name is decided elsewhere in the text narrowed to it.

    Only among candidates of the same kind: whether an index or the fund of that name is meant is
    for the context of each place (transforms/linking/contexts.py).
    """
    for hit in hits:
        meant = decided.get(hit.span.of(form).replace(" ", ""))
        yield hit if meant is None else _narrowed(hit, meant)


def _narrowed(hit: Hit, meant: tuple[Candidate, ...]) -> Hit:
    keys, kinds = _keys(meant), {candidate.kind for candidate in meant}
    if not keys & _keys(hit.candidates):
        return hit
    kept = tuple(c for c in hit.candidates if c.kind not in kinds or (c.kind, c.code) in keys)
    return replace(hit, candidates=kept, is_confirmed=all(c.kind in kinds for c in kept))


def unknown_names(form: str, decided: Decided) -> Iterator[Hit]:
    """The places where a name stands that a cashtag of the text states and no list has."""
    names = [name for name in decided if len(name) >= _N_SHORTEST_UNKNOWN]
    if not names:
        return
    automaton = AhoCorasick(names, MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(form):
        learned = tuple(each._replace(name_kind=NameKind.LEARNED) for each in decided[names[index]])
        yield Hit(Span(start, end), "short_name", learned, is_confirmed=True)
