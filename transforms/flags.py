"""What removals and content say of a post: the columns of POSTS that derive from them."""

from collections.abc import Iterable
from typing import Any

from transforms.cleaning import CleanPost
from transforms.removal import Removal

DISCLAIMERS = frozenset(
    {"platform_disclaimer", "not_advice", "fund_legal", "opinion_only", "risk_warning"}
)
_JOINT = "; "


def flags(cleaned: CleanPost) -> dict[str, Any]:
    """has_disclaimer, has_position_disclosure, has_risk_section, is_ai_generated, source_credit."""
    removed = {removal.kind for removal in cleaned.removals}
    content = {piece.kind for piece in cleaned.content}
    return {
        "has_disclaimer": not removed.isdisjoint(DISCLAIMERS),
        "has_position_disclosure": "position_disclosure" in content,
        "has_risk_section": "research_risk_section" in content,
        "is_ai_generated": "ai_generated_notice" in removed,
        "source_credit": _credit(cleaned.removals),
    }


def _credit(removals: Iterable[Removal]) -> str | None:
    named = [one.value for one in removals if one.kind == "source_credit" and one.value]
    return _JOINT.join(dict.fromkeys(named)) or None
