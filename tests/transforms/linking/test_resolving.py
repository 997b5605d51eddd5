import pytest

from transforms.linking.link import Candidate, Hit
from transforms.linking.resolving import Meaning, meaning
from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

OFFICIAL, EXCHANGE, NICKNAME, GENERATED = (
    NameKind.OFFICIAL,
    NameKind.EXCHANGE_SHORT,
    NameKind.NICKNAME,
    NameKind.GENERATED,
)
# 001 and 002 are classes of one fund.
FUNDS = {
    code: Fund("OTCFUND", code, fund_id)
    for code, fund_id in (("001", "001"), ("002", "001"), ("510300", "510300"), ("3", "3"))
}


def fund(
    code: str, name_kind: NameKind = OFFICIAL, is_current: bool = True, market: str = "OTCFUND"
) -> Candidate:
    return Candidate(Kind.FUND, market, code, name_kind, is_current)


def meant(*candidates: Candidate, method: str = "name", is_confirmed: bool = False) -> Meaning:
    return meaning(Hit(Span(0, 2), method, candidates, is_confirmed), FUNDS)


def test_one_code_is_decided() -> None:
    assert meant(fund("002")) == Meaning(Kind.FUND, "OTCFUND", "002", ("002",), "001", "name", 0.98)


def test_classes_of_one_fund_leave_the_code_open() -> None:
    classes = meant(fund("002", GENERATED), fund("001", GENERATED))
    assert (classes.code, classes.codes, classes.fund_id) == (None, ("001", "002"), "001")


def test_several_funds_leave_everything_open() -> None:
    shared = meant(fund("3", EXCHANGE, market="SZ"), fund("510300", EXCHANGE, market="SH"))
    assert (shared.market, shared.code, shared.fund_id) == (None, None, None)
    assert shared.codes == ("3", "510300")
    assert shared.confidence < meant(fund("3", EXCHANGE)).confidence


@pytest.mark.parametrize(
    ("candidates", "codes"),
    [
        ([fund("3", is_current=False), fund("001")], ("001",)),
        ([fund("3", EXCHANGE), fund("001")], ("001",)),
        ([fund("3", GENERATED), fund("001", EXCHANGE, is_current=False)], ("001",)),
        # A current exchange name is borne by another fund on that day: the former official one
        # is not meant any more.
        ([fund("3", EXCHANGE), fund("001", OFFICIAL, is_current=False)], ("3",)),
        ([fund("3", NICKNAME), fund("001", GENERATED)], ("3",)),
        # A list gave another fund the name by which people went on to call the first.
        ([fund("3", NICKNAME), fund("001", EXCHANGE)], ("001", "3")),
        ([fund("3", NICKNAME), fund("001", EXCHANGE, is_current=False)], ("3",)),
        ([fund("3", NICKNAME, is_current=False), fund("001", GENERATED)], ("3",)),
        ([fund("3", is_current=False), fund("001", is_current=False)], ("001", "3")),
    ],
)
def test_the_surest_names_decide(candidates: list[Candidate], codes: tuple[str, ...]) -> None:
    assert meant(*candidates).codes == codes


def test_a_name_of_several_kinds_is_no_fund() -> None:
    index = Candidate(Kind.INDEX, "SH", "000688", OFFICIAL, True)
    assert meant(fund("588000", EXCHANGE), index).kind is Kind.INDEX


def test_two_markets_of_one_stock_stay_candidates() -> None:
    listed = [
        Candidate(Kind.STOCK, market, code, OFFICIAL, True)
        for market, code in (("SH", "600585"), ("HK", "00914"))
    ]
    both = meant(*listed)
    assert (both.market, both.code, both.codes) == (None, None, ("00914", "600585"))
    assert both.fund_id is None


def test_a_fund_that_no_list_has_is_its_own_fund() -> None:
    assert meant(fund("999999"), method="cashtag").fund_id == "999999"


@pytest.mark.parametrize(
    ("candidates", "method"),
    [
        ([fund("3")], "name"),
        ([fund("3", EXCHANGE, is_current=False), fund("001", GENERATED)], "short_name"),
        ([fund("3", NICKNAME), fund("001", GENERATED)], "nickname"),
    ],
)
def test_the_method_is_that_of_the_names_that_decide(
    candidates: list[Candidate], method: str
) -> None:
    assert meant(*candidates).method == method
    assert meant(*candidates, method="code").method == "code"


def test_confidence_ranks_what_decides() -> None:
    ranked = [
        meant(fund("3"), method="cashtag"),
        meant(fund("3", GENERATED), is_confirmed=True),
        meant(fund("3")),
        meant(fund("3", EXCHANGE)),
        meant(fund("3", EXCHANGE, is_current=False)),
        meant(fund("3", NICKNAME)),
        meant(fund("3", GENERATED)),
        meant(fund("3", EXCHANGE), fund("001", GENERATED)),
        meant(fund("3", EXCHANGE), fund("001", EXCHANGE)),
        meant(fund("3", GENERATED), fund("001", GENERATED)),
    ]
    confidences = [each.confidence for each in ranked]
    assert confidences == sorted(confidences, reverse=True)
    assert len(set(confidences)) == len(confidences)
    assert all(0 < confidence <= 1 for confidence in confidences)


@pytest.mark.parametrize(
    "other",
    [fund("002", GENERATED), fund("3", GENERATED, is_current=False)],
    ids=["its class", "a name of before"],
)
def test_only_what_other_funds_are_called_now_makes_a_short_name_less_sure(
    other: Candidate,
) -> None:
    assert meant(fund("001", EXCHANGE), other) == meant(fund("001", EXCHANGE))
    assert meant(fund("510300"), fund("3", GENERATED)) == meant(fund("510300"))


def test_a_stock_and_a_fund_company_of_one_name_are_one_firm() -> None:
    stock = Candidate(Kind.STOCK, "SH", "600030", EXCHANGE, is_current=True)
    company = Candidate(Kind.COMPANY, "", "中信证券", OFFICIAL, is_current=True)
    assert meant(company, stock) == meant(stock)
    assert meant(fund("3", EXCHANGE), stock).confidence < meant(stock).confidence
