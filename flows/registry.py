"""The registry of a data folder: its stored lists and the committed reference, as one."""

from datetime import datetime
from functools import lru_cache, partial

from flows.folder import DataFolder
from flows.garbage import without_gc
from flows.kept_registry import kept_registry
from flows.listings import ListFile, list_files, lists_in
from flows.reference import companies, reference_sightings
from spiders.clock import SHANGHAI
from transforms.registry.build import build
from transforms.registry.known import known_by
from transforms.registry.registry import Registry


def registry_of(folder: DataFolder, as_of: datetime | None = None) -> Registry:
    """The registry of what lists seen by an instant say, of all lists by default.

    Once a process for the same lists and the same instant. That of all lists is kept on disk, so
    that a command starts without the five seconds that 27,000 funds take to build.
    """
    return _known(folder, tuple(list_files(folder)), as_of)


@lru_cache(maxsize=2)
def _known(folder: DataFolder, files: tuple[ListFile, ...], as_of: datetime | None) -> Registry:
    """Lists are immutable and named by their content: the same files, the same registry."""
    with without_gc():
        if as_of is None and files:
            return kept_registry(folder, files, partial(_built, files, None))
        return _built(files, as_of)


def _built(files: tuple[ListFile, ...], as_of: datetime | None) -> Registry:
    day = as_of.astimezone(SHANGHAI).date() if as_of else None
    stored = lists_in(files, as_of)
    reference, _ = known_by(reference_sightings(), {}, day)
    return build((*reference, *stored.sightings), companies(), stored.days)
