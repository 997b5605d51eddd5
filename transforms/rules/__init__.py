"""The cleaning rules, a file a family, in the order in which they claim a text."""

from transforms.rules import (
    accounts,
    ai_notice,
    chrome,
    contact,
    copyright,
    disclosures,
    editor_credits,
    follow,
    fund_legal,
    greeting,
    not_advice,
    opinion_only,
    platform,
    risk_warning,
    signoff,
    source_credits,
)
from transforms.rules.rule import Place, Rule

RULES: tuple[Rule, ...] = (
    *ai_notice.RULES,
    *platform.RULES,
    *chrome.RULES,
    *source_credits.RULES,
    *editor_credits.RULES,
    *copyright.RULES,
    *disclosures.RULES,
    *fund_legal.RULES,
    *not_advice.RULES,
    *opinion_only.RULES,
    *risk_warning.RULES,
    *follow.RULES,
    *accounts.RULES,
    *contact.RULES,
    *greeting.RULES,
    *signoff.RULES,
)

CONTENT = tuple(rule for rule in RULES if rule.is_content)
ANYWHERE = tuple(r for r in RULES if r.place is Place.ANYWHERE and not r.is_content)
HEAD = tuple(rule for rule in RULES if rule.place in (Place.HEAD, Place.EDGE))
TAIL = tuple(rule for rule in RULES if rule.place in (Place.TAIL, Place.EDGE))
