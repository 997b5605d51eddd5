"""Pages and texts made to hurt: they cost seconds at most, and end as a text or as Unreadable."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.captures import capture, post
from tests.transforms.test_cleaning import restored
from transforms.body import flatten
from transforms.boilerplate import findings
from transforms.bombs import MAX_DEPTH, is_bomb
from transforms.capture import Unreadable
from transforms.cleaning import clean
from transforms.page import Page
from transforms.reading import read_post

# All of them were run with 1,000,000 as well: under 2 s each on one of two busy cores.
SIZE = 250_000
PATIENCE_S = 12


def fill(unit: str) -> str:
    return unit * (SIZE // len(unit))


def numbered(form: str, count: int) -> str:
    return "".join(form.format(number) for number in range(count))


# What lexbor alone needs more than 15 s or 4 GB for, measured: these must not come to it.
BOMBS: dict[str, Callable[[], str]] = {
    "div": lambda: "<div>" * 200_000,
    "blockquote": lambda: fill("<blockquote>"),
    "ul li": lambda: fill("<ul><li>"),
    "a div": lambda: fill("<a><div>"),
    "div whose end is another's": lambda: fill("<div></x>"),
    "bold over blocks": lambda: fill("<b><div></b>"),
    "attributes": lambda: f"<p {numbered('a{}=1 ', 30_000)}>甲",
    "attributes behind a script": lambda: (
        f"<script>'<a b=\"'</script><p {numbered('a{} ', 30_000)}>"
    ),
    "attributes of bodies": lambda: numbered("<body a{}=1>", 20_000),
    "fonts opened again": lambda: f"<p>{numbered('<font a={}>', 5_000)}</p>{'<p>甲' * 5_000}",
    "a long font opened again": lambda: f"<p><font a='{'x' * SIZE}'></p>{'<p>甲' * 20_000}",
}
# What is long and strange, and harmless.
HARMLESS: dict[str, Callable[[], str]] = {
    "table": lambda: fill("<table><tr><td>"),
    "bold": lambda: fill("<b>"),
    "links": lambda: fill("<a>"),
    "paragraphs": lambda: fill("<p>"),
    "an attribute without end": lambda: "<p a='" + fill("x<p>"),
    "comments without end": lambda: fill("<!--"),
    "comments in plain text": lambda: "<xmp>" + fill("<!-- "),
    "scripts in plain text": lambda: "<xmp>" + fill("<script>"),
    "half entities": lambda: fill("&#"),
    "entities": lambda: fill("&amp;"),
    "less than": lambda: fill("<"),
    "tags without end": lambda: fill("<a "),
    "quotes without end": lambda: fill("<a '"),
    "selected": lambda: "<select><option selected>" + fill("<selectedcontent>"),
    "fostered": lambda: "<table>" + fill("甲<tr>"),
    "styles": lambda: f"<p style='{fill('display ')}'>",
    "spaces": lambda: "<p>" + fill(" \n") + "甲</p>",
    "cells": lambda: fill("<td>"),
    "rubies": lambda: fill("<ruby><rt>"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_never_parsed(name: str) -> None:
    markup = BOMBS[name]()
    began = time.monotonic()
    assert is_bomb(markup)
    with pytest.raises(Unreadable, match="too_deep"):
        _ = Page("", markup).tree
    assert "<div>" not in flatten(markup)
    assert time.monotonic() - began < PATIENCE_S


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_long_is_read(name: str) -> None:
    markup = HARMLESS[name]()
    began = time.monotonic()
    assert "甲" in flatten(f"<p>甲</p>{markup}")
    assert time.monotonic() - began < PATIENCE_S


def test_a_bomb_keeps_its_text() -> None:
    bomb = "<div>" * 20_000
    assert flatten(f"<p>甲&amp;</p>{bomb}乙 &lt;<br>丙") == "甲&\n乙 <\n丙"


@pytest.mark.parametrize("depth", [MAX_DEPTH, 4_000])
def test_a_page_of_few_tags_may_be_deep(depth: int) -> None:
    page = Page("", "<div>" * depth + "<p id='at'>甲</p>")
    assert page.words("#at") == "甲"
    assert flatten(page.text) == "甲"


@pytest.mark.parametrize("source", ["caifuhao", "guba", "jisilu", "sina_blog"])
def test_a_bomb_on_the_wire_is_no_post(source: str) -> None:
    visit = capture(BOMBS["div"]().encode(), source=source)
    with pytest.raises(Unreadable):
        read_post(visit)


MARKS = "$ # $( #甲 “ ( 声明: 风险 。 甲\n 本文 http://".split(" ")


@pytest.mark.parametrize("mark", MARKS)
def test_ten_thousand_marks_are_cleaned(mark: str) -> None:
    began = time.monotonic()
    cleaned = clean(post(mark * 10_000))
    assert restored(cleaned) == cleaned.text
    assert time.monotonic() - began < PATIENCE_S


TAGS = "p div br b i span a td tr table ul li ol pre blockquote script style svg img rt".split()
WORDS = (
    "甲 乙丙 < > &amp; &lt;p&gt; &nbsp; &#x200b; “ ” 。 #话题# $甲(SH600000)$ 大家好 郑重声明："
    " 本文不构成任何投资建议。 据此操作，风险自担。 <!-- --> <![CDATA[ ]]> <p/hidden>"
).split()
soup = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, " ", "\n", "\t", "\u202e", "\x00"]),
        st.sampled_from(TAGS).map("<{}>".format),
        st.sampled_from(TAGS).map("</{}>".format),
        st.text(max_size=6),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(soup)
def test_any_markup_is_cleaned_and_can_be_restored(markup: str) -> None:
    cleaned = clean(post(markup))
    assert restored(cleaned) == cleaned.text
    assert all(0 <= r.span.start < r.span.end <= len(cleaned.text) for r in cleaned.removals)


@settings(max_examples=40, deadline=None)
@given(soup)
def test_what_is_clean_yields_nothing_more(markup: str) -> None:
    body = clean(post(markup)).body
    assert not findings(body).removals
