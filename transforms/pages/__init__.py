"""One reader a site, found by its file name; a reader tells its own pages and reads one post."""

import importlib
import pkgutil
from typing import Protocol, cast

from transforms.capture import PostCapture, Unreadable
from transforms.page import Page


class Reader(Protocol):
    """What each file of this folder offers."""

    def recognises(self, page: Page) -> bool:
        """Whether the page is a post page of this site, told by its structure."""

    def read(self, page: Page) -> PostCapture:
        """The post of the page; Unreadable where the page yields none."""


def sources() -> list[str]:
    """The names of the sites that have a reader, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def reader(source: str) -> Reader:
    """The reader of one site; Unreadable `no_reader` for a site that has none."""
    if source not in sources():
        raise Unreadable("no_reader", f"no reader for source {source!r}; known: {sources()}")
    return cast(Reader, importlib.import_module(f"{__name__}.{source}"))


def reader_of(page: Page) -> str:
    """The site whose post page this is; Unreadable `unknown_page` where nobody knows it."""
    for source in sources():
        if reader(source).recognises(page):
            return source
    raise Unreadable("unknown_page", f"no post page of {', '.join(sources())}")
