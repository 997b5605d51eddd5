"""Cashtags of every market form seen, from `$名称(OTCFUND|161130)$` to `$贵州茅台(SH600519)$`.

Forms and where each was seen: sites.md §5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.fold import fold
from transforms.spans import Span

# The last bracket pair before the closing mark holds the code: names nest brackets of their own.
_CASHTAG = re.compile(r"\$(?P<name>[^$\n]{1,80})\((?P<code>\.?[A-Za-z0-9.|]{1,24})\)\s?\$")

_PIPED = re.compile(r"(?P<market>OTCFUND|HK|NASDAQ|NYSE|AMEX|US|SH|SZ|BJ)\|(?P<code>\.?[A-Z0-9.]+)")
_FORMS: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"(?P<market>SH|SZ|BJ)(?P<code>\d{6})"), None),
    (re.compile(r"(?P<code>\d{6})\.(?P<market>SH|SZ|BJ)"), None),
    (re.compile(r"(?P<code>\d{4,5})\.HK"), "HK"),
    (re.compile(r"(?P<code>\d{5})"), "HK"),
    (re.compile(r"F(?P<code>\d{6})"), "OTCFUND"),
    (re.compile(r"(?P<market>BK)(?P<code>\d{4})"), None),
    (re.compile(r"(?P<market>CSI)(?P<code>[A-Z]?\d{5,6})"), None),
    (re.compile(r"(?P<market>ZH|OC|NQ|SP)(?P<code>\d{6,7})"), None),
    (re.compile(r"(?P<market>P)(?P<code>\d{6})"), None),
    (re.compile(r"(?P<code>\.?[A-Z]{1,6}(?:\.[A-Z])?)"), "US"),
)


@dataclass(frozen=True, slots=True)
class Cashtag:
    """One cashtag: where it stands, and the name, market and code that it states.

    `market` is one of OTCFUND SH SZ BJ HK NASDAQ NYSE AMEX US (ticker without exchange)
    BK (plate) CSI (index) ZH (portfolio) P (private fund) OC NQ SP; `code` is text as written.
    """

    span: Span
    name: str
    market: str
    code: str


def cashtags(text: str) -> Iterator[Cashtag]:
    """The cashtags of a text in order; a bracket that holds no code (`$5(…)$`) makes none."""
    folded = fold(text)
    position = 0
    while (match := _CASHTAG.search(folded, position)) is not None:
        stated = stated_code(match["code"])
        if stated is None:
            position = match.end() - 1  # its closing $ may open the next one
            continue
        name = Span(*match.span("name")).of(text).strip()
        yield Cashtag(Span(*match.span()), name, *stated)
        position = match.end()


def stated_code(code: str) -> tuple[str, str] | None:
    """(market, code) of what stands in the bracket, None where no market writes codes so."""
    code = code.upper()
    piped = _PIPED.fullmatch(code)
    if piped:
        return piped["market"], piped["code"]
    for form, market in _FORMS:
        match = form.fullmatch(code)
        if match:
            return market or match["market"], match["code"]
    return None


def stated_names(text: str) -> list[str]:
    """What the cashtags of a text state, each once, sorted: `SZ|164906|中国互联`."""
    return sorted({f"{tag.market}|{tag.code}|{tag.name}" for tag in cashtags(text)})
