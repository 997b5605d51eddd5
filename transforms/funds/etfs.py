"""Which names and codes are an ETF's, and which a feeder's that holds one."""

from transforms.funds.names import NameParts

# Numbers of which ETFs have theirs; 519 are funds of the exchange's own desk, no ETFs.
_PREFIXES = ("15", "51", "52", "53", "55", "56", "58", "59")


def is_feeder(said: NameParts) -> bool:
    """Whether a name says that the fund holds an ETF."""
    return "ETF联接" in said.structure or "联接" in said.structure


def is_etf(said: NameParts, code: str) -> bool:
    """Whether name and number are an ETF's, not those of a feeder or of a fund of ETFs."""
    return "ETF" in said.structure and "FOF" not in said.structure and code.startswith(_PREFIXES)


def desk(said: NameParts, code: str) -> str | None:
    """The last digit of a code under which a Shanghai ETF is subscribed, not traded (515293).

    Shanghai gives its ETFs numbers in tens; 1 to 9 are desks of the same fund (creation, payment,
    subscription). None of the 1,713 ETFs of 2026-08 says otherwise: two have such a second code.
    """
    is_shanghai = code.startswith("5") and not code.startswith("519") and is_etf(said, code)
    return code[-1] if is_shanghai and code[-1] != "0" else None
