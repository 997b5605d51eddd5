"""The cleaning rules, a file a family, in the order in which they claim a text."""

from transforms.rules import platform
from transforms.rules.rule import Place, Rule

RULES: tuple[Rule, ...] = (*platform.RULES,)

CONTENT = tuple(rule for rule in RULES if rule.is_content)
ANYWHERE = tuple(r for r in RULES if r.place is Place.ANYWHERE and not r.is_content)
HEAD = tuple(rule for rule in RULES if rule.place in (Place.HEAD, Place.EDGE))
TAIL = tuple(rule for rule in RULES if rule.place in (Place.TAIL, Place.EDGE))
