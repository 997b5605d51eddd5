import pytest

from transforms.linking.form import linking_form
from transforms.linking.link import Candidate, Hit
from transforms.linking.share_classes import with_classes
from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

NAME = "豆粕ETF联接基金"
FUNDS = {
    code: Fund("OTCFUND", code, "007937", share_class=letter)
    for code, letter in (("007937", "A"), ("007938", "C"))
}
BOTH = tuple(
    Candidate(Kind.FUND, "OTCFUND", code, NameKind.GENERATED, True) for code in sorted(FUNDS)
)


@pytest.mark.parametrize(
    ("behind", "surface", "codes"),
    [
        ("A（007937）", "豆粕ETF联接基金A", ["007937"]),
        ("Ｃ类，", "豆粕ETF联接基金Ｃ类", ["007938"]),
        ("C类份额", "豆粕ETF联接基金C类份额", ["007938"]),
        ("，A", NAME, ["007937", "007938"]),
        ("E涨", NAME, ["007937", "007938"]),  # has no such class
        ("A股", NAME, ["007937", "007938"]),
        ("AI", NAME, ["007937", "007938"]),
        ("", NAME, ["007937", "007938"]),
    ],
)
def test_the_letter_behind_a_name_is_its_class(behind: str, surface: str, codes: list[str]) -> None:
    text = NAME + behind
    (found,) = with_classes(
        linking_form(text), [Hit(Span(0, len(NAME)), "short_name", BOTH)], FUNDS
    )
    assert found.span.of(text) == surface
    assert [candidate.code for candidate in found.candidates] == codes
