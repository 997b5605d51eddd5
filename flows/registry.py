"""The registry of a data folder: its stored lists and the committed reference, as one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache

from flows.folder import DataFolder
from flows.listings import ListFile, list_files, lists_in
from flows.reference import companies, reference_sightings
from spiders.clock import SHANGHAI
from transforms.registry.build import build
from transforms.registry.known import known_by
from transforms.registry.registry import Registry


def registry_of(folder: DataFolder, as_of: datetime | None = None) -> Registry:
    """The registry of what lists seen by an instant say, of all lists by default.

    Built once a process for the same lists and the same day: a rebuild of a year waits for its
    five seconds once.
    """
    day = as_of.astimezone(SHANGHAI).date() if as_of else None
    return _built(tuple(list_files(folder)), day)


@lru_cache(maxsize=2)
def _built(files: tuple[ListFile, ...], day: date | None) -> Registry:
    """Lists are immutable and named by their content: the same files, the same registry."""
    with _without_gc():
        stored = lists_in(files)
        sightings = (*reference_sightings(), *stored.sightings)
        known, days = known_by(sightings, stored.days, day)
        return build(known, companies(), days)


@contextmanager
def _without_gc() -> Iterator[None]:
    """No search for cycles among a million small tuples that have none: it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
