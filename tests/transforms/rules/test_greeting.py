import pytest

from transforms.boilerplate import findings
from transforms.spans import without

CONTENT = "缩量，等方向。\n明天看量能。\n仓位五成。"


def left(opening: str, author: str | None = None) -> str:
    text = f"{opening}\n{CONTENT}"
    kept = without(text, [removal.span for removal in findings(text, author).removals])
    assert kept.endswith(CONTENT)
    return kept.removesuffix(CONTENT).strip("\n")


GOES = [
    ("大家好，我是阿热。", ""),
    ("大家好！我是小满，又和大家见面了。", ""),
    ("各位早上好", ""),
    ("铁子们，", ""),
    ("Hello，家人们晚上好～[笑]", ""),
    ("大家晚上好，美股昨晚又调整了。", "美股昨晚又调整了。"),
    ("大家好，我是老周，今天说说红利。", "今天说说红利。"),
]
STAYS = [
    "大家好好看看这张图。",
    "大家好，才是真的好。",
    "大家好像都在等。",
    "我是阿热的读者，跟了三年。",
    "大家好，我是坚定看多的。",
    "兄弟们，今天我把券商清了。",
    "早上好戏不断。",
    "“大家好，我是老师”，群里天天这么喊。",
]


@pytest.mark.parametrize(("opening", "stays"), GOES)
def test_a_greeting_goes_and_what_reads_on_stays(opening: str, stays: str) -> None:
    assert left(opening) == stays


@pytest.mark.parametrize("opening", STAYS)
def test_what_only_sounds_like_one_stays(opening: str) -> None:
    assert "我是坚定看多的。" in left(opening) or left(opening) == opening


def test_the_authors_own_name_is_a_name_whatever_it_says() -> None:
    opening = "大家好，我是多头老王。"
    assert left(opening) == "我是多头老王。"
    assert left(opening, "多头老王") == ""


def test_a_greeting_in_the_middle_is_content() -> None:
    text = f"{CONTENT}\n大家好，我是阿热。\n{CONTENT}"
    assert findings(text).removals == ()
