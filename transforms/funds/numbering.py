"""Which codes are funds', by how they are numbered."""

# Numbering rules of the two exchanges: these first digits are given to funds alone
# (SH 50 closed-end and REIT, 51 ETF, 52 53 55 56 58 59 ETF; SZ 15 ETF, 16 LOF, 18 closed-end
# and REIT). 580 were warrants until 2011.
_LISTED_FUND_PREFIXES = {
    "SH": ("50", "51", "52", "53", "55", "56", "58", "59"),
    "SZ": ("15", "16", "18"),
}


def is_fund(market: str, code: str) -> bool:
    """Whether a stated market and code are a fund's: off-exchange, or numbered as a listed one."""
    return market == "OTCFUND" or code.startswith(_LISTED_FUND_PREFIXES.get(market, ("-",)))
