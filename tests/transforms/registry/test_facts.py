"""What lists tell of funds beside names: what a fund's kin tracks it tracks too."""

import pytest

from transforms.registry.facts import with_indexes
from transforms.registry.registry import Fund

ETF = Fund("SH", "518880", "518880", tracked_index="黄金9999")


def feeder(code: str, **known: str) -> Fund:
    return Fund("OTCFUND", code, "000216", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("funds", "tracked"),
    [
        ([feeder("000216", feeder_of="518880"), ETF], ["黄金9999", "黄金9999"]),
        ([feeder("000216", tracked_index="上海金"), feeder("000217")], ["上海金", "上海金"]),
        (
            [feeder("000216", tracked_index="上海金", feeder_of="518880"), ETF],
            ["上海金", "黄金9999"],
        ),
        (
            [feeder("1", tracked_index="甲"), feeder("2", tracked_index="乙"), feeder("3")],
            ["甲", "乙", None],
        ),
        ([feeder("000216", feeder_of="159999")], [None]),
    ],
)
def test_an_index_that_no_list_tells_is_that_of_other_classes_or_of_the_etf(
    funds: list[Fund], tracked: list[str | None]
) -> None:
    filled = with_indexes({fund.code: fund for fund in funds})
    assert [fund.tracked_index for fund in filled.values()] == tracked
