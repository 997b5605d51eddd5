import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.captures import capture, page, post
from tests.transforms.test_cleaning import restored
from transforms.capture_tables import POST_CAPTURES
from transforms.cleaning import clean
from transforms.neutral import neutral
from transforms.reading import capture_row
from transforms.schema import conform

HOSTILE = [
    *map(chr, range(0x09)),
    *map(chr, range(0x0E, 0x20)),
    *map(chr, range(0x7F, 0x85)),
    *map(chr, range(0x86, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *"\u200b\u200c\u200e\u200f\u061c\u2060\ufeff\u00ad\ufffe\uffff\U0001fffe\ufdd0\ufff9\U000e0041",
    *"\ud800\udbff\udc00\udfff",
]
FIELDS = ("title", "author_name", "bar_name", "ip_region", "device", "disclaimer", "footer")
MIXED = st.lists(
    st.sampled_from([*HOSTILE, *"甲a \n\t<&$#😀\u200d\ufe0f\U000e0100", "<p>", "</p>", "&#8238;"])
).map("".join)


@pytest.mark.parametrize("mark", HOSTILE, ids=lambda mark: f"{ord(mark):X}")
def test_what_hides_or_reorders_is_taken_out(mark: str) -> None:
    assert neutral(f"甲{mark}乙") == "甲乙"


@pytest.mark.parametrize(
    "text",
    [
        "缩量，等方向。\n\t$贵州茅台(SH600519)$",
        "👨‍👩‍👧 一家三口",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 英格兰",
        "❤️‍🔥",
        "葛\U000e0100城",
        "مرحبا",
    ],
)
def test_what_a_reader_sees_stays(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲\u2028乙\x85丙", "甲\n乙\n丙"),
        ("甲\r乙", "甲 乙"),
        ("甲\u200d乙", "甲乙"),
        ("😀\ufe0f\ufe01\ufe02", "😀\ufe0f"),
        ("😀\U000e0100\U000e0101", "😀"),
    ],
)
def test_breaks_joiners_and_runs_of_selectors(text: str, shown: str) -> None:
    assert neutral(text) == shown


@given(MIXED)
def test_twice_is_as_once_and_it_can_be_stored(text: str) -> None:
    once = neutral(text)
    assert neutral(once) == once
    assert not {*once} & {*HOSTILE}
    assert once.encode("utf-8").decode("utf-8") == once


@given(MIXED, MIXED)
def test_a_hostile_post_is_neutral_in_every_field_and_restored_whole(body: str, name: str) -> None:
    hostile = post(body, topics=(name,), **dict.fromkeys(FIELDS, name))
    cleaned = clean(hostile)
    said = [getattr(hostile, field) for field in FIELDS] + [*hostile.topics, cleaned.title or ""]
    assert not {*"".join([*said, cleaned.text, cleaned.body])} & {*HOSTILE}
    assert restored(cleaned) == cleaned.text


def test_a_lone_surrogate_in_a_page_does_not_stop_the_night() -> None:
    escaped = page("<p>甲SURR乙</p>", post_title="丙SURR丁\u202e戊").replace(b"SURR", rb"\ud800")
    row = capture_row(capture(escaped))
    assert (row["body_html"], row["title"]) == ("<p>甲乙</p>", "丙丁戊")
    assert conform([row], POST_CAPTURES).num_rows == 1
