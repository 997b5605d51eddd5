import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from transforms.body import flatten, flatten_tag, tidy_line

CASES = {
    "paragraphs": ("<p>一</p><p>二</p>", "一\n二"),
    "empty paragraphs of the editor": ("<p>一</p><p><br></p><p><br></p><p>二</p>", "一\n二"),
    "breaks": ("一<br>二<br/>三", "一\n二\n三"),
    "inline marks glue nothing and split nothing": (
        "<p>微<b>软</b>取消 <i>AI</i>租赁</p>",
        "微软取消 AI租赁",
    ),
    "words on two source lines": ("<p>Open\nAI</p><p>二</p>", "Open AI\n二"),
    "plain text of a short post": ("$贵州茅台(SH600519)$\n跌破了", "$贵州茅台(SH600519)$\n跌破了"),
    "text with inline markup only": ("一\n<a href='x'>二</a>\n三", "一\n二\n三"),
    "lists": ("<ul><li>一</li><li>二</li></ul>", "一\n二"),
    "tables": (
        "<table><tr><th>基金</th><th>涨幅</th></tr><tr><td>A</td><td> 1% </td></tr></table>",
        "基金\t涨幅\nA\t1%",
    ),
    "emoji by their title": ('<p>稳<img src="x" title="[呲牙]"></p>', "稳[呲牙]"),
    "pictures are left out": ('<p>看图<img src="x" alt="K线 2025"></p>', "看图"),
    "hidden watermark": ('<p>甲<span style="display: none">[水印]</span>乙</p>', "甲乙"),
    "scripts and comments": ("<p>甲</p><script>var a</script><!-- x --><p>乙</p>", "甲\n乙"),
    "zero width and bidi": ("<p>甲\u200b乙\u202e丙\ufeff</p>", "甲乙丙"),
    "spaces of all widths": ("<p>\u3000\u3000甲&nbsp;&nbsp;乙</p>", "甲 乙"),
    "entities": ("<p>A&amp;B &lt;3&gt;</p>", "A&B <3>"),
    "entities in plain text": ("A&amp;B &#34;x&#34;", 'A&B "x"'),
    "an auto link is its text": (
        '<p>转自<a href="https://quote.eastmoney.com/unify/r/105.NTES">网易</a>财经</p>',
        "转自网易财经",
    ),
    "a cashtag span of the editor": (
        '<p><span class="insert-data guba_stock" data-marketcode="HK|02370"><a href="x">'
        "$力高(HK|02370)$</a> </span> </p><p>二</p>",
        "$力高(HK|02370)$\n二",
    ),
    "less than, in plain text": ("营收<b公司的一半，利润更少", "营收<b公司的一半，利润更少"),
    "less than, among tags": ("<p>营收<b公司的一半</p><p>还行</p>", "营收<b公司的一半\n还行"),
    "less than, behind a tag name": ("<p>利润<b 公司的一半</p>", "利润<b 公司的一半"),
    "less than, in an attribute": ('<p title="a<b">甲</p>', "甲"),
    "hearts": ("<p>甲 </3 乙 <3</p>", "甲 </3 乙 <3"),
    "nothing": ("", ""),
}
# Each told by what Chrome shows of it, but where a note says otherwise.
STRUCTURES = {
    "paragraphs never closed": ("<p>一<p>二<div>三", "一\n二\n三"),
    "bold over blocks": ("<b>一<p>二</b>三</p>", "一\n二三"),
    "latin words over marks": ("<p>Open<span>AI</span> <b>GPT</b>-5</p>", "OpenAI GPT-5"),
    "a numbered list, without its numbers": ("<ol><li>一</li><li>二</li></ol>", "一\n二"),
    "paragraphs in a list": ("<ul><li><p>一</p><p>二</p></li><li>三</li></ul>", "一\n二\n三"),
    "definitions": ("<dl><dt>久期</dt><dd>债券的</dd></dl>", "久期\n债券的"),
    "a break in a cell": ("<table><tr><td>一<br>二</td><td>三</td></tr></table>", "一 二\t三"),
    "paragraphs in a cell": ("<table><tr><td><p>一</p></td><td>二</td></tr></table>", "一\t二"),
    "cells never closed": ("<table><tr><td>一<td>二<tr><td>三</table>", "一\t二\n三"),
    "a table in a cell": (
        "<table><tr><td>甲<table><tr><td>一</td><td>二</td></tr></table></td><td>乙</td></tr></table>",
        "甲 一 二\t乙",
    ),
    "a caption": ("<table><caption>净值</caption><tr><td>一</td></tr></table>", "净值\n一"),
    "preformatted": ("<p>甲</p><pre>\n一\n  二\n</pre>", "甲\n一\n二"),
    "details": ("<details><summary>要点</summary>一</details>", "要点\n一"),
    "ruby": ("<p><ruby>锂<rp>(</rp><rt>lǐ</rt><rp>)</rp></ruby>价</p>", "锂(lǐ)价"),
    "formulas": ("<p>x<math><mi>y</mi><annotation>y</annotation></math></p>", "xy"),
    "drawings": ("<p>甲<svg><title>图标</title><path d='M0'/></svg>乙</p>", "甲乙"),
    "templates": ("<p>甲</p><template><p>乙</p></template>", "甲"),
    "a comment with tags": ("<p>甲<!-- <b>乙</b> -->丙</p>", "甲丙"),
    "a comment never closed": ("<p>甲</p><!-- 乙", "甲"),
    "a script with tags": ("<p>甲</p><script>if(a<b)f('</p><b')</script><p>乙</p>", "甲\n乙"),
    "character data of a feed": ("<![CDATA[<p>甲</p>]]>", "甲"),
    "entities once": ("<p>&amp;lt;p&amp;gt; &amp;amp; &#19975;&hellip;</p>", "&lt;p&gt; &amp; 万…"),
}
QUOTES = {
    "a quoted repost": ("<p>同意。</p><blockquote><p>一</p>二</blockquote>", "同意。\n> 一\n> 二"),
    "a quotation of a quotation": (
        "甲<blockquote>一<blockquote>二</blockquote></blockquote>乙",
        "甲\n> 一\n> 二\n乙",
    ),
    "one never closed": ("甲<blockquote>一<p>二", "甲\n> 一\n> 二"),
    "an empty one": ("甲<blockquote> </blockquote>乙", "甲\n乙"),
    "nothing else: it only sets off the post": ("<blockquote><p>一</p></blockquote>", "一"),
    "in a cell": ("甲<table><td><blockquote>一</blockquote><td>二</table>", "甲\n一\t二"),
}
UNSEEN = [
    "display:none", "DISPLAY : NONE !important", "color:red;visibility:hidden", "opacity:0",
    "opacity: 0.0;", "font-size:0", "font-size:0px;line-height:0",
]  # fmt: skip
SEEN = ["opacity:0.5", "font-size:0.8em", "font-size:10px", "visibility:visible", "-x-display:none"]


@pytest.mark.parametrize("case", CASES)
def test_paragraphs_as_a_reader_sees_them(case: str) -> None:
    markup, text = CASES[case]
    assert flatten(markup) == text


@pytest.mark.parametrize("case", STRUCTURES)
def test_structures_are_lines_and_cells(case: str) -> None:
    markup, text = STRUCTURES[case]
    assert flatten(markup) == text


@pytest.mark.parametrize("case", QUOTES)
def test_what_is_quoted_is_marked(case: str) -> None:
    markup, text = QUOTES[case]
    assert flatten(markup) == text


@pytest.mark.parametrize("style", UNSEEN)
def test_hidden_words_are_no_text(style: str) -> None:
    assert flatten(f'<p>甲<span style="{style}">水<b>印</b></span>乙</p>') == "甲乙"


@pytest.mark.parametrize("style", SEEN)
def test_seen_words_are_text(style: str) -> None:
    assert flatten(f'<p>甲<span style="{style}">丙</span>乙</p>') == "甲丙乙"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>甲<i hidden>乙</i></p>", "甲"),
        ("<p>甲<i aria-hidden='true'>乙</i></p>", "甲乙"),
        ("<p>甲<i class='hidden'>乙</i></p>", "甲乙"),
        ("<p>甲</p><div style='font-size:0'><p style='font-size:14px'>乙</p></div>", "甲\n乙"),
        ("<div hidden><div>一</div>二</div>三", "三"),
        ("<p>甲<br hidden>乙<img hidden title='[赞]'></p>", "甲乙"),
    ],
)
def test_attributes_that_hide(markup: str, text: str) -> None:
    assert flatten(markup) == text


@pytest.mark.parametrize(
    "markup",
    ["甲[图片]乙", "<p>甲【图片】乙</p>", '<p>甲<img alt="[图片]">乙</p>', "甲[Image]乙"],
)
def test_what_only_stands_for_a_picture_is_left_out(markup: str) -> None:
    assert flatten(markup) == "甲乙"


@pytest.mark.parametrize(
    ("name", "text"),
    [("table", "一\t二"), ("tr", "一\t二"), ("td", "一"), ("div", "一\t二\n三\n四")],
)
def test_an_element_of_a_tree_reads_as_it_stands(name: str, text: str) -> None:
    cells = "<table><tr><td>一</td><td>二</td></tr></table>"
    tag = BeautifulSoup(f"<div>{cells}<p>三</p>四</div>", "lxml").find(name)
    assert tag is not None
    assert flatten_tag(tag) == text


@given(st.text())
def test_any_markup_gives_tidy_lines(markup: str) -> None:
    lines = flatten(markup).split("\n")
    assert all(line == line.strip() for line in lines)
    assert lines == [""] or all(lines)


@given(st.lists(st.text(st.characters(categories=["Lo"]), min_size=1), min_size=1))
def test_no_letter_is_lost_or_moved(words: list[str]) -> None:
    assert flatten("".join(f"<p>{word}</p>" for word in words)) == "\n".join(words)


@pytest.mark.parametrize(
    ("title", "shown"), [(" 一 \n 二 ", "一 二"), ("", None), (None, None), ("\u200b", None)]
)
def test_titles_are_one_line(title: str | None, shown: str | None) -> None:
    assert tidy_line(title) == shown
