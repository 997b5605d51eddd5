"""The columns of posts that derive from what went and from what stays."""

from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.captures import post
from transforms.cleaning import clean
from transforms.flags import flags
from transforms.removal import Removal
from transforms.spans import Span

NOTHING = {
    "has_disclaimer": False,
    "has_position_disclosure": False,
    "has_risk_section": False,
    "is_ai_generated": False,
    "source_credit": None,
}


def found(kind: str, value: str | None = None) -> Removal:
    return Removal(f"{kind}.test", kind, Span(0, 1), value=value)


@pytest.mark.parametrize(
    ("removals", "content", "expected"),
    [
        ([], [], {}),
        (["greeting", "tail", "platform_footer", "copyright"], [], {}),
        (["ai_generated_notice"], [], {"is_ai_generated": True}),
        ([], ["position_disclosure"], {"has_position_disclosure": True}),
        ([], ["research_risk_section"], {"has_risk_section": True}),
        ([], ["appended"], {}),
        *(
            ([kind], [], {"has_disclaimer": True})
            for kind in (
                "platform_disclaimer",
                "not_advice",
                "fund_legal",
                "opinion_only",
                "risk_warning",
            )
        ),
    ],
)
def test_flags(removals: list[str], content: list[str], expected: dict[str, Any]) -> None:
    some = replace(
        clean(post("<p>等。</p>")),
        removals=tuple(map(found, removals)),
        content=tuple(map(found, content)),
    )
    assert flags(some) == NOTHING | expected


def test_several_sources_are_named_once_each_in_their_order() -> None:
    named = ["新华社", None, "新浪财经", "新华社"]
    credits = tuple(found("source_credit", value) for value in named)
    some = replace(clean(post("<p>等。</p>")), removals=credits)
    assert flags(some)["source_credit"] == "新华社; 新浪财经"
