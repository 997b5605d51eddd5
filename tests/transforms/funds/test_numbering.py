import pytest

from transforms.funds.numbering import is_fund


@pytest.mark.parametrize(
    ("market", "code", "expected"),
    [
        ("OTCFUND", "161130", True),
        ("SH", "513100", True),
        ("SH", "588000", True),
        ("SZ", "159915", True),
        ("SZ", "161725", True),
        ("SH", "600519", False),
        ("SZ", "000040", False),
        ("SZ", "300308", False),
        ("SH", "688981", False),
        ("HK", "00700", False),
        ("BK", "0475", False),
    ],
)
def test_which_codes_are_funds(market: str, code: str, expected: bool) -> None:
    assert is_fund(market, code) is expected
