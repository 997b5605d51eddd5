"""What hits are in their context: a name of several kinds is decided, an ordinary word dropped."""

from collections.abc import Sequence
from functools import cache

from transforms.linking.beside import Beside, Judge
from transforms.linking.companies import company
from transforms.linking.foreign import foreign_fund, option
from transforms.linking.fund_or_index import fund_or_index
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import EXPLICIT, Hit
from transforms.linking.private import account, private_fund, product_to_come
from transforms.linking.words import common_word, is_weak, theme_index
from transforms.registry.sighting import Kind

# In this order: each sees what those before it have left of the hit. Beside each the kinds that
# a hit has one of.
RULES: tuple[tuple[frozenset[Kind], Judge], ...] = (
    (frozenset({Kind.FUND, Kind.INDEX, Kind.PLATE}), account),
    (frozenset({Kind.FUND}), foreign_fund),
    (frozenset({Kind.FUND}), option),
    (frozenset({Kind.FUND, Kind.COMPANY}), private_fund),
    (frozenset({Kind.FUND}), product_to_come),
    (frozenset({Kind.COMPANY}), company),
    (frozenset({Kind.STOCK, Kind.INDEX, Kind.PLATE, Kind.OTHER}), common_word),
    (frozenset({Kind.INDEX, Kind.PLATE}), theme_index),
    (frozenset({Kind.FUND}), fund_or_index),
)

_ALONE = {kind: frozenset({kind}) for kind in Kind}


def in_context(form: str, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """The hits that their context lets stand, each with the candidates that it leaves.

    `form` is the text in linking form; `hits` are all of the text's, in order. What a code beside
    it or a cashtag confirms stays as it is.
    """
    judged = list(hits)
    stated: frozenset[str] | None = None
    for index, hit in enumerate(hits):
        if hit.is_confirmed or hit.method in EXPLICIT:
            continue
        if _is_plain(hit, form, lexicon):
            continue
        stated = _stated(hits) if stated is None else stated
        _judge(judged, Beside(form, judged, index, lexicon, stated))
    return [hit for hit in judged if hit.candidates]


def _is_plain(hit: Hit, form: str, lexicon: Lexicon) -> bool:
    """Whether no rule has a say: most hits of a text are names of stocks that are no words."""
    for candidate in hit.candidates:
        if candidate.kind is not Kind.STOCK:
            return False
    return not is_weak(hit, hit.span.of(form), lexicon)


def _stated(hits: Sequence[Hit]) -> frozenset[str]:
    return frozenset(c.code for hit in hits if hit.method in EXPLICIT for c in hit.candidates)


def _judge(judged: list[Hit], beside: Beside) -> None:
    """Narrow the hit in its place, where the next rule and the next hits see it."""
    for rule in _rules_of(_kinds(beside.hit)):
        left = rule(beside)
        if left is not beside.hit.candidates:
            beside.hit = judged[beside.index] = beside.hit.only(left)


def _kinds(hit: Hit) -> frozenset[Kind]:
    if len(hit.candidates) == 1:
        return _ALONE[hit.candidates[0].kind]
    return frozenset([candidate.kind for candidate in hit.candidates])


@cache
def _rules_of(kinds: frozenset[Kind]) -> tuple[Judge, ...]:
    return tuple(rule for needed, rule in RULES if not kinds.isdisjoint(needed))
