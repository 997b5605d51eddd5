"""The small reference files that are committed: read once, handed to transforms as values."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from flows.folder import REFERENCE
from transforms.funds.companies import Companies
from transforms.linking.lexicon import Lexicon
from transforms.registry.sighting import Kind, NameKind, Sighting

SOURCE = "reference"
OFF_EXCHANGE = "OTCFUND"
# The day on which names were looked at, of rows that state none: that of the stocks.
_DAY = date(2025, 1, 2)
Row = Mapping[str, str]


@cache
def fund_companies() -> tuple[str, ...]:
    """Short names of fund companies as fund names write them (华夏, 易方达 …)."""
    return tuple(row["short_name"] for row in _rows("fund_companies.csv"))


@cache
def companies() -> Companies:
    """Fund companies by every name that fund names write them with (工银 and 工银瑞信)."""
    return Companies(lexicon().companies)


@cache
def lexicon() -> Lexicon:
    """What linking knows beside the registry."""
    return Lexicon(
        companies={name: short for short, name in _company_names()},
        common_words={row["name"]: row["why"] for row in _rows("common_words.csv")},
        nicknames={row["name"]: tuple(_nicknamed(row)) for row in _rows("nicknames.csv")},
        indexes={
            name: f"{row['market']}|{row['code']}"
            for row in _rows("indexes.csv")
            for name in (row["name"], *_several(row["aliases"]))
        },
    )


@cache
def reference_sightings() -> tuple[Sighting, ...]:
    """The committed list of well-known funds, stocks and indexes, of the days that it states."""
    return (
        *map(_fund, _rows("funds.csv")),
        *map(_instrument, _rows("instruments.csv")),
        *map(_index, _first_of_code(_rows("indexes.csv"))),
    )


def _nicknamed(row: Row) -> Iterator[str]:
    """The codes that a nickname means, as Lexicon has them: 000333 is a fund's and a stock's."""
    sort = row["market"] if row["kind"] == Kind.FUND else row["kind"]
    for code in _several(row["codes"]):
        yield code if sort == OFF_EXCHANGE else f"{sort}|{code}"


def _company_names() -> Iterator[tuple[str, str]]:
    """(short name, name), an alias that two companies share for the first one."""
    for row in reversed(_rows("fund_companies.csv")):
        for name in (*reversed(_several(row["aliases"])), row["short_name"]):
            yield row["short_name"], name


def _fund(row: Row) -> Sighting:
    return Sighting(
        seen_on=date.fromisoformat(row["seen_on"]),
        source=SOURCE,
        kind=Kind.FUND,
        market=row["market"],
        code=row["code"],
        name=row["name"],
        name_kind=NameKind(row["name_kind"]),
        fund_type=row["fund_type"] or None,
        tracked_index=row["tracked_index"] or None,
        last_seen=date.fromisoformat(row["last_seen"]) if row["last_seen"] else None,
    )


def _first_of_code(rows: Iterable[Row]) -> Iterable[Row]:
    """The first row of every code: 纳斯达克100, of which 纳指 is another name."""
    return {(row["market"], row["code"]): row for row in reversed(list(rows))}.values()


def _index(row: Row) -> Sighting:
    """The name that people use; lists have longer ones, which do not follow it."""
    return Sighting(
        seen_on=_DAY,
        source=SOURCE,
        kind=Kind.INDEX,
        market=row["market"],
        code=row["code"],
        name=row["name"],
        name_kind=NameKind.EXCHANGE_SHORT,
    )


def _instrument(row: Row) -> Sighting:
    return Sighting(
        seen_on=date.fromisoformat(row["seen_on"]),
        source=SOURCE,
        kind=Kind(row["kind"]),
        market=row["market"],
        code=row["code"],
        name=row["name"],
        name_kind=NameKind(row["name_kind"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _rows(name: str, folder: Path = REFERENCE) -> tuple[Row, ...]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
