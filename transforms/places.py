"""Where on a page to look for its article first: what the page itself calls so."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
# What is marked as the article's body is only its beginning where it holds less of the text: a
# poem, its translation and notes below it.
_BEGINNING_SHARE = 1 / 3


def places(soup: BeautifulSoup, n_text: int) -> Iterator[Tag]:
    """What the page calls its article, where it names just one; then all of it.

    `n_text` are the characters that the article is thought to have.
    """
    marked = soup.find_all(itemprop="articleBody")
    if len(marked) == 1:
        scope = marked[0].find_parent(itemtype=_ARTICLE)
        is_beginning = len(marked[0].get_text()) < _BEGINNING_SHARE * n_text
        yield scope if scope is not None and is_beginning else marked[0]
    articles = soup.find_all("article")
    if len(articles) == 1:
        yield articles[0]
    if soup.body is not None:
        yield soup.body
