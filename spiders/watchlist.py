"""The watchlist: which bars, funds and authors to collect, read from a TOML file."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from spiders.clock import read_instant
from spiders.discover import sources
from spiders.plan import REVISIT_H, Manners, PlanError, Target, check_origins

MANNER_TYPES = {
    "delay_s": (int, float),
    "max_pages": (int,),
    "contact": (str,),
    "budget": (int,),
    "revisit_h": (list,),
    "timeout_s": (int, float),
}


class WatchlistError(Exception):
    """Raised for a watchlist that cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Watchlist:
    """Targets by source in running order, how gently to crawl, and what a rehearsal plays.

    `origins` maps hosts to loopback addresses; `rehearsal_at` is when the rehearsed night begins.
    """

    targets: dict[str, tuple[Target, ...]]
    manners: Manners
    origins: dict[str, str]
    rehearsal_at: datetime | None = None


def load(path: Path) -> Watchlist:
    """The watchlist in a file; WatchlistError with one line on what is wrong."""
    tables = _read(path)
    names = [name for name in tables if name not in ("manners", "origins", "rehearsal")]
    watchlist = Watchlist(
        targets={name: _targets(path, name, tables[name]) for name in names},
        manners=_manners(path, tables.get("manners", {})),
        origins=_origins(path, tables.get("origins", {})),
        rehearsal_at=_rehearsal_at(path, tables),
    )
    if not any(watchlist.targets.values()):
        raise WatchlistError(f"{path}: names nothing to collect: list bars or authors")
    return watchlist


def _read(path: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise WatchlistError(f"{path}: not found; copy data/watchlist.toml there") from error
    except (OSError, UnicodeDecodeError) as error:
        raise WatchlistError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise WatchlistError(f"{path}: not valid TOML: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise WatchlistError(f"{path}: unknown key {name!r}: keys stand in a source's table")
    return tables


def _targets(path: Path, source: str, table: dict[str, Any]) -> tuple[Target, ...]:
    known = sources()
    if source not in known:
        names = ", ".join(known)
        raise WatchlistError(f"{path}: unknown table [{source}]: sources are {names}")
    keys = known[source].keys
    found: dict[Target, None] = {}
    for key, ids in table.items():
        if key not in keys:
            raise WatchlistError(f"{path}: [{source}] unknown key {key!r}: say {', '.join(keys)}")
        if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
            raise WatchlistError(
                f'{path}: [{source}] {key} must be a list of texts, like ["600519"]'
            )
        targets = [Target(keys[key], one) for one in ids]
        if why := next(filter(None, map(known[source].refuses, targets)), None):
            raise WatchlistError(f"{path}: [{source}] {key}: {why}")
        found.update(dict.fromkeys(targets))
    return tuple(found)


def _manners(path: Path, table: dict[str, Any]) -> Manners:
    known = [one.name for one in fields(Manners)]
    for key, value in table.items():
        if key not in known:
            raise WatchlistError(f"{path}: [manners] unknown key {key!r}: say {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, MANNER_TYPES[key]):
            raise WatchlistError(f"{path}: [manners] {key} has the wrong type: {value!r}")
    return Manners(**{**table, "revisit_h": _ages(path, table.get("revisit_h", REVISIT_H))})


def _ages(path: Path, ages: Sequence[Any]) -> tuple[float, ...]:
    if not all(isinstance(age, (int, float)) and not isinstance(age, bool) for age in ages):
        raise WatchlistError(f"{path}: [manners] revisit_h must be hours, like [1, 24, 168, 720]")
    return tuple(float(age) for age in ages)


def _origins(path: Path, table: dict[str, Any]) -> dict[str, str]:
    for host, base in table.items():
        if not isinstance(base, str):
            raise WatchlistError(f"{path}: [origins] {host} must be a text, not {base!r}")
    try:
        check_origins(table)
    except PlanError as error:
        raise WatchlistError(f"{path}: [origins] {error}") from error
    return table


def _rehearsal_at(path: Path, tables: dict[str, Any]) -> datetime | None:
    if "rehearsal" not in tables:
        return None
    if not tables.get("origins"):
        raise WatchlistError(f"{path}: [rehearsal] needs [origins]: the real web has its own clock")
    table = tables["rehearsal"]
    try:
        at = read_instant(str(table["at"]))
    except (KeyError, ValueError):
        at = None
    if at is None or len(table) > 1:
        raise WatchlistError(
            f'{path}: [rehearsal] must say at = "2025-03-28 01:30:00" and nothing else'
        )
    return at
