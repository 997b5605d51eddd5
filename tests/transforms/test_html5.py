"""The tree that browsers build, and what is left out of it."""

import time

import pytest

from transforms.capture import Unreadable
from transforms.html5 import rebuilt
from transforms.page import Page

GONE = {
    "a script": "<script>document.write('<p>x</p>')</script>",
    "a style in a picture": "<svg><style>p{}</style><text>x</text></svg>",
    "a comment with markup": "<!-- <p>x</p> <id>1</id> -->",
    "an attribute": "<div hidden><p hidden>x</p></div>",
    "no display, and a veil in it": "<div style='display : none'><p style='opacity:0'>x</p></div>",
    "outside of the window": "<div style='position:absolute; left:-9999px'>x</div>",
    "a veil": "<div style='VISIBILITY:hidden'>x，x。</div>",
    "a button with a picture": "<button><svg></svg>x</button>",
}
KEPT = {
    "data for machines": '<script type="application/LD+json">{"a":1}</script>',
    "a small shift": "<div style='margin-left:-20px'>x</div>",
    "a variable that is called so": "<div style='--left:-9999px'>x</div>",
    "half a veil": "<div style='opacity:0.5'>x</div>",
}  # fmt: skip


def body(markup: str) -> str:
    page = rebuilt(Page("", f"<body><p>一，二，三，四，五，六。</p>{markup}"))
    return page.text.partition("六。</p>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize("case", GONE)
def test_what_is_not_shown_is_gone(case: str) -> None:
    assert body(GONE[case]) == ""


@pytest.mark.parametrize("case", KEPT)
def test_what_is_shown_or_said_stays(case: str) -> None:
    assert body(KEPT[case]).replace('"', "'") == KEPT[case].replace('"', "'")


def test_a_veil_over_all_that_is_said_is_lifted() -> None:
    page = Page(
        "", "<ul><li>菜单</li></ul><div style='visibility:hidden'><p>今天，缩量。</p></div>"
    )
    assert "今天，缩量。" in rebuilt(page).text
    assert "hidden" not in rebuilt(page).text


def test_text_behind_the_end_is_of_the_body() -> None:
    page = Page("", "<html><body></body></html><p>缩量。")
    assert rebuilt(page).text.endswith("<body><p>缩量。</p></body></html>")


@pytest.mark.parametrize(
    "text",
    ["<!--" * 300_000, "<!-- " * 200_000 + "-->", "<p style='opacity:0'>，" * 20_000],
    ids=["unclosed comments", "one comment", "veils"],
)
def test_a_hostile_page_takes_no_time(text: str) -> None:
    start = time.process_time()
    rebuilt(Page("", text))
    assert time.process_time() - start < 1


def test_a_bomb_is_told() -> None:
    with pytest.raises(Unreadable, match="too_deep"):
        rebuilt(Page("", "<div>" * 100_000))
