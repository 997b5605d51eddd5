"""One reader a site, found by its file name; a reader tells its own pages and reads one post.

A source without a file here is read by the reader of any page, `transforms.generic`.
"""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from transforms import generic
from transforms.capture import PostCapture, Unreadable
from transforms.page import Page


class Reader(Protocol):
    """What each file of this folder offers."""

    def recognises(self, page: Page) -> bool:
        """Whether the page is a post page of this site, told by its structure."""

    def read(self, page: Page) -> PostCapture:
        """The post of the page; Unreadable where the page yields none."""


@cache
def sources() -> tuple[str, ...]:
    """The names of the sites that have a reader, sorted; the folder is looked at once."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def reader(source: str) -> Reader:
    """The reader of one site, or that of any page for a site that has none of its own."""
    if source not in sources():
        return cast(Reader, generic)
    return cast(Reader, importlib.import_module(f"{__name__}.{source}"))


def reader_of(page: Page) -> str:
    """The site whose post page this is, `feed` for any other page with an article.

    Raises Unreadable `unknown_page` where there is none.
    """
    for source in sources():
        if reader(source).recognises(page):
            return source
    if generic.recognises(page) and generic.has_article(page):
        return generic.SOURCE
    raise Unreadable("unknown_page", f"no post page of {', '.join(sources())}, and no article")
