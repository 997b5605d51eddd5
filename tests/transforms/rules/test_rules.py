"""Every rule: its own examples, also in the other widths and scripts, and what its id says."""

import pytest

from transforms.boilerplate import findings
from transforms.fold import fold, match_form
from transforms.removal import Removal
from transforms.rules import RULES
from transforms.rules.rule import Place, Rule
from transforms.simplified import SIMPLER

ABOVE, BELOW = "缩量，等方向。", "明天再看。"
TRADITIONAL = {simple: traditional for traditional, simple in reversed(SIMPLER.items())}
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def found_by(rule: Rule, example: str) -> list[Removal]:
    """What the rule finds of an example that stands where the rule looks."""
    text = {
        Place.HEAD: f"{example}\n{ABOVE}\n{BELOW}",
        Place.ANYWHERE: f"{ABOVE}\n{example}\n{BELOW}",
    }.get(rule.place, f"{ABOVE}\n{BELOW}\n{example}")
    found = findings(text)
    own = [each for each in (*found.removals, *found.content) if each.rule_id == rule.id]
    assert all(each.span.of(text).strip("\n") not in (ABOVE, BELOW) for each in own)
    assert all(each.kind == rule.kind for each in own)
    return own


def test_ids_are_the_kind_and_a_name_and_stand_once() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert [rule.id.partition(".")[0] for rule in RULES] == [rule.kind for rule in RULES]
    assert all(rule.hints and rule.taught_by for rule in RULES)


@every_rule
def test_the_strip_example_is_found(rule: Rule) -> None:
    assert found_by(rule, rule.strip)


@every_rule
def test_the_keep_example_is_not(rule: Rule) -> None:
    assert found_by(rule, rule.keep) == []


@every_rule
def test_half_width_is_found_alike(rule: Rule) -> None:
    assert found_by(rule, fold(rule.strip))


@every_rule
def test_traditional_characters_are_found_alike(rule: Rule) -> None:
    assert found_by(rule, rule.strip.translate(TRADITIONAL))


def test_hints_are_written_as_matched_text_is() -> None:
    hints = {hint for rule in RULES for hint in rule.hints}
    assert {hint for hint in hints if match_form(hint) != hint or not hint.strip()} == set()
