"""Real pages and pieces of pages, where this machine has them: nothing is lost, nothing made up.

They are other people's texts and do not go into this repository: these tests skip without them.
"""

import ast
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.transforms.captures import capture
from transforms import pages
from transforms.body import flatten
from transforms.capture import Unreadable
from transforms.cashtags import cashtags
from transforms.decode import page_text
from transforms.eastmoney import read_post
from transforms.page import Page
from transforms.reading import capture_row

REAL = Path(__file__).parents[3] / "shared" / "data" / "pages"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="no real pages beside the repository")

BLOCKS = {"p", "div", "br", "li", "ul", "ol", "table", "tr", "blockquote", "h1", "h2", "h3"}
EDITOR_TAG = re.compile(r'data-marketcode="(?P<symbol>[^"]+)"')
XUEQIU_TAG = re.compile(r'/S/(?P<symbol>[\w.]+)"[^>]*>\$')


class Shown(HTMLParser):
    """What a browser would show, told by the standard library's parser: our own way apart."""

    def __init__(self, keeps_newlines: bool) -> None:
        super().__init__()
        self.keeps_newlines = keeps_newlines
        self.text = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "span" and (self._hidden or "display:none" in (named.get("style") or "")):
            self._hidden += 1
        if tag == "img" and re.fullmatch(r"\[\w+\]", named.get("title") or ""):
            self.text += str(named["title"])
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._hidden:
            self._hidden -= 1
        self._border(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data if self.keeps_newlines else data.replace("\n", " ")

    def _border(self, tag: str) -> None:
        if tag in BLOCKS:
            self.text += "\n"


def shown_lines(markup: str) -> list[str]:
    """The visible lines of a piece of HTML without their spaces, the empty ones left out."""
    parser = Shown(keeps_newlines=not re.search(r"<(p|div|br|li)\b", markup))
    parser.feed(markup)
    parser.close()
    return squeezed(parser.text)


def squeezed(text: str) -> list[str]:
    lines = ("".join(re.sub("[\u200b\ufeff]", "", line).split()) for line in text.split("\n"))
    return [line for line in lines if line]


def fragments() -> Iterator[tuple[str, str]]:
    """Name and HTML of every real body."""
    for path in sorted([*REAL.glob("caifuhao/*.html"), *REAL.glob("taoguba/article_text_*.html")]):
        yield path.stem, path.read_text("utf-8")
    for path in sorted(REAL.glob("guba/post_content_*.html")):
        yield path.stem, path.read_text("utf-8")
    for number, text in enumerate(xueqiu_texts()):
        yield f"xueqiu-{number}", text


def xueqiu_texts() -> Iterator[str]:
    for path in sorted(REAL.glob("xueqiu/comments_*_utf8.txt")):
        for literal in re.findall(r"\{'comment': ('.*?')\}", path.read_text("utf-8")):
            yield ast.literal_eval(literal)
    for path in sorted(REAL.glob("xueqiu/user_timeline_*.json")):
        for status in json.loads(path.read_text("utf-8"))["statuses"]:
            yield status["text"]


BODIES = dict(fragments())


def stated(symbol: str) -> tuple[str, str]:
    """Market and code of a symbol as the sites' own attributes and addresses write it."""
    if "|" in symbol:
        market, _, code = symbol.partition("|")
        return market, code
    if re.fullmatch(r"(SH|SZ|BJ)\d{6}", symbol):
        return symbol[:2], symbol[2:]
    return ("HK" if re.fullmatch(r"\d{5}", symbol) else "US"), symbol


def test_every_kind_of_body_is_there() -> None:
    kinds = {name.split("_")[0].split("-")[0] for name in BODIES}
    assert kinds == {"article", "body", "post", "xueqiu"}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_read_whole_and_line_by_line(name: str) -> None:
    assert squeezed(flatten(BODIES[name])) == shown_lines(BODIES[name])


@pytest.mark.parametrize("name", BODIES)
def test_cashtags_carry_the_market_and_code_of_the_markup(name: str) -> None:
    markup = BODIES[name]
    symbols = EDITOR_TAG.findall(markup) + XUEQIU_TAG.findall(markup)
    found = [(tag.market, tag.code) for tag in cashtags(flatten(markup))]
    assert found == [stated(symbol) for symbol in symbols]


def test_some_bodies_hold_cashtags() -> None:
    assert sum(len(list(cashtags(flatten(markup)))) for markup in BODIES.values()) > 20


def test_a_question_is_read_with_its_answer() -> None:
    (path,) = REAL.glob("guba/qa_post_*.json")
    asked = json.loads(path.read_text("utf-8"))
    post = read_post(asked, url="", layout="guba-2022")
    assert (post.native_id, post.bar_code) == (str(asked["post_id"]), "000858")
    assert post.published_at.isoformat() == "2024-11-09T11:54:48+08:00"
    assert flatten(post.body_html) == asked["post_content"]
    assert asked["ask_question"] in flatten(post.body_html)
    assert asked["ask_answer"] in flatten(post.body_html)


@pytest.mark.parametrize("pattern", ["error404_*", "validate_shell_*", "guba_list_*"])
@pytest.mark.parametrize("source", ["guba", "caifuhao"])
def test_a_page_without_a_post_is_rejected(pattern: str, source: str) -> None:
    (path,) = REAL.glob(f"guba/{pattern}")
    row = capture_row(capture(path.read_bytes(), source=source))
    assert (row["outcome"], row["reason"]) == ("reject", "other_page")
    with pytest.raises(Unreadable, match="unknown_page"):
        pages.reader_of(Page("", page_text(path.read_bytes())))
