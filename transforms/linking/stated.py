"""What a stated market and code stand for, by how the exchanges number."""

from transforms.funds.numbering import is_fund
from transforms.registry.hong_kong import is_hong_kong_fund
from transforms.registry.sighting import Kind

_MARKETS = {"BK": Kind.PLATE, "CSI": Kind.INDEX, "ZH": Kind.OTHER, "P": Kind.OTHER}
_INDEX_PREFIXES = {"SH": ("000", "880"), "SZ": ("399",)}
# Bonds and repos: SH 01 to 20, of which 11 and 13 are convertible ones; SZ 10 to 14.
_BOND_PREFIXES = {"SH": ("01", "02", "1", "20"), "SZ": ("10", "11", "12", "13", "14")}


def kind_of(market: str, code: str) -> Kind:
    """The kind of a stated code; a stock where nothing else is numbered so."""
    if is_fund(market, code):
        return Kind.FUND
    if code.startswith((".", *_INDEX_PREFIXES.get(market, ()))):
        return Kind.INDEX
    is_bond = code.startswith(_BOND_PREFIXES.get(market, ()))
    if is_bond or is_hong_kong_fund(market, code):
        return Kind.OTHER
    return _MARKETS.get(market, Kind.STOCK)
