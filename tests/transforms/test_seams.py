"""What stays beside a removal reads on as a sentence."""

import re

import pytest

from tests.transforms.corpus import cases, kinds
from transforms.boilerplate import findings
from transforms.spans import without

CONTENT = "缩量，等方向。"
SEAMS = [
    ("转载请注明出处，另外说一句，化债规模比今年大。", "另外说一句，化债规模比今年大。"),
    ("未经授权不得转载，本文作者看好港股。", "本文作者看好港股。"),
    ("来源：财联社7月3日电，硅料企业开会。", "硅料企业开会。"),
    ("今天没动，欢迎关注公众号：慢牛札记。", "今天没动"),
    ("我加仓了，不构成投资建议！", "我加仓了！"),
    ("银行没动（不构成投资建议），白酒动了。", "银行没动，白酒动了。"),
    ("（截至周五，老陈自己数的）（市场有风险，投资需谨慎！", "（截至周五，老陈自己数的）"),
    ("银行没动；不构成投资建议；白酒动了。", "银行没动；白酒动了。"),
]
_MARKS = "，、；。！？,;!?"
_BROKEN = re.compile(rf"^[{_MARKS}]|[，、；,][，、；。！？,;!?]|[（(][)）]|[【\[][】\]]")


def body(text: str) -> str:
    return without(text, [removal.span for removal in findings(text).removals])


@pytest.mark.parametrize(("line", "stays"), SEAMS)
def test_what_stays_of_a_line_is_a_sentence(line: str, stays: str) -> None:
    assert body(f"{CONTENT}\n{line}\n{CONTENT}") == f"{CONTENT}\n{stays}\n{CONTENT}"


@pytest.mark.parametrize("kind", kinds())
def test_no_line_of_any_case_begins_with_a_mark_or_holds_two_that_were_apart(kind: str) -> None:
    for case in cases(kind):
        for glued in (f"{CONTENT}{case.text}{CONTENT}", f"{case.text}，{CONTENT}"):
            was_broken = [_BROKEN.findall(line) for line in glued.split("\n")]
            is_broken = [_BROKEN.findall(line) for line in body(glued).split("\n")]
            assert sum(map(len, is_broken)) <= sum(map(len, was_broken)), (glued, body(glued))
