import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate import findings
from transforms.repeats import NONE, Repeats, edge_keys, line_key
from transforms.spans import without

BODY = "缩量，等方向。\n明天看量能。\n仓位五成。"
MOTTO = "老规矩，夜里喝茶，白天做人。"


def known(line: str, *, head: bool = False, of_source: bool = False) -> Repeats:
    """Repeats of one line, taught at the given edge."""
    long = "\n".join(["缩量，等方向，涨跌都看。"] * 9)
    [key] = edge_keys(f"{line}\n{long}" if head else f"{long}\n{line}")
    return Repeats(of_source={key: 40}) if of_source else Repeats(of_author={key: 7})


def test_two_spellings_of_a_line_have_one_key() -> None:
    assert line_key("老規矩 ， 夜裡喝茶！") != line_key("夜里喝茶")
    assert line_key("ＡＢ，老规矩！") == line_key("ab 老规矩")


def test_a_repeated_closing_goes_with_its_support() -> None:
    text = f"{BODY}\n{MOTTO}"
    [removal] = findings(text, repeats=known(MOTTO)).removals
    assert (removal.rule_id, removal.kind, removal.support) == ("repeat.author", "signoff", 7)
    assert without(text, [removal.span]) == BODY


@pytest.mark.parametrize(
    ("line", "head", "of_source", "kind"),
    [
        (MOTTO, True, False, "greeting"),
        ("点我头像进直播一起喝茶", False, False, "promo"),
        ("长夜漫漫，与君共饮一壶茶", False, True, "promo"),
    ],
)
def test_kinds_by_edge_and_words(line: str, head: bool, of_source: bool, kind: str) -> None:
    text = f"{line}\n{BODY}" if head else f"{BODY}\n{line}"
    [removal] = findings(text, repeats=known(line, head=head, of_source=of_source)).removals
    assert removal.kind == kind


def test_a_short_line_is_no_template_of_a_source() -> None:
    line = "夜里喝茶"
    assert findings(f"{BODY}\n{line}", repeats=known(line, of_source=True)).removals == ()
    assert findings(f"{BODY}\n{line}", repeats=known(line)).removals != ()


@pytest.mark.parametrize(
    "text", [f"{MOTTO}\n{BODY}\n{BODY}", "\n".join([BODY, MOTTO, *["缩量，等方向。"] * 5]), MOTTO]
)
def test_it_counts_only_at_its_own_edge_and_never_alone(text: str) -> None:
    assert findings(text, repeats=known(MOTTO)).removals == ()


@pytest.mark.parametrize("marked", ["#老规矩夜里喝茶白天做人#", "$老规矩夜里喝茶白天做人$"])
def test_a_tag_with_the_same_words_is_no_repeat(marked: str) -> None:
    assert findings(f"{BODY}\n{marked}", repeats=known(MOTTO)).removals == ()


@pytest.mark.parametrize(
    "line",
    [
        "七成仓不动，睡觉。",
        "仓位照旧，睡觉去了。",
        "2026年也要好好吃饭。",
        "我还是那个观点，看多。",
        "继续持有，不折腾。",
        "今天又减了一点消费。",
        "$贵州茅台(SH600519)$",
        "#每日一聊#",
        "涨了百分之三就走。",
        "一、海外的消息",
        "今日复盘",
        "明天重点看：",
        "加油",
        "说" * 121,
        "名称\t方向\t备注说明",
        "耐心等待就好。",
    ],
)
def test_figures_positions_stance_tags_and_headings_teach_nothing(line: str) -> None:
    long = "\n".join(["缩量，等方向，涨跌都看。"] * 9)
    assert edge_keys(f"{line}\n{long}\n{line}") == []


def test_only_the_edges_teach_and_tags_below_the_end_do_not_count() -> None:
    lines = [f"这一行说的是第{'甲乙丙丁戊己庚辛壬癸'[n]}件闲事" for n in range(10)]
    text = "\n".join(lines)
    assert len(edge_keys(text)) == 7
    assert edge_keys(f"{text}\n#甲##乙#\n$某某基金(OTCFUND|000001)$") == edge_keys(text)
    assert edge_keys(lines[0]) == []


@given(st.text(alphabet="老规矩夜里喝茶。，#$ \n1仓", max_size=60))
def test_any_text_has_at_most_seven_and_knowing_nothing_takes_nothing(text: str) -> None:
    assert len(edge_keys(text)) <= 7
    assert not NONE
    assert NONE.find(text, is_head=True) is None
