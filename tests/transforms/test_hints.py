"""Asking all rules of hints at once finds what asking for each hint finds."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.hints import Hinted
from transforms.pairs import pairs, pairs_among
from transforms.prose import Prose
from transforms.rules import RULES

HINTS = sorted({hint for rule in RULES for hint in rule.hints})
TEXTS = st.lists(st.one_of(st.sampled_from(HINTS), st.text(max_size=4), st.just("😀"))).map("".join)
HINTED = Hinted(RULES)


@given(TEXTS)
def test_no_rule_is_forgotten_and_none_is_asked_in_vain(text: str) -> None:
    prose = Prose(text)
    asked = [(rule.id, sorted(hints)) for rule, hints in HINTED.asked(prose.folded)]
    held = [(rule.id, sorted(h for h in rule.hints if h in prose.folded)) for rule in RULES]
    assert asked == [(name, hints) for name, hints in held if hints]


@given(st.text(), st.text(min_size=2), st.text())
def test_the_pairs_of_a_piece_are_pairs_of_the_whole(before: str, piece: str, behind: str) -> None:
    assert pairs(piece) <= pairs(before + piece + behind)


@given(st.text(), st.sets(st.text(min_size=2, max_size=2)))
def test_the_wanted_pairs_are_those_of_all(text: str, wanted: set[str]) -> None:
    numbers = frozenset(number for each in wanted for number in pairs(each))
    assert pairs_among(text, numbers) == pairs(text) & numbers


def test_other_neighbours_are_other_pairs() -> None:
    assert pairs("甲乙丙") == pairs("甲乙") | pairs("乙丙")
    assert not pairs("甲乙") & pairs("乙甲丙")
    assert pairs("甲") == pairs("") == set()
