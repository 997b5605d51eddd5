"""Pages that read well and hold no post, beside posts of people of which little is left."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from tests.transforms.captures import NIGHT, row
from transforms.contracts import breaches, is_counted, removed_share, share_of
from transforms.sights import sights_of

PLATFORM = (
    "郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不限于文字、视频、音频、数据及图表）"
    "仅代表个人观点，与本网站立场无关，不对您构成任何投资建议，据此操作风险自担。"
)
ADVERT = "想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>"
LEGAL = (
    "风险提示：基金有风险，投资需谨慎。基金的过往业绩不预示其未来表现，基金管理人管理的其他基金的"
    "业绩不构成本基金业绩表现的保证。投资者在投资前应认真阅读基金合同、招募说明书等法律文件，"
    "了解基金的风险收益特征。本材料不构成任何法律文件，不构成投资建议。"
)
SLOGAN = "股市有风险，投资需谨慎。"
PICTURE = '<img src="https://example.com/k.png">'
OPINION = "缩量到这个份上，再往下砸的力气已经不多了，等放量再说，先拿着不动。"


def told(*rows: dict[str, Any]) -> dict[str, str]:
    by_post: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        by_post.setdefault(one["post_id"], []).append(one)
    sights = [sight for visits in by_post.values() for sight in sights_of(visits)]
    return {capture_id: one.reason for capture_id, one in breaches(sights).items()}


def reason(text: str, title: str = "缩量之后") -> str | None:
    return told(row(text, post_title=title)).get(row()["capture_id"])


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("", "", "empty_body"),
        ("<p> </p>", "", "empty_body"),
        ("", "标题就是全部", None),
        (PICTURE, "", None),
        ("<p>👍👍</p>", "", None),
        (f"<p>{PLATFORM}</p>", "标题", "only_furniture"),
        (f"<p>{PLATFORM}</p><p>{ADVERT}</p>", "标题", "only_furniture"),
        # A chart with the site's advert below it is a post; a page of notices with a logo is none.
        (f"<p>{PICTURE}</p><p>{ADVERT}</p>", "标题", None),
        (f"<p>{PICTURE}</p><p>{PLATFORM}{PLATFORM}</p>", "标题", "only_furniture"),
        (f"<p>短评：不追。</p><p>{PLATFORM}</p>", "标题", None),
        # People post the slogan itself; and tags alone.
        (f"<p>{SLOGAN}</p>", "", None),
        ("<p>#算力#</p><p>$贵州茅台(SH600519)$</p>", "", None),
    ],
)
def test_what_a_sight_alone_breaks(text: str, title: str, expected: str | None) -> None:
    assert reason(text, title) == expected


def test_little_is_left_of_many_notices_and_an_opinion_with_its_formula_stays() -> None:
    assert reason(f"<p>看好。</p><p>{LEGAL}</p><p>{LEGAL}</p>") == "mostly_removed"
    assert reason(f"<p>看好这波反弹的力度，拿住。</p><p>{SLOGAN}以上不构成投资建议。</p>") is None
    assert reason(f"<p>{OPINION}</p><p>{LEGAL}</p><p>{LEGAL}</p>") is None


def test_the_share_is_of_the_commentary() -> None:
    def share(text: str) -> float:
        (sight,) = sights_of([row(text)])
        return removed_share(sight.clean)

    assert share(f"<p>{OPINION}</p>") == 0
    assert share(f"<p>{OPINION}</p><p>{PLATFORM}</p><p>#算力#</p>") == 0
    assert 0 < share(f"<p>{OPINION}</p><p>{SLOGAN}</p>") < 0.5
    assert share(f"<p>{SLOGAN}</p>") == 1
    assert share_of(0, 0) == 0
    assert [is_counted(*one) for one in (("page.footer", "x"), ("tail.block", "tail"))] == [
        False
    ] * 2


def copies(
    authors: Iterable[str | None], titles: Iterable[str], text: str = OPINION, **changes: Any
) -> list[dict[str, Any]]:
    """Posts 1, 2, … of one night with one text."""
    found = []
    for n, (author, title) in enumerate(zip(authors, titles, strict=False), start=1):
        named = {"author_id": author, "author_name": author}
        ids = {"post_id": f"guba:{n}", "native_id": str(n), "capture_id": f"c{n}"}
        found.append(row(f"<p>{text}</p>", post_title=title) | ids | named | changes)
    return found


@pytest.mark.parametrize(
    ("authors", "titles", "is_site"),
    [
        # Nobody said it, under three posts.
        ([None] * 3, "甲乙丙", True),
        ([None] * 3, "甲甲甲", True),
        # Three people who say the same under three titles: what all of their pages share.
        ("abc", "甲乙丙", True),
        (["a", "b", None], "甲甲甲", True),
        # One who posts it in several bars, under any titles.
        ("aaa", "甲乙丙", False),
        # People who copy a text with its title, a campaign's too.
        ("abc", "甲甲甲", False),
        ("aaab", "甲乙丙甲", False),
        ([None] * 2, "甲乙", False),
    ],
)
def test_one_body_under_three_posts(authors: Any, titles: str, is_site: bool) -> None:
    found = told(*copies(authors, titles))
    assert set(found.values()) == ({"repeated_body"} if is_site else set())
    assert len(found) == (len(titles) if is_site else 0)


def test_copies_count_within_a_night_a_day_and_a_source_and_from_30_characters_on() -> None:
    assert len(OPINION) >= 30
    assert told(*copies([None] * 3, "甲乙丙", OPINION[:29])) == {}
    for change in (
        {"fetched_at": NIGHT + timedelta(days=1)},
        {"source": "caifuhao"},
        {"published_date": NIGHT.date()},
    ):
        *two, third = copies([None] * 3, "甲乙丙")
        assert told(*two, third | change) == {}
    visits = [one | {"post_id": "guba:1"} for one in copies([None] * 3, "甲乙丙")]
    assert told(*visits) == {}


def test_a_redacted_post_breaks_nothing() -> None:
    gone = {"outcome": "redacted", "redacted_at": NIGHT, "redacted_version": 1, "title": None}
    assert told(row() | gone | {"body_html": ""}) == {}
