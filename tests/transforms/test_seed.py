"""Acceptance on the seed post: both forms of its marks, read in both ways."""

from datetime import datetime
from typing import Any

import pytest

from flows.linkers import reference_linker
from flows.recorded import PAGES, Case
from flows.yields import yielded
from tests.transforms.test_cleaning import restored
from transforms.capture import Capture, PostCapture
from transforms.cleaning import CleanPost, clean
from transforms.day import build_day
from transforms.fold import fold
from transforms.reading import capture_row, read_post
from transforms.times import SHANGHAI

FORMS = ("seed", "seed_fullwidth")
WAYS = (*FORMS, *(f"{form}_html" for form in FORMS))
TAGS = [
    "每日信息前沿",
    "机器人股宽幅震荡,后市方向如何选择?",
    "半导体走强!什么逻辑?持续性几何?",
    "创新药板块持续走高!能追吗?",
    "“四月决断”如何操作?",
    "穿越周期的投资对话",
]
FUNDS = [
    ("161130", "A", "CNY"),
    ("161125", "A", "CNY"),
    ("006479", "C", "CNY"),
    ("018124", "A", None),
    ("016530", "A", None),
    ("000307", "A", None),
    ("000216", "A", None),
    ("008842", "A", None),
]
# What the visible page does not show, or shows in other words, when its object is missing.
ONLY_IN_THE_OBJECT = ("layout", "bar_name", "device", "read_count", "forward_count")


def case(name: str) -> Case:
    return Case(PAGES / "guba" / name)


@pytest.fixture(params=WAYS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def post(name: str) -> PostCapture:
    return read_post(case(name).capture)


@pytest.fixture
def cleaned(post: PostCapture) -> CleanPost:
    return clean(post)


def test_the_head_is_read(post: PostCapture) -> None:
    assert fold(post.title or "") == "带崩美股算力的报告,到底说了啥?"
    assert post.author_name == "热点辣评君"
    assert post.published_at == datetime(2025, 3, 27, 21, 4, 53, tzinfo=SHANGHAI)
    assert (post.published_precision, post.ip_region) == ("second", "上海")
    assert (post.like_count, post.comment_count) == (3, 4)


def test_tags_and_funds_are_complete(name: str) -> None:
    found = yielded(case(name))
    assert [fold(tag["tag"]) for tag in found["tags"]] == TAGS
    assert {tag["zone"] for tag in found["tags"]} == {"tail"}
    funds = found["fund_mentions"]
    assert [(fund["code"], fund["share_class"], fund["currency"]) for fund in funds] == FUNDS
    assert {(fund["market"], fund["zone"]) for fund in funds} == {("OTCFUND", "tail")}


def test_the_body_is_the_authors_and_nothing_else(cleaned: CleanPost) -> None:
    # A greeting that only names its author, and a sign-off that only promises the next piece, say
    # nothing of the market: rules take them out, no habit of the author need be known for it.
    lines = cleaned.body.split("\n")
    assert fold(lines[0]).startswith("美股昨晚又调整了……不过")
    assert lines[-1] == "……"
    assert len(lines) == 26
    for word in ("阿热", "再聊", "郑重声明", "许可证", "沪ICP", "OTCFUND", "#", "举报", "收藏"):
        assert word not in cleaned.body


def test_disclaimer_and_footer_are_removals(cleaned: CleanPost) -> None:
    kinds = {removal.kind: removal.span.of(cleaned.text) for removal in cleaned.removals}
    assert list(kinds) == ["greeting", "signoff", "tail", "platform_disclaimer", "platform_footer"]
    assert fold(kinds["greeting"]) == "大家好,我是阿热。\n"
    assert kinds["signoff"] == "\nA股下一篇再聊吧。"
    assert kinds["platform_disclaimer"].startswith("\n郑重声明")
    assert kinds["platform_disclaimer"].rstrip("!！").endswith("谨防上当受骗")
    assert kinds["platform_footer"].startswith("\n信息网络传播视听节目许可证")
    assert fold(kinds["platform_footer"]).endswith("意见与建议:4000300059/952500")


def test_the_text_is_restored_from_body_and_removals(cleaned: CleanPost) -> None:
    assert restored(cleaned) == cleaned.text
    assert len(cleaned.text) > len(cleaned.body) > 1_500


@pytest.mark.parametrize("form", FORMS)
def test_both_ways_read_the_same(form: str) -> None:
    by_object, by_html = (yielded(case(name)) for name in (form, f"{form}_html"))
    for found in (by_object, by_html):
        for field in ONLY_IN_THE_OBJECT:
            del found["post"][field]
    assert by_html == by_object


def test_the_forms_differ_in_the_width_of_marks_alone() -> None:
    narrow, wide = (clean(read_post(case(form).capture)) for form in FORMS)
    assert narrow.text != wide.text
    assert fold(narrow.text) == fold(wide.text)
    assert [tag.start for tag in narrow.hashtags] == [tag.start for tag in wide.hashtags]
    assert narrow.cashtags == wide.cashtags
    assert "，" in wide.body
    assert "，" not in narrow.body


# Code: company, tracked index, name now, and the fund that its classes are of.
LISTED = {
    "161130": ("易方达", "纳斯达克100指数", None),
    "161125": ("易方达", "标准普尔500指数", None),
    "006479": ("广发", "纳斯达克100指数", None),
    "018124": ("永赢", None, None),
    "016530": ("鹏华", None, None),
    "000307": ("易方达", "黄金9999", None),
    "000216": ("华安", "黄金9999", "华安黄金ETF联接A"),
    "008842": ("同泰", None, None),
}


@pytest.mark.parametrize("name", WAYS)
def test_the_table_of_mentions_is_complete(name: str) -> None:
    found = mention_rows(case(name).capture)
    assert [(row["code"], row["share_class"], row["currency"]) for row in found] == FUNDS
    assert {(row["zone"], row["method"], row["confidence"]) for row in found} == {
        ("tail", "cashtag", 1.0)
    }
    assert {row["n_funds_in_post"] for row in found} == {8}
    for row in found:
        company, index, renamed = LISTED[row["code"]]
        assert (row["company"], row["tracked_index"]) == (company, index)
        assert row["name_at_date"] == row["surface"][1:].rsplit("(", 1)[0].replace("（", "(")
        assert row["name_now"] == renamed or renamed is None


def mention_rows(capture: Capture) -> list[dict[str, Any]]:
    row = capture_row(capture)
    tables = build_day(row["published_date"], [row], [], reference_linker())
    found: list[dict[str, Any]] = tables["fund_mentions"].to_pylist()
    return found


def test_the_renamed_fund_is_one_with_its_other_class() -> None:
    [gold] = [row for row in mention_rows(case("seed").capture) if row["code"] == "000216"]
    assert (gold["name_at_date"], gold["name_now"]) == ("华安黄金易ETF联接A", "华安黄金ETF联接A")
    assert gold["feeder_of"] == "518880"
    assert gold["fund_id"] == reference_linker().registry.funds["000217"].fund_id
