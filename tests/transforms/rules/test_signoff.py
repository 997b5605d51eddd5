import pytest

from transforms.boilerplate import findings
from transforms.spans import without

CONTENT = "缩量，等方向。\n明天看量能。\n仓位五成。"


def left(closing: str) -> str:
    text = f"{CONTENT}\n{closing}"
    kept = without(text, [removal.span for removal in findings(text).removals])
    assert kept.startswith(CONTENT)
    return kept.removeprefix(CONTENT).strip("\n")


GOES = [
    "A股下一篇再聊吧。",
    "今天就聊到这里。",
    "今晚就这些，睡了～",
    "明天见。",
    "我们下周一见！",
    "债市的事，下期再说吧。",
    "好了，不多说了，周一盘前见。",
    "最后，祝大家周末愉快，账户长虹！",
    "祝天下所有的父亲们，节日快乐！",
    "感谢各位朋友的阅读与陪伴。",
    "（全文完）",
    "谢谢大家，晚安[抱拳]",
]
STAYS = [
    "明天见分晓。",
    "明天见顶的概率不小。",
    "祝大家亏的慢一点。",
    "祝公司发展顺利。",
    "今天就这些，清仓了。",
    "加仓的事，下期再说吧。",
    "加仓的事下周再说吧。",
    "这一轮就到这里了。",
    "缩量市里只低吸，祝大家好运！",
    "该上钟了。",
    "谢谢公募，把价格打下来。",
]


@pytest.mark.parametrize("closing", GOES)
def test_a_sentence_that_only_takes_leave_goes(closing: str) -> None:
    assert left(closing) == ""
    assert findings(f"{CONTENT}\n{closing}").removals[0].kind == "signoff"


@pytest.mark.parametrize("closing", STAYS)
def test_what_says_something_stays(closing: str) -> None:
    assert left(closing) == closing


def test_what_stands_before_it_in_the_line_stays() -> None:
    assert left("量没有出来。今天就到这里，大家晚安。") == "量没有出来。"


def test_a_wish_may_open_a_text_and_a_leave_may_not() -> None:
    body = "\n".join(["缩量，等方向。"] * 8)
    wish, leave = (f"{line}\n{body}" for line in ("祝大家新年快乐！", "今天就聊到这里。"))
    assert [removal.rule_id for removal in findings(wish).removals] == ["signoff.wish"]
    assert findings(leave).removals == ()


def test_all_that_is_left_is_never_taken_out() -> None:
    assert findings("大家好。\n明天见。").removals == ()
