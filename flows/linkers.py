"""Linkers, built once for what they know: a second for all names there are."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock

from flows.garbage import without_gc
from flows.reference import companies, lexicon, reference_sightings
from transforms.linking.linker import Linker
from transforms.registry.alias import Alias
from transforms.registry.build import build
from transforms.registry.learned import with_learned
from transforms.registry.registry import Registry

_BUILDING = Lock()


@dataclass(frozen=True)
class _Known:
    """What tells one linker from another; equal versions are equal registries."""

    version: str
    taught: tuple[Alias, ...]
    registry: Registry = field(compare=False)


def linker_of(registry: Registry, taught: tuple[Alias, ...] = ()) -> Linker:
    """The linker of a registry and of what posts taught besides; days that know the same share it.

    Threads that build several days at once wait for each other's.
    """
    with _BUILDING:
        return _linker(_Known(registry.version, taught, registry))


# Those of this month's days and of last month's: a night looks back.
@lru_cache(maxsize=2)
def _linker(known: _Known) -> Linker:
    with without_gc():
        return Linker(with_learned(known.registry, known.taught), lexicon())


@cache
def reference_linker() -> Linker:
    """The linker that knows the committed reference alone."""
    return Linker(build(reference_sightings(), companies()), lexicon())
