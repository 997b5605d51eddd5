"""Titles and bylines that open an article within its own element, and lines that look like them."""

import pytest
from bs4 import BeautifulSoup, Tag

from transforms.body import flatten_tag
from transforms.opening import take_opening

TITLE = "红利歇了，先别慌"
TEXT = "涨了三周歇两天，不奇怪。"

# Each: what stands before the text, and the pieces that go.
OPENINGS = {
    "a title and a byline": (
        f"<b>{TITLE}</b><br><font>慢牛老张 发表于 2025-03-27 20:41:07</font><hr>",
        [TITLE, "慢牛老张 发表于 2025-03-27 20:41:07"],
    ),
    "in pieces": (
        f"<div> {TITLE[:4]}<i>{TITLE[4:]}</i></div><div><span>作者：慢牛老张</span> "
        "<em>时间：2025/3/27 20:41</em></div>",
        [TITLE[:4], TITLE[4:], "作者：慢牛老张", "时间：2025/3/27 20:41"],
    ),
    "a byline with counts": (
        "<p>2025年3月27日 20:41 来自上海 阅读 88</p>",
        ["2025年3月27日 20:41 来自上海 阅读 88"],
    ),
}
OWN = {
    "what happened at a time": "2025-03-27 14:05 减仓三成",
    "a day": "2025年3月27日",
    "as of when the figures are": "数据截至2025-03-27 15:00",
    "a sentence": "2025-03-27 14:05，我把红利减了三成。",
    "a title that goes on": f"{TITLE}，说三点",
}


def element(before: str) -> Tag:
    root = BeautifulSoup(f"<div>{before}<p>{TEXT}</p></div>", "html.parser").div
    assert root is not None
    return root


@pytest.mark.parametrize("case", OPENINGS)
def test_the_opening_is_taken_out(case: str) -> None:
    before, pieces = OPENINGS[case]
    article = element(before)
    assert [piece.text for piece in take_opening(article, TITLE)] == pieces
    assert flatten_tag(article) == TEXT


@pytest.mark.parametrize("case", OWN)
def test_what_the_author_opens_with_stays(case: str) -> None:
    article = element(f"<p>{OWN[case]}</p>")
    assert take_opening(article, TITLE) == []
    assert flatten_tag(article) == f"{OWN[case]}\n{TEXT}"


def test_a_post_that_is_no_more_than_its_title_stays() -> None:
    article = element("")
    assert take_opening(article, TEXT) == []
    assert flatten_tag(article) == TEXT
