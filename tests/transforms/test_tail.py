import pytest

from transforms.cashtags import cashtags
from transforms.hashtags import hashtags
from transforms.tail import tail_of

CASES = {
    "block below the last sentence": (
        "再聊吧。\n#A##B#\n$某(SH600519)$",
        "\n#A##B#\n$某(SH600519)$",
    ),
    "marks in the last sentence": ("再聊 #A# 吧。", ""),
    "marks above the last sentence": ("#A#\n再聊吧。", ""),
    "nothing but marks": ("#A##B#", "#A##B#"),
    "marks set apart": (
        "再聊吧。\n$某(SH600519)$，$某(SZ000040)$、",
        "\n$某(SH600519)$，$某(SZ000040)$、",
    ),
    "marks set apart by a word": ("再聊吧。\n$某(SH600519)$和$某(SZ000040)$", ""),
    "no marks": ("再聊吧。", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_the_closing_block(case: str) -> None:
    text, tail = CASES[case]
    marks = [*hashtags(text), *(tag.span for tag in cashtags(text))]
    assert tail_of(text, marks).of(text) == tail
