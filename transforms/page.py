"""A page to be read: its text, and its trees, each parsed once and only where it is asked for."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transforms import tree

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Page:
    """One decoded page.

    `native_id` is what the visit was for, `source` who visited, `seen_at` when: each where known.
    """

    url: str
    text: str
    native_id: str | None = None
    source: str = ""
    seen_at: datetime | None = None

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page's tree, parsed on first use and kept; Unreadable `too_deep` for a bomb."""
        return tree.parsed(self.text)

    @cached_property
    def soup(self) -> "BeautifulSoup":
        """A tree that can be changed, built 30 times as slowly: for pages of any layout."""
        from transforms.soup import Soup  # takes 0.2 s to import, which texts need not wait for

        return Soup(self.text, "lxml")

    def first(self, *selectors: str) -> LexborNode | None:
        """The first element that any of the selectors finds, tried in their order."""
        for selector in selectors:
            if selector not in self._found:  # a look through the page costs 30 µs at 30 KB
                self._found[selector] = self.tree.css_first(selector)
            if self._found[selector] is not None:
                return self._found[selector]
        return None

    def words(self, *selectors: str) -> str | None:
        """The text of `first(...)` with spaces folded, None where nothing is found or said."""
        return tree.words_of(self.first(*selectors))

    @cached_property
    def _found(self) -> dict[str, LexborNode | None]:
        return {}

    @property
    def is_whole(self) -> bool:
        """Whether the page ends as pages end: a cut-off answer has no `</html>`."""
        return "</html>" in self.text[-20_000:].lower()
