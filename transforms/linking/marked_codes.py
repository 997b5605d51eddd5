"""Codes that are told by their mark alone: 00700.hk, hk00700, aapl.us, nasdaq:nvda."""

import re
from collections.abc import Iterator
from datetime import date

from transforms.linking.link import Candidate, Hit
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind
from transforms.spans import Span

_MARKED = re.compile(
    r"(?<![0-9a-z.])(?:hk[|.:]?(?P<hk>[0-9]{5})|(?P<hk2>[0-9]{4,5})\.hk"
    r"|(?P<us>[a-z]{1,5})\.(?:us|o|n)|us\.(?P<us2>[a-z]{1,5})"
    r"|(?:nasdaq|nyse|amex)\s?[:|]\s?(?P<us3>[a-z]{1,5}))(?![0-9a-z.])"
)
_N_DIGITS = 5


def may_hold_marks(form: str) -> bool:
    """Whether a text has what all marks hold; one in twenty texts does, and this is cheap."""
    if "hk" in form:
        return True
    if "." in form and (".o" in form or ".n" in form or "us" in form):
        return True
    return (":" in form or "|" in form) and ("nasdaq" in form or "nyse" in form or "amex" in form)


def marked_codes(form: str, registry: Registry, day: date | None) -> Iterator[Hit]:
    """The stocks of Hong Kong and New York whose codes stand with their market."""
    for match in _MARKED.finditer(form):
        number = match["hk"] or match["hk2"]
        ticker = match["us"] or match["us2"] or match["us3"]
        market, code = ("HK", number.zfill(_N_DIGITS)) if number else ("US", ticker.upper())
        aliases = registry.names.get((Kind.STOCK, market, code), ())
        begun = [alias for alias in aliases if alias.has_begun(day)]
        if begun:
            first = begun[0]
            named = Candidate(
                Kind.STOCK, market, code, first.name_kind, is_current=first.is_current(day)
            )
            yield Hit(Span(*match.span()), "code", (named,))
