"""A text of a day is linked alike by what was known then and by all that is known since."""

from collections.abc import Iterator
from datetime import date

import pytest

from flows.reference import companies, lexicon, reference_sightings
from tests.transforms import linking_corpus
from transforms.linking.link import Link
from transforms.linking.linker import Linker
from transforms.registry.build import build
from transforms.registry.known import known_by
from transforms.registry.sighting import Kind, NameKind, Sighting

DAY = date(2025, 4, 20)
TRADED = ("SH", "518880")


def linker(sightings: tuple[Sighting, ...], day: date | None) -> Linker:
    said, days = known_by(sightings, {}, day)
    return Linker(build(said, companies(), days), lexicon())


def told_later(sightings: tuple[Sighting, ...], day: date) -> set[str]:
    """The codes of which lists told something new after the day."""
    early = {(one.code, one.name) for one in sightings if one.seen_on <= day}
    return {one.code for one in sightings if (one.code, one.name) not in early}


def meant(links: list[Link]) -> Iterator[tuple[object, ...]]:
    return ((one.span, one.kind, one.market, one.codes, one.method) for one in links)


def test_what_no_later_list_tells_of_is_linked_alike_on_the_day() -> None:
    sightings = (*reference_sightings(), *linking_corpus.own_sightings())
    then, since = linker(sightings, DAY), linker(sightings, None)
    later = told_later(sightings, DAY)
    n_compared = 0
    for group in linking_corpus.groups():
        for case in linking_corpus.cases(group):
            both = [tool.links(case.text, DAY) for tool in (then, since)]
            codes = {code for links in both for link in links for code in link.codes}
            if codes.isdisjoint(later):
                n_compared += bool(codes)
                assert [*meant(both[0])] == [*meant(both[1])], case.text
    assert n_compared > 100


@pytest.mark.parametrize("text", ["黄金ETF华安", "华安黄金ETF", "黄金ETF"])
def test_a_form_that_a_later_list_has_as_a_name_is_one_on_every_day(text: str) -> None:
    lists = tuple(
        Sighting(date.fromisoformat(day), "list", Kind.FUND, *TRADED, name, kind)
        for day, name, kind in (
            ("2020-03-19", "华安黄金易ETF", NameKind.OFFICIAL),
            ("2023-06-13", "黄金ETF", NameKind.EXCHANGE_SHORT),
            ("2025-04-20", "华安黄金易ETF", NameKind.OFFICIAL),
            ("2025-04-20", "黄金ETF", NameKind.EXCHANGE_SHORT),
            ("2026-03-22", "黄金ETF华安", NameKind.EXCHANGE_SHORT),
            ("2026-04-28", "黄金ETF华安", NameKind.OFFICIAL),
        )
    )
    then, since = linker(lists, DAY), linker(lists, None)
    assert [*meant(then.links(text, DAY))] == [*meant(since.links(text, DAY))]
    assert [link.code for link in then.links(text, DAY)] == ["518880"]
    assert [link.code for link in since.links(text, date(2026, 5, 1))] == ["518880"]
