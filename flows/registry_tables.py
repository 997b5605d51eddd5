"""Publishing the registry: the tables funds and instruments of all days of lists at once."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

import pyarrow as pa

from flows import tree
from flows.desk import disk_errors, lock, make_folder
from flows.folder import DataFolder
from flows.kept_registry import key_of
from flows.lake import Lake, Publication, Snapshot
from flows.listings import list_files
from flows.registry import registry_of
from transforms.registry.registry import Registry
from transforms.registry.tables import registry_tables
from transforms.schema import conform
from transforms.tables import REGISTRY_TABLES

Days = dict[date, dict[str, pa.Table]]


class Unpublished(NamedTuple):
    """What the newest publication lacks of the registry; `state` tells what it has then."""

    state: Mapping[str, str]
    days: Days

    def noted(self, run: Mapping[str, Any]) -> dict[str, Any]:
        """What made the publication, with the state by which the next run sees what it lacks."""
        return {**self.state, **run}

    def beside(self, days: Mapping[date, Mapping[str, pa.Table]]) -> Days:
        """The tables of days of posts and these in one."""
        both = {day: dict(tables) for day, tables in days.items()}
        for day, tables in self.days.items():
            both.setdefault(day, {}).update(tables)
        return both


def publish_registry(folder: DataFolder, run: Mapping[str, Any], made_at: datetime) -> Publication:
    """Switch both tables to what all lists say; the same registry makes no new publication.

    Raises LakeError.
    """
    lake = Lake(folder.lake)
    with unpublished(folder) as new:
        publication = lake.publish(new.days, new.noted(run), made_at)
        tree.sync(lake, folder.tables)
    return publication


@contextmanager
def unpublished(folder: DataFolder) -> Iterator[Unpublished]:
    """What is to be published of the registry; nobody else publishes it inside.

    Of two imports at once the later one has seen the lists of both. Where nothing changed since
    the newest publication, no table is made, and of the same lists no registry.
    """
    with disk_errors(folder.locks):
        make_folder(folder.locks)
        held = lock(folder.locks / "registry.lock")
        held.acquire()
    try:
        yield _unpublished(folder, Lake(folder.lake).snapshot())
    finally:
        held.release()


def _unpublished(folder: DataFolder, newest: Snapshot) -> Unpublished:
    """By the lists and the code, which cost nothing to compare, then by what they make."""
    lists = key_of(list_files(folder))
    known = newest.made_by.get("registry")
    if known and newest.made_by.get("lists") == lists:
        return Unpublished({"registry": known, "lists": lists}, {})
    registry = registry_of(folder)
    state = {"registry": _content(registry), "lists": lists}
    return Unpublished(state, _tables(registry, newest) if state["registry"] != known else {})


def _content(registry: Registry) -> str:
    """Another one where the registry says something else, or its tables have other columns."""
    schemas = b"".join(table.schema.serialize().to_pybytes() for table in REGISTRY_TABLES)
    return f"{registry.version}-{hashlib.blake2b(schemas, digest_size=4).hexdigest()}"


def _tables(registry: Registry, newest: Snapshot) -> Days:
    """All days of both; a published one that has no name any more (an older list has it), empty."""
    days: Days = dict(registry_tables(registry))
    for table in REGISTRY_TABLES:
        for day in newest.tables.get(table.name, {}):
            days.setdefault(day, {}).setdefault(table.name, conform([], table))
    return days
