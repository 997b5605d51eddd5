"""What of a post is linked, and in which zone."""

from datetime import date

from tests.transforms.captures import post
from tests.transforms.listed import linker
from tests.transforms.test_contracts import PLATFORM
from transforms.cleaning import clean
from transforms.mentions import linkable, mentions_of

DAY = date(2025, 3, 27)
LINKER = linker()
TAG = "$华安黄金ETF联接A(OTCFUND|000216)$"


def found(text: str, title: str = "缩量之后", **more: str) -> list[tuple[str, str]]:
    mentions = mentions_of(clean(post(text, title=title, **more)), DAY, LINKER)
    return [(mention.zone, mention.link.surface) for mention in mentions]


def test_the_title_comes_first_and_each_text_has_its_own_offsets() -> None:
    said = post("<p>先说贵州茅台。</p><p>再说上证指数。</p>", title="贵州茅台怎么了")
    cleaned = clean(said)
    mentions = mentions_of(cleaned, DAY, LINKER)
    assert [(one.zone, one.link.surface) for one in mentions] == [
        ("title", "贵州茅台"),
        ("body", "贵州茅台"),
        ("body", "上证指数"),
    ]
    texts = {"title": cleaned.title or "", "body": cleaned.text}
    assert all(one.link.span.of(texts[one.zone]) == one.link.surface for one in mentions)


def test_a_fund_of_body_and_tail_is_mentioned_twice() -> None:
    said = f"<p>拿着{TAG}，不动。</p><p>#黄金# {TAG}</p>"
    assert found(said) == [("body", TAG), ("tail", TAG)]


def test_a_name_inside_a_hashtag_is_a_mention() -> None:
    assert found("<p>今天聊聊。</p><p>#贵州茅台怎么走#</p>") == [("tail", "贵州茅台")]


def test_what_was_cleaned_out_mentions_nothing() -> None:
    notice = PLATFORM.replace("财富号/股吧", "贵州茅台吧")
    cleaned = clean(post(f"<p>缩量，等方向。</p><p>{notice}</p>"))
    assert "贵州茅台" in "".join(one.span.of(cleaned.text) for one in cleaned.removals)
    assert mentions_of(cleaned, DAY, LINKER) == []


def test_the_sites_own_blocks_mention_nothing() -> None:
    blocks = {"disclaimer": "贵州茅台吧提醒您", "footer": f"贵州茅台 许可证 {TAG}"}
    assert found("<p>贵州茅台还在。</p>", **blocks) == [("body", "贵州茅台")]


def test_what_is_linked_is_as_long_as_the_text() -> None:
    cleaned = clean(post(f"<p>贵州茅台。</p><p>{PLATFORM}</p><p>{TAG}</p>"))
    left = linkable(cleaned)
    assert len(left) == len(cleaned.text)
    assert TAG in left
    assert PLATFORM not in left
    assert all(a in (b, "\n") for a, b in zip(left, cleaned.text, strict=True))
