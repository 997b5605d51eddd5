"""Names that the same text decides."""

import pytest

from transforms.linking.form import linking_form
from transforms.linking.link import Candidate, Hit
from transforms.linking.stated_names import as_decided, unknown_names, with_codes_beside
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

GENERATED = NameKind.GENERATED


def fund(code: str, name_kind: NameKind = GENERATED) -> Candidate:
    return Candidate(Kind.FUND, "SH", code, name_kind, True)


def stock(code: str) -> Candidate:
    return Candidate(Kind.STOCK, "SZ", code, NameKind.OFFICIAL, True)


INDEX = Candidate(Kind.INDEX, "CSI", "H11136", NameKind.OFFICIAL, True)


def hit(text: str, surface: str, *candidates: Candidate, method: str = "short_name") -> Hit:
    start = text.index(surface)
    return Hit(Span(start, start + len(surface)), method, candidates)


@pytest.mark.parametrize(
    "text",
    [
        "华夏5GETF（515050）涨",
        "华夏5GETF 515050",
        "华夏5GETF：515050",
        "华夏5GETF（基金代码：515050）",
        "华夏5GETF（场内代码 515050）",
        "华夏5GETFA(515050)",
        "515050华夏5GETF",
        "（515050）华夏5GETF",
        "515050、华夏5GETF",
    ],
)
def test_a_name_and_the_code_beside_it_decide_each_other(text: str) -> None:
    name = hit(text, "华夏5GETF", fund("515050"), fund("159994"))
    code = hit(text, "515050", fund("515050"), stock("515050"), method="code")
    hits, decided = with_codes_beside(linking_form(text), sorted([name, code], key=_start), {})
    assert [each.candidates for each in hits] == [(fund("515050"),)] * 2
    assert all(each.is_confirmed for each in hits)
    assert decided == {"华夏5getf": (fund("515050"),)}


@pytest.mark.parametrize("text", ["华夏5GETF涨，买了515050", "华夏5GETF和（515050）"])
def test_a_code_further_off_decides_nothing(text: str) -> None:
    name = hit(text, "华夏5GETF", fund("515050"), fund("159994"))
    code = hit(text, "515050", fund("515050"), stock("515050"), method="code")
    assert with_codes_beside(linking_form(text), [name, code], {}) == ([name, code], {})


def test_a_bare_code_beside_a_stocks_name_is_that_stock() -> None:
    name = hit("平安银行000001", "平安银行", stock("000001"), method="name")
    code = hit("平安银行000001", "000001", fund("000001"), stock("000001"), method="code")
    hits, _ = with_codes_beside("平安银行000001", [name, code], {})
    assert hits[1].candidates == (stock("000001"),)


@pytest.mark.parametrize(
    ("text", "candidate", "is_stated"),
    [
        ("中国互联（164906）", INDEX, True),
        ("中国互联164906", INDEX, False),
        ("164906（中国互联", INDEX, False),
        ("中国互联（164906）", stock("000001"), False),
        ("中国互联（164906）", fund("513050", NameKind.OFFICIAL), False),
        ("中国互联（164906）", fund("513050", NameKind.NICKNAME), True),
    ],
)
def test_an_author_says_what_code_a_name_stands_for(
    text: str, candidate: Candidate, is_stated: bool
) -> None:
    name = hit(text, "中国互联", candidate)
    code = hit(text, "164906", fund("164906"), method="code")
    hits, _ = with_codes_beside(linking_form(text), sorted([name, code], key=_start), {})
    codes = {each.code for one in hits for each in one.candidates}
    assert (codes == {"164906"}) is is_stated


def test_a_decided_name_is_narrowed_within_its_kind_only() -> None:
    name = hit("创业板", "创业板", fund("159915"), fund("159952"), INDEX)
    (narrowed,) = as_decided("创业板", [name], {"创业板": (fund("159915"),)})
    assert narrowed.candidates == (fund("159915"), INDEX)
    assert not narrowed.is_confirmed


def test_a_name_that_never_was_the_codes_stays() -> None:
    name = hit("创业板", "创业板", INDEX)
    assert list(as_decided("创业板", [name], {"创业板": (fund("159915"),)})) == [name]


def test_a_decided_name_with_spaces_inside_is_the_same_name() -> None:
    form = "科创50 etf"
    name = Hit(Span(0, 8), "short_name", (fund("588000"), fund("588080")))
    (narrowed,) = as_decided(form, [name], {"科创50etf": (fund("588000"),)})
    assert narrowed.candidates == (fund("588000"),)
    assert narrowed.is_confirmed


def test_unknown_names_are_the_longest_and_not_too_short() -> None:
    stated = {"某能源": (stock("1"),), "某能源股份": (stock("2"),), "某": (stock("3"),)}
    found = list(unknown_names("某能源股份与某能源", stated))
    assert [(each.span, each.candidates[0].code) for each in found] == [
        ((0, 5), "2"),
        ((6, 9), "1"),
    ]
    assert list(unknown_names("某", {"某": (stock("3"),)})) == []


def _start(hit: Hit) -> int:
    return hit.span.start
