"""The watchlist: which bars, funds and authors to collect, read from a TOML file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from spiders.discover import source_names
from spiders.plan import Manners, PlanError, Target, check_origins

# What each key of a source's table names; funds are bars of listed funds such as "sh513100".
KIND_OF_KEY = {"bars": "bar", "funds": "bar", "authors": "author"}

MANNER_TYPES = {"delay_s": (int, float), "max_pages": (int,), "contact": (str,)}


class WatchlistError(Exception):
    """Raised for a watchlist that cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Watchlist:
    """Targets by source in running order, how gently to crawl, and rehearsal origins."""

    targets: dict[str, tuple[Target, ...]]
    manners: Manners
    origins: dict[str, str]


def load(path: Path) -> Watchlist:
    """The watchlist in a file; WatchlistError with one line on what is wrong."""
    tables = _read(path)
    names = [name for name in tables if name not in ("manners", "origins")]
    watchlist = Watchlist(
        targets={name: _targets(path, name, tables[name]) for name in names},
        manners=_manners(path, tables.get("manners", {})),
        origins=_origins(path, tables.get("origins", {})),
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
    if source not in source_names():
        known = ", ".join(source_names())
        raise WatchlistError(f"{path}: unknown table [{source}]: sources are {known}")
    found: dict[Target, None] = {}
    for key, ids in table.items():
        if key not in KIND_OF_KEY:
            raise WatchlistError(
                f"{path}: [{source}] unknown key {key!r}: say bars, funds, authors"
            )
        if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
            raise WatchlistError(
                f'{path}: [{source}] {key} must be a list of texts, like ["600519"]'
            )
        found.update(dict.fromkeys(Target(KIND_OF_KEY[key], one) for one in ids))
    return tuple(found)


def _manners(path: Path, table: dict[str, Any]) -> Manners:
    known = [one.name for one in fields(Manners)]
    for key, value in table.items():
        if key not in known:
            raise WatchlistError(f"{path}: [manners] unknown key {key!r}: say {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, MANNER_TYPES[key]):
            raise WatchlistError(f"{path}: [manners] {key} has the wrong type: {value!r}")
    return Manners(**table)


def _origins(path: Path, table: dict[str, Any]) -> dict[str, str]:
    for host, base in table.items():
        if not isinstance(base, str):
            raise WatchlistError(f"{path}: [origins] {host} must be a text, not {base!r}")
    try:
        check_origins(table)
    except PlanError as error:
        raise WatchlistError(f"{path}: [origins] {error}") from error
    return table
