"""What the line below a column's title tells of its author."""

import pytest

from tests.transforms.captures import NIGHT
from transforms.page import Page
from transforms.pages import caifuhao

URL = "https://caifuhao.eastmoney.com/news/20250327210453069768947"
TIME = "<span>2025-03-27 21:04</span>"
LINKED = "<span>来自专栏 <a class='author_name' href='//i.eastmoney.com/7'>慢牛老张</a></span>"

LINES = {
    "a link": (TIME + LINKED + "<span>上海</span>", "慢牛老张"),
    "no link": (f"<span>慢牛老张</span>{TIME}<span>来自上海</span>", "慢牛老张"),
    "a time alone": (TIME, None),
    "a time and a region": (f"{TIME}<span>来自上海</span>", None),
    "a region first": (f"<span>来自上海</span>{TIME}", None),
}


@pytest.mark.parametrize("case", LINES)
def test_the_author(case: str) -> None:
    line, author = LINES[case]
    text = (
        f"<h1>红利歇了</h1><div class='article-meta'>{line}</div>"
        "<div class='article-body'><p>涨了三周歇两天，不奇怪。</p></div>"
    )
    page = Page(URL, text, None, "caifuhao", NIGHT)
    assert caifuhao.read(page).author_name == author
