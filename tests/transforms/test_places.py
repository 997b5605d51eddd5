"""What a page itself calls its article."""

import pytest
from bs4 import BeautifulSoup

from transforms.places import places

TEXT = "涨了三周歇两天，不奇怪。"
MARKED = f"<div id='marked' itemprop='articleBody'>{TEXT}</div>"
SCOPE = "<div id='scope' itemscope itemtype='http://schema.org/Article'>{}</div>"

PLACES = {
    "marked": (MARKED, len(TEXT), ["marked", "page"]),
    "marked, in an article": (
        f"<article id='tag'>{MARKED}</article>",
        len(TEXT),
        ["marked", "tag", "page"],
    ),
    "marked, only the beginning": (SCOPE.format(MARKED), 4 * len(TEXT), ["scope", "page"]),
    "marked, most of it": (SCOPE.format(MARKED), 2 * len(TEXT), ["marked", "page"]),
    "a beginning of nothing named": (MARKED, 4 * len(TEXT), ["marked", "page"]),
    "two articles": (f"<article>{TEXT}</article>" * 2, len(TEXT), ["page"]),
}


@pytest.mark.parametrize("case", PLACES)
def test_places_in_order(case: str) -> None:
    body, n_text, expected = PLACES[case]
    soup = BeautifulSoup(f"<html><body id='page'>{body}</body></html>", "html.parser")
    assert [place["id"] for place in places(soup, n_text)] == expected
