"""Looking up in the registry: all that is known of a code, and the codes that a text may name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from transforms.fold import fold, match_form
from transforms.linking.lexicon import Lexicon
from transforms.registry.alias import Alias
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind, NameKind

Row = dict[str, Any]

# How a name may answer, the best first.
_IS, _BEGINS, _HOLDS, _IN_ORDER = "is", "begins with", "holds", "in order"
_HOWS = (_IS, _BEGINS, _HOLDS, _IN_ORDER)
_DIGITS = 6  # of codes in China; Hong Kong's have five
_TOLD = 40  # characters of what was asked, in a message of one line
# Two characters stand in some order in thousands of names.
_FEWEST_IN_ORDER = 4

# SH510300, OTCFUND|000216, HK00700; a ticker alone (SHOP) has no market before it.
_BEFORE = re.compile(r"(?P<market>[A-Z]+)(?:\|(?P<any>.+)|(?P<digits>[0-9]{5,6}))")
_BEHIND = re.compile(r"(?P<code>.+)\.(?P<market>SH|SZ|BJ|HK|OF|CSI)")  # as tushare: 000216.OF
_OPEN_FUNDS = ("F", "OF")


class UnknownCode(Exception):
    """Raised for a code that no list has; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is known of a code: it may be that of a fund, of a stock and of an index.

    `fund` has the facts, `classes` code and name of each class of the fund, `nicknames` what
    people call it.
    """

    code: str
    names: tuple[Alias, ...]
    fund: Fund | None
    classes: tuple[tuple[str, str | None], ...]
    nicknames: tuple[str, ...]


class Found(NamedTuple):
    """A code by one of its names, and how that name answers the text."""

    alias: Alias
    how: str
    name_now: str | None


def look_up(registry: Registry, lexicon: Lexicon, code: str, on: date | None = None) -> Shown:
    """What is known of a code, names that had begun by a day only; UnknownCode for no such code.

    It may stand with its market, which is then the only one: SH510300, 510300.SH, OTCFUND|000216.
    """
    market, wanted = _asked(code)
    names = tuple(
        alias
        for alias in registry.aliases
        if alias.code == wanted and market in (None, alias.market) and alias.has_begun(on)
    )
    if not names:
        raise UnknownCode(_unknown(registry, market, wanted, on))
    is_fund = any(alias.kind is Kind.FUND for alias in names)
    fund = registry.funds.get(wanted) if is_fund else None
    codes = registry.classes.get(fund.fund_id, ()) if fund else ()
    return Shown(
        wanted,
        tuple(sorted(names, key=_told_order)),
        fund,
        tuple((one, _name_of(registry, one, on)) for one in codes),
        lexicon.nicknames_of(wanted),
    )


def _asked(code: str) -> tuple[str | None, str]:
    """The market, where it stands beside the code, and the code."""
    asked = fold(code).strip().upper()
    before, behind = _BEFORE.fullmatch(asked), _BEHIND.fullmatch(asked)
    if before:
        market, wanted = before["market"], before["any"] or before["digits"]
    elif behind:
        market, wanted = behind["market"], behind["code"]
    else:
        return None, asked
    return "OTCFUND" if market in _OPEN_FUNDS else market, wanted


def _unknown(registry: Registry, market: str | None, code: str, on: date | None) -> str:
    """What to do about a code that no list has."""
    where, when = f" of {market}" if market else "", f" by {on}" if on else ""
    said = f"no list has the code {' '.join(code.split())[:_TOLD]}{where}{when}"
    whole = code.zfill(_DIGITS)
    if whole != code and any(alias.code == whole for alias in registry.aliases):
        return f"{said}: codes have zeros before them, ask for {whole}"
    return f"{said}: look for its name with guandian funds find, or import a list that has it"


def _told_order(alias: Alias) -> tuple[str, int, date, str]:
    return alias.kind, list(NameKind).index(alias.name_kind), alias.first_seen, alias.name


def _name_of(registry: Registry, code: str, on: date | None) -> str | None:
    market = registry.funds[code].market
    return registry.name_at(Kind.FUND, market, code, on) or registry.name_now(
        Kind.FUND, market, code
    )


def find(registry: Registry, text: str, on: date | None = None) -> list[Found]:
    """The codes with a name like the text, the likeliest first, each once.

    Like it is a name that is the text, begins with it, holds it, or has its characters in their
    order (永赢先进制造A in 永赢先进制造智选混合发起A). A code is found by itself.
    """
    wanted = _form(text)
    best: dict[tuple[Kind, str, str], tuple[Any, Found]] = {}
    for alias, how in _answers(registry.aliases, wanted, on):
        key = alias.kind, alias.market, alias.code
        rank = _HOWS.index(how), not alias.is_current(on), len(alias.name), alias.name
        if key not in best or rank < best[key][0]:
            best[key] = rank, Found(alias, how, registry.name_now(*key))
    ranked = sorted(best.values(), key=lambda one: (one[0], one[1].alias.code))
    return [found for _, found in ranked]


def _answers(aliases: Iterable[Alias], wanted: str, on: date | None) -> Iterator[tuple[Alias, str]]:
    in_order = re.compile(".*?".join(map(re.escape, wanted)))
    for alias in aliases:
        if not (wanted and alias.has_begun(on)):
            continue
        how = _how(_form(alias.name), alias.code, wanted, in_order)
        # A short form that only holds the text says no more than the name that it is made of.
        if how is _IS or (how and alias.name_kind is not NameKind.GENERATED):
            yield alias, how


def _how(name: str, code: str, wanted: str, in_order: re.Pattern[str]) -> str | None:
    if wanted in (name, code.lower()):
        return _IS
    if name.startswith(wanted):
        return _BEGINS
    if wanted in name:
        return _HOLDS
    is_long = len(wanted) >= _FEWEST_IN_ORDER
    return _IN_ORDER if is_long and in_order.match(name) else None


def _form(text: str) -> str:
    return "".join(match_form(text).lower().split())
