import html
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.captures import post, row
from tests.transforms.test_contracts import OPINION
from tests.transforms.test_contracts import PLATFORM as DISCLAIMER
from transforms.cleaning import CleanPost, clean
from transforms.flags import DISCLAIMERS
from transforms.history import histories
from transforms.rows import post_row
from transforms.rules import RULES
from transforms.text_rows import removal_rows

FOOTER = "信息网络传播视听节目许可证：0908328号\n沪ICP证:沪B2-20070217"
LINES = st.lists(
    st.sampled_from(
        [
            "缩量，等方向。",
            "#创新药##算力#",
            "$某(SH513100)$",
            DISCLAIMER,
            "[点击查看原文]",
            " ",
            "a<b&c",
        ]
    )
)


# Each rule's own examples, what it strips and what it keeps, glued to each other in any way.
PIECES = st.sampled_from(
    [
        "缩量，等方向。",
        "量能没跟上，先看两天再说",
        "本人持有贵州茅台，利益相关。",
        "风险提示：下游需求不及预期；原材料价格大幅波动。",
        "#创新药##算力#",
        "$某(SH513100)$",
        "“据此操作，风险自担”",
        "……",
        *(example for rule in RULES for example in (rule.strip, rule.keep)),
    ]
)
MIXES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "，"])), max_size=12)


def mixed(pieces: list[tuple[str, str]]) -> str:
    return "".join(f"{piece}{glue}" for piece, glue in pieces)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))


@given(MIXES, st.booleans())
def test_any_mix_is_restored_exactly_and_what_is_left_is_clean(
    pieces: list[tuple[str, str]], has_furniture: bool
) -> None:
    below = {"disclaimer": DISCLAIMER, "footer": FOOTER} if has_furniture else {}
    cleaned = clean(post(paragraphs(mixed(pieces)), author_name="阿热", **below))
    assert restored(cleaned) == cleaned.text
    spans = [removal.span for removal in cleaned.removals]
    assert all(0 <= span.start < span.end <= len(cleaned.text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    again = clean(post(paragraphs(cleaned.body), author_name="阿热"))
    assert again.body == again.text == cleaned.body


@given(MIXES)
def test_content_stays_whole(pieces: list[tuple[str, str]]) -> None:
    cleaned = clean(post(paragraphs(mixed(pieces))))
    for piece in cleaned.content:
        assert not any(piece.span.overlaps(removal.span) for removal in cleaned.removals)


@given(MIXES)
def test_flags_derive_from_the_rows_of_removals(pieces: list[tuple[str, str]]) -> None:
    (history,) = histories([row(paragraphs(mixed([(OPINION, "\n"), *pieces])))])
    told, removed = post_row(history), list(removal_rows(history))
    kinds = {one["kind"] for one in removed}
    assert told["has_disclaimer"] == bool(kinds & DISCLAIMERS)
    assert told["is_ai_generated"] == ("ai_generated_notice" in kinds)
    named = [one["value"] for one in removed if one["kind"] == "source_credit" and one["value"]]
    assert told["source_credit"] == ("; ".join(dict.fromkeys(named)) or None)
    text = history.versions[-1].clean.text
    assert all(text[one["start"] : one["end"]] == one["text"] for one in removed)
    assert [one["ordinal"] for one in removed] == list(range(len(removed)))


def restored(cleaned: CleanPost) -> str:
    """The text put together again from what stayed and what went."""
    text = cleaned.body
    for removal in cleaned.removals:
        piece = removal.span.of(cleaned.text)
        text = text[: removal.span.start] + piece + text[removal.span.start :]
    return text


@given(LINES, st.booleans())
def test_body_and_removals_are_the_whole_text(lines: list[str], has_furniture: bool) -> None:
    below = {"disclaimer": DISCLAIMER, "footer": FOOTER} if has_furniture else {}
    cleaned = clean(post("".join(f"<p>{line}</p>" for line in lines), **below))
    assert restored(cleaned) == cleaned.text
    assert cleaned.body == cleaned.body.strip("\n")
    assert (DISCLAIMER in cleaned.text) >= has_furniture
    assert "郑重声明" not in cleaned.body


def test_the_tail_goes_to_its_tables_and_out_of_the_body() -> None:
    cleaned = clean(post("<p>再聊 #算力# 吧。</p><p>#A##B#</p><p>$某(SH513100)$</p>"))
    assert cleaned.body == "再聊 #算力# 吧。"
    assert [cleaned.zone(tag) for tag in cleaned.hashtags] == ["body", "tail", "tail"]
    assert [cleaned.zone(tag.span) for tag in cleaned.cashtags] == ["tail"]
    assert [removal.kind for removal in cleaned.removals] == ["tail"]


def test_the_tail_stands_above_what_the_rules_cut_at_the_end() -> None:
    cleaned = clean(post(f"<p>再聊吧。</p><p>#A#</p><p>{DISCLAIMER}</p>", footer=FOOTER))
    assert cleaned.body == "再聊吧。"
    assert [removal.kind for removal in cleaned.removals] == [
        "tail",
        "platform_disclaimer",
        "platform_footer",
    ]


def test_a_quoted_disclaimer_is_the_authors() -> None:
    quote = "有人把“郑重声明：用户在社区发表的信息”当护身符。"
    assert clean(post(f"<p>{quote}</p>", disclaimer=DISCLAIMER)).body == quote


def test_a_new_footer_is_no_new_version() -> None:
    before, after = (clean(post("<p>一</p>", footer=footer)) for footer in (FOOTER, "沪ICP证:新"))
    assert before.content_sha256 == after.content_sha256
    assert before.text != after.text
    assert clean(post("<p>二</p>", footer=FOOTER)).content_sha256 != before.content_sha256
    assert clean(post("<p>一</p>", title="改题")).content_sha256 != before.content_sha256
