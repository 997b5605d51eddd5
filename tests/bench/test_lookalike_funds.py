"""The look-alike lists and posts: as many, as alike and as often renamed as the public ones."""

import json
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from flows.reference import fund_companies
from tests.bench.linking_child import STEPS
from tests.bench.lookalike_funds import NOW, THEN
from tests.bench.lookalike_posts import LONGEST, SHORTEST, in_file, posts
from tests.bench.lookalike_registry import Sizes, sightings
from tests.bench.peers.matchers import FEW, measured, sizes
from transforms.linking.lexicon import Lexicon
from transforms.registry.build import build
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind, Sighting

SMALL = Sizes(funds=170, feeders=20, etfs=60, indexes=30, stocks=50, hong_kong=20)


@pytest.fixture(scope="module")
def listed() -> list[Sighting]:
    return sightings()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return build(sightings(SMALL), fund_companies())


def test_there_are_as_many_as_in_the_public_lists(listed: list[Sighting]) -> None:
    codes = defaultdict(set)
    for sighting in listed:
        codes[sighting.kind].add((sighting.market, sighting.code))
    assert 27_000 < len(codes[Kind.FUND]) < 28_500
    assert len(codes[Kind.INDEX]) == 700
    assert len(codes[Kind.STOCK]) == 9_900


def test_a_code_is_given_once_among_funds_and_again_among_stocks(listed: list[Sighting]) -> None:
    funds = {(one.code, one.market) for one in listed if one.kind is Kind.FUND}
    assert len({code for code, _ in funds}) == len(funds)
    stocks = {one.code for one in listed if one.kind is Kind.STOCK and one.market != "HK"}
    assert len(stocks & {code for code, _ in funds}) > 1_000


def test_an_official_name_is_one_codes_and_a_tenth_were_renamed(listed: list[Sighting]) -> None:
    official = [one for one in listed if one.name_kind is NameKind.OFFICIAL]
    now = [one.name for one in official if one.kind is Kind.FUND and one.seen_on == NOW]
    assert len(now) == len(set(now))
    names = defaultdict(set)
    for one in official:
        names[one.kind, one.code].add(one.name)
    assert 0.07 < sum(len(each) > 1 for each in names.values()) / len(now) < 0.20


def test_exchange_names_were_shared_and_are_so_no_longer(listed: list[Sighting]) -> None:
    short = [one for one in listed if one.name_kind is NameKind.EXCHANGE_SHORT]
    then, now = ([one.name for one in short if one.seen_on == day] for day in (THEN, NOW))
    assert len(set(then)) < len(then) / 10
    assert len(set(now)) == len(now)


def test_the_same_comes_at_every_call(registry: Registry) -> None:
    assert sightings(SMALL) == sightings(SMALL)
    assert list(posts(50, registry.aliases)) == list(posts(50, registry.aliases))


def test_posts_are_short_and_a_few_are_long(registry: Registry) -> None:
    made = list(posts(5_000, registry.aliases))
    lengths = [len(post.text) for post in made]
    assert 130 < mean(lengths) < 170
    assert min(lengths) >= SHORTEST
    assert 1_000 < max(lengths) <= LONGEST
    assert [post.day for post in made] == sorted(post.day for post in made)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_finds_names_in_most_posts(step: str, registry: Registry) -> None:
    find = STEPS[step](registry, Lexicon())
    n_found = [find(post) for post in posts(300, registry.aliases)]
    assert sum(map(bool, n_found)) > 150


def test_texts_of_a_file_are_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("一", "二")), "utf-8")
    assert [post.text for post in in_file(path, 5)] == ["一", "二", "一", "二", "一"]


def test_what_is_measured_is_told_by_number_of_texts() -> None:
    said = measured(lambda: len, ["白酒"] * (FEW + 1))
    assert {size: found for size, (_, found) in said["runs"].items()} == {
        FEW: 2 * FEW,
        FEW + 1: 2 * (FEW + 1),
    }
    assert sizes(7) == [7]
    assert 0 <= said["mb"] <= said["mb_run"]
