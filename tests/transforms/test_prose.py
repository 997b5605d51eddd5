"""Sentences as a reader sees them; every character in one, at a cost that grows with the text."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.prose import Prose
from transforms.spans import Span

SENTENCES = [
    ("涨了。跌了！真的？是；不…对", ["涨了。", "跌了！", "真的？", "是；", "不…", "对"]),
    ("他说“买。快买！”我没动。", ["他说“买。快买！”", "我没动。"]),
    ("今天大涨（见图！）所以减仓。", ["今天大涨（见图！）所以减仓。"]),
    ("（今天不动。）明天看。", ["（今天不动。）", "明天看。"]),
    ("一共12只风险提示：本资料仅供参考", ["一共12只", "风险提示：本资料仅供参考"]),
    ("看好【免责声明】本文", ["看好", "【免责声明】本文"]),
    ("全是风险提示啊", ["全是风险提示啊"]),
    ("股价3.5元，PE是a.b。", ["股价3.5元，PE是a.b。"]),
    ("涨停🚀🚀明天见", ["涨停🚀🚀", "明天见"]),
    ("🚀涨停", ["🚀涨停"]),
    ("上午涨　　下午跌", ["上午涨", "下午跌"]),
    ("a b 买入 c", ["a b 买入 c"]),
    ("同意//@老王:不同意", ["同意", "//@老王:不同意"]),
    ("理由：①便宜②分红", ["理由：", "①便宜", "②分红"]),
    ("第一行\n第二行", ["第一行", "第二行"]),
]
pieces = st.sampled_from(
    [*'。！？；…\n 　（）“”"「」【】:：①🚀a3的', "风险提示", "免责声明：", "//@", "  "]
)
texts = st.lists(pieces, max_size=60).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.of(text) for sentence in Prose(text).sentences] == sentences


@given(texts)
def test_sentences_are_in_order_and_hold_every_character(text: str) -> None:
    prose = Prose(text)
    assert all(one.end <= other.start for one, other in pairwise(prose.sentences))
    held = "".join(sentence.of(text) for sentence in prose.sentences)
    assert "".join(held.split()) == "".join(text.split())
    assert not any("\n" in sentence.of(text) for sentence in prose.sentences)
    for number, sentence in enumerate(prose.sentences):
        assert prose.sentence_at(sentence.start) == prose.sentence_at(sentence.end - 1) == sentence
        assert prose.beside(sentence, 1) == next(iter(prose.sentences[number + 1 :]), None)
        assert prose.beside(sentence, -1) == (prose.sentences[number - 1] if number else None)
    assert list(prose.backwards()) == prose.sentences[::-1]


@given(texts, st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_what_is_left_reads_as_if_nothing_else_had_been(text: str, ends: tuple[int, int]) -> None:
    first, last = (min(end, len(text)) for end in sorted(ends))
    prose = Prose(text)
    assert list(prose.forwards()) == prose.sentences
    left = prose.less([Span(first, last)])
    assert left.text == text[:first] + text[last:]
    assert left.sentences == Prose(left.text).sentences


def test_the_lines_around_a_seam_are_those_at_it_and_next_to_them() -> None:
    prose = Prose("甲\n乙\n丙\n丁\n戊\n己")
    assert [line.of(prose.text) for line in prose.lines_around([4])] == ["甲", "乙", "丙", "丁"]
    assert [line.of(prose.text) for line in prose.lines_around([0, 11])] == ["甲", "乙", "戊", "己"]


@given(texts)
def test_what_is_quoted_is_masked_and_nothing_else(text: str) -> None:
    prose = Prose(text)
    whole = prose.unquoted(Span(0, len(text)))
    assert len(whole) == len(text)
    quoted = {at for span in prose.quoted for at in range(span.start, span.end)}
    assert all(
        now == ("〇" if at in quoted else was)
        for at, (now, was) in enumerate(zip(whole, prose.folded, strict=True))
    )
    for sentence in prose.sentences:
        assert prose.unquoted(sentence) == sentence.of(whole)


def test_quotes_are_told() -> None:
    prose = Prose("他说“仅供参考”，我说仅供参考。")
    assert prose.is_quoted(Span(3, 7))
    assert not prose.is_quoted(Span(11, 15))
    assert prose.line_at(4) == Span(0, len(prose.text))


@pytest.mark.parametrize("unit", ["“", "(", "。”", "(。)", "免责声明:", "a🚀", "x  ", "【", "“。”"])
def test_the_cost_grows_with_the_text(unit: str) -> None:
    def cost(n_characters: int) -> float:
        prose = Prose(unit * (n_characters // len(unit)))
        started = process_time()
        for sentence in prose.sentences[:1000]:
            prose.sentence_at(sentence.start)
            prose.is_quoted(sentence)
        return process_time() - started

    assert cost(20_000) < 1
