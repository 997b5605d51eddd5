import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.body import flatten, tidy_line

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
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_paragraphs_as_a_reader_sees_them(case: str) -> None:
    markup, text = CASES[case]
    assert flatten(markup) == text


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
