"""The site's own blocks are found by where they stand and how they begin."""

import pytest

from transforms.furniture import disclaimer_below, footer_below
from transforms.page import Page

SAID = "郑重声明：用户在社区发表的所有资料、言论等仅代表个人观点，不构成任何投资建议。"
FOUND = {
    "alone": (f"<p>{SAID}</p>", SAID),
    "innermost": (f"<div><div><p>{SAID}</p><p>举报电话</p></div></div>", SAID),
    "heading of its own": (f"<div><b>郑重声明：</b><i>{SAID[5:]}</i></div>", SAID),
    "behind a button": (f"<div><a>举报</a> <span>{SAID}</span></div>", SAID),
    "behind words of another": (f"<p>用户在增长。</p><div><p>{SAID}</p></div>", SAID),
    "in the post": (f"<div class='newstext'><p>{SAID}</p></div>", None),
    "in the post and below it": (
        f"<div class='a article-body'><p>{SAID}</p></div><p>{SAID}再说。</p>",
        f"{SAID}再说。",
    ),
    "in a script": (f"<script>'{SAID}'</script>", None),
    "said by somebody": ("<p>有人问：用户在社区发表的资料怎么删？</p>", None),
}


@pytest.mark.parametrize("case", FOUND)
def test_the_disclaimer_below_a_post(case: str) -> None:
    markup, text = FOUND[case]
    assert disclaimer_below(Page("", f"<body><p>复盘</p>{markup}</body>")) == text


def test_many_words_of_others_take_no_quadratic_time() -> None:
    markup = "<div>" * 400 + "<p>用户在</p>" * 5_000
    assert disclaimer_below(Page("", f"<body>{markup}</body>")) is None


def test_the_licences_of_a_footer() -> None:
    licence = "沪ICP证:沪B2-20070217"
    footer = f"<div class='footer2016'><div>扫一扫</div><div>{licence}</div></div>"
    assert footer_below(Page("", f"<body>{footer}</body>")) == licence
    assert footer_below(Page("", f"<body><div>{licence}</div></body>")) is None
