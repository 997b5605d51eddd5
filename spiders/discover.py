"""Which sources there are: the files of spiders/sources, registered nowhere."""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import spiders.sources

if TYPE_CHECKING:
    from spiders.base import SourceSpider


def source_names() -> list[str]:
    """The names of all sources, sorted; loads none of them."""
    return sorted(module.name for module in pkgutil.iter_modules(spiders.sources.__path__))


def sources() -> "dict[str, type[SourceSpider]]":
    """Every source's spider class by name; a file without one of its own name is a LookupError."""
    return {name: _spider_in(name) for name in source_names()}


def _spider_in(name: str) -> "type[SourceSpider]":
    module = import_module(f"spiders.sources.{name}")
    for member in vars(module).values():
        if isinstance(member, type) and getattr(member, "name", None) == name:
            return member
    raise LookupError(f"spiders/sources/{name}.py: give it a SourceSpider with name = {name!r}")
