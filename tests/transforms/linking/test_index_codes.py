"""The code behind an index's name."""

import pytest

from tests.transforms.linking.names import alias
from transforms.linking.index_codes import indexed
from transforms.linking.link import Candidate, Hit
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span


def fund(code: str, market: str = "OTCFUND") -> Candidate:
    return Candidate(Kind.FUND, market, code, NameKind.OFFICIAL, True)


def index(code: str, market: str = "SH") -> Candidate:
    return Candidate(Kind.INDEX, market, code, NameKind.SHORT, True)


NAMES = {
    (Kind.FUND, "OTCFUND", "000905"): (alias("鹏华安盈宝货币A", "000905"),),
    (Kind.FUND, "OTCFUND", "000051"): (alias("华夏沪深300ETF联接A", "000051"),),
}
FORM = "沪深300(000905)"


def asked(code: Candidate, name: Candidate) -> tuple[Hit, Hit] | None:
    written = Hit(Span(6, 12), "code", (code,))
    return indexed(FORM, written, Hit(Span(0, 5), "short_name", (name,)), NAMES)


def test_the_index_of_that_code_wins() -> None:
    found = asked(fund("000905"), index("000905"))
    assert found is not None
    assert [each.candidates for each in found] == [(index("000905"),)] * 2
    assert all(each.is_confirmed for each in found)


def test_a_fund_of_another_name_is_not_meant() -> None:
    found = asked(fund("000905"), index("000300"))
    assert found is not None
    assert [each.candidates for each in found] == [(), (index("000300"),)]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (fund("000051"), index("000300")),  # a feeder of that index
        (fund("510300", "SH"), index("000300")),
        (fund("000905"), index("NDX", "US")),
        (fund("000905"), fund("000300")),
    ],
)
def test_other_codes_stay_as_they_are(code: Candidate, name: Candidate) -> None:
    assert asked(code, name) is None
