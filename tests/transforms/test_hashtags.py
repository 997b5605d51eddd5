from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.hashtags import hashtags

CASES = {
    "one": ("看 #创新药# 的", ["#创新药#"]),
    "glued": ("#A##B##“四月决断”如何操作?#", ["#A#", "#B#", "#“四月决断”如何操作?#"]),
    "full-width marks": ("＃半导体＃走强", ["＃半导体＃"]),
    "a stray mark shifts nothing": ("3#精煤涨了。说 #创新药# 的事", ["#创新药#"]),
    "a sentence between two marks": ("425#袋装水泥涨价。还有1#精煤", []),
    "a heading": ("## 一、盘面\n正文", []),
    "a language": ("用 C# 写的，F# 也行", []),
    "a pair of numbers": ("425#水泥涨价，325#水泥没涨，#基建#照旧", ["#基建#"]),
    "units of a plant": ("1#机组已投产，2#机组在建", []),
    "two languages": ("C#和F#都会", []),
    "behind an abbreviation": ("看多AI#人工智能#", ["#人工智能#"]),
    "behind a Chinese word": ("看好#创新药#和#算力#", ["#创新药#", "#算力#"]),
    "on the line below a number": ("指数收在3341\n#缩量#", ["#缩量#"]),
    "outer spaces": ("# 不是 #标签#", ["#标签#"]),
    "a cashtag inside": (
        "#关于$Diamondback能源(FANG)$ 的思考#",
        ["#关于$Diamondback能源(FANG)$ 的思考#"],
    ),
    "too long": ("#" + "长" * 41 + "#", []),
    "over two lines": ("#上\n下#", []),
}


@pytest.mark.parametrize("case", CASES)
def test_which_marks_make_a_tag(case: str) -> None:
    text, tags = CASES[case]
    assert [span.of(text) for span in hashtags(text)] == tags


@given(st.text("#甲乙 。\n1"))
def test_tags_never_overlap(text: str) -> None:
    spans = list(hashtags(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text)[0] == span.of(text)[-1] == "#" for span in spans)
