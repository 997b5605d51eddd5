"""A tree by BeautifulSoup that stops to grow where no page of good faith comes to."""

from bs4 import BeautifulSoup, Tag

from transforms.bombs import MAX_DEPTH
from transforms.capture import Unreadable


class Soup(BeautifulSoup):
    """The tree of a page; Unreadable `too_deep` for a bomb."""

    def pushTag(self, tag: Tag) -> None:  # noqa: D102, N802 - the library's
        super().pushTag(tag)
        if len(self.tagStack) > MAX_DEPTH:
            raise Unreadable("too_deep", f"more than {MAX_DEPTH} elements within each other")
