"""The ratchet of linking: of our own sentences, so many funds are found, so many traps catch none.

A floor may fall, too, where tests/corpus/linking/floors.toml says why.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from flows.folder import REPOSITORY
from tests.transforms.corpus import STEP
from tests.transforms.linking_corpus import (
    FOLDER,
    Case,
    Linked,
    cases,
    corpus_registry,
    faults,
    groups,
    linked,
    shares,
)
from transforms.registry.sighting import Kind

FEWEST = {"sentences": 300, "in a group": 12}
SHARED = REPOSITORY.parent / "shared" / "data" / "linking"
FLOORS: dict[str, dict[str, list[list[float | str]]]] = tomllib.loads(
    (FOLDER / "floors.toml").read_text("utf-8")
)


@cache
def results(group: str) -> list[Linked]:
    return [linked(case) for case in cases(group)]


def all_results(group: str) -> list[Linked]:
    return results(group) if group != "all" else [one for each in groups() for one in results(each)]


@pytest.mark.parametrize("group", [*groups(), "all"])
def test_no_share_falls_below_its_floor_and_every_floor_is_where_its_share_is(group: str) -> None:
    floors = FLOORS.get(group, {})
    for name, share in shares(all_results(group)).items():
        floor = float(floors.get(name, [[0.0, ""]])[-1][0])
        wrong = [(one.case.text, found) for one in all_results(group) if (found := [*faults(one)])]
        assert share > floor - STEP / 2, f"{group}.{name} {share:.2f} is below {floor}: {wrong}"
        assert share < floor + STEP / 2, (
            f'floors.toml: {group}.{name} rose: add [{share:.2f}, "why"] at its end'
        )


def test_every_floor_is_of_a_group_and_falls_only_for_a_stated_reason() -> None:
    assert FLOORS.keys() == {*groups(), "all"}
    for group, floors in FLOORS.items():
        assert floors.keys() == shares(all_results(group)).keys(), group
        for history in floors.values():
            for (before, _), (after, reason) in pairwise(history):
                assert float(after) > float(before) or len(str(reason)) > 20, (group, history)


def every_case() -> Iterator[Case]:
    return (one for group in groups() for one in cases(group))


def test_there_are_enough_cases_half_of_them_traps_and_none_twice() -> None:
    found = list(every_case())
    assert len(found) >= FEWEST["sentences"]
    assert 2 * sum(bool(one.traps) for one in found) >= len(found)
    assert min(Counter(one.group for one in found).values()) >= FEWEST["in a group"]
    assert len({(one.text, one.day) for one in found}) == len(found)


def test_every_fund_that_a_case_names_is_in_the_registry() -> None:
    labels = [one for case in every_case() for one in case.labels]
    funds = {code for one in labels if one.kind is Kind.FUND for code in one.codes}
    assert sorted(funds - corpus_registry().funds.keys()) == []


@pytest.mark.parametrize("group", groups())
def test_links_stand_in_order_apart_and_where_they_say(group: str) -> None:
    for one in results(group):
        for link in one.links:
            assert link.span.of(one.case.text) == link.surface
        for before, after in pairwise(one.links):
            assert before.span.end <= after.span.start, one.case.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="other people's texts are not in the repository")
def test_no_case_is_another_s_text() -> None:
    theirs = {
        json.loads(line)["text"].strip()
        for file in sorted(SHARED.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    }
    assert sorted({one.text.strip() for one in every_case()} & theirs) == []
