"""What rows say of links: kept by what they mean, and by the day."""

from datetime import date, timedelta

import pytest

from tests.transforms.listed import RENAMED, alias, registry
from transforms.linking import knowledge
from transforms.linking.knowledge import Knowledge
from transforms.linking.lexicon import Lexicon
from transforms.linking.link import Link
from transforms.registry.sighting import Kind, NameKind
from transforms.spans import Span

DAY = date(2025, 3, 27)
GOLD_MEANS = (Kind.FUND, "OTCFUND", "000216", ("000216",), "000216", "name", 1.0)
GOLD = Link(Span(0, 8), "黄金ETF联接A", *GOLD_MEANS)
LISTED = registry(
    alias("黄金易ETF", "510999", "SH", name_kind=NameKind.SHORT, valid=(None, date(2024, 1, 1))),
    alias("华安黄金ETF", "510999", "SH", valid=(date(2022, 2, 2), date(2024, 1, 1))),
    alias("华安黄金", "510999", "SH", valid=(date(2023, 6, 1), None)),
)
ETF = Link(
    Span(0, 5), "黄金ETF", Kind.FUND, "SH", "510999", ("510999",), "510999", "short_name", 0.9
)


def known(lexicon: Lexicon | None = None) -> Knowledge:
    return Knowledge(LISTED, lexicon or Lexicon())


@pytest.mark.parametrize("link", [GOLD, ETF])
def test_on_every_day_it_has_the_names_that_the_registry_has(link: Link) -> None:
    kept = known()
    ends = [RENAMED, date(2022, 2, 2), date(2023, 6, 1), date(2024, 1, 1)]
    days = [date.min, date.max, *(end + timedelta(n) for end in ends for n in (-1, 0, 1))]
    key = (Kind.FUND, link.market or "", link.code or "")
    told = [(kept.columns(link, day)["name_at_date"], LISTED.name_at(*key, day)) for day in days]
    assert all(one == other for one, other in told)
    assert len({one for one, _ in told}) > 1
    assert kept.columns(link, DAY)["name_now"] == LISTED.name_now(*key)


def test_links_that_mean_the_same_are_looked_up_once() -> None:
    kept = known()
    same = Link(Span(20, 24), "华安黄金", *GOLD_MEANS)
    first = kept.columns(GOLD, DAY)
    assert kept.columns(same, DAY + timedelta(1)) is first
    assert kept.columns(GOLD, RENAMED) is not first
    assert kept.columns(GOLD, DAY, "黄金联接")["name_at_date"] == "黄金联接"
    assert kept.columns(GOLD, DAY) is first


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "_MOST_KEPT", 1)
    kept = known()
    told = [kept.columns(link, DAY)["code"] for link in (GOLD, ETF, GOLD)]
    assert told == ["000216", "510999", "000216"]
    assert len(kept._told) == 1


def test_an_index_that_no_list_has_goes_by_what_people_call_it() -> None:
    index = Link(Span(0, 4), "恒生科技", Kind.INDEX, "HK", "HSTECH", ("HSTECH",), None, "name", 0.9)
    kept = known(Lexicon(indexes={"恒生科技": "HK|HSTECH", "恒科": "HK|HSTECH"}))
    told = kept.columns(index, DAY)
    assert (told["name_at_date"], told["name_now"], told["kind"]) == (
        "恒生科技",
        "恒生科技",
        "index",
    )
    stated = kept.columns(index, DAY, "恒生科技指数")
    assert (stated["name_at_date"], stated["name_now"]) == ("恒生科技指数", "恒生科技")
