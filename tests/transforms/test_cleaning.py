from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.captures import post
from tests.transforms.test_boilerplate import DISCLAIMER
from transforms.cleaning import CleanPost, clean

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
