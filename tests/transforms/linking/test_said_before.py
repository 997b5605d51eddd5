"""Shared names of which the text names one fund surely."""

import pytest

from tests.transforms.linking.small import REGISTRY, hits, listed, said
from transforms.linking.form import linking_form
from transforms.linking.link import Candidate, Hit
from transforms.linking.said_before import as_said_before
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

BOTH = "芯片ETF=fund:159995/512760"
SAID = [
    ("华夏芯片ETF领涨，芯片ETF放量", "芯片ETF=fund:159995"),
    ("512760这只芯片ETF", "芯片ETF=fund:512760"),
    ("芯片ETF国泰跌了，这只芯片ETF还能拿吗", "芯片ETF=fund:512760"),
    ("芯片ETF涨，其中华夏芯片ETF领涨", BOTH),
    ("512760跌了，其他芯片ETF也跌", BOTH),
    ("512760和另外三只芯片ETF", BOTH),
    ("512760、159995都是芯片ETF", BOTH),
    ("512760，芯片ETF共有20只", BOTH),
    ("515050，芯片ETF", BOTH),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_shared_name_is_the_fund_that_was_named_before(text: str, expected: str) -> None:
    found = as_said_before(linking_form(text), listed(text), REGISTRY.funds)
    assert expected in said(text, found)


def test_a_cashtag_counts_for_what_stands_before_it() -> None:
    text = "芯片ETF $芯片(SH512760)$"
    tag = Candidate(Kind.FUND, "SH", "512760", NameKind.OFFICIAL, True)
    found = [*hits("芯片ETF"), Hit(Span(6, len(text)), "cashtag", (tag,))]
    name, _ = as_said_before(linking_form(text), found, REGISTRY.funds)
    assert name.candidates == tuple(each for each in found[0].candidates if each.code == "512760")


def test_what_is_no_fund_stays_for_the_context() -> None:
    index = Candidate(Kind.INDEX, "CSI", "H30184", NameKind.SHORT, True)
    code, name = hits("512760芯片ETF")
    both = Hit(name.span, name.method, (*name.candidates, index))
    _, left = as_said_before("512760芯片etf", [code, both], REGISTRY.funds)
    assert {(each.kind, each.code) for each in left.candidates} == {
        (Kind.FUND, "512760"),
        (Kind.INDEX, "H30184"),
    }
