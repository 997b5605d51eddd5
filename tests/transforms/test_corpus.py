"""The ratchet: of our own labelled texts, so many go and so many stay; floors only rise.

A floor may fall, too, where tests/corpus/floors.toml says why.
"""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from flows.folder import REPOSITORY
from tests.transforms.corpus import FOLDER, STEP, Case, Cleaned, cases, cleaned, kinds, shares

FEWEST = {"removed": 300, "kept": 150}
SHARED = REPOSITORY.parent / "shared" / "data"
FLOORS: dict[str, dict[str, list[list[float | str]]]] = tomllib.loads(
    (FOLDER / "floors.toml").read_text("utf-8")
)


@cache
def results(kind: str) -> list[Cleaned]:
    return [cleaned(case) for case in cases(kind)]


def all_results(kind: str) -> list[Cleaned]:
    return results(kind) if kind != "all" else [one for name in kinds() for one in results(name)]


@pytest.mark.parametrize("kind", [*kinds(), "all"])
def test_no_share_falls_below_its_floor_and_every_floor_is_where_its_share_is(kind: str) -> None:
    floors = FLOORS.get(kind, {})
    for name, share in shares(all_results(kind)).items():
        floor = float(floors.get(name, [[0.0, ""]])[-1][0])
        wrong = [one.case.text for one in all_results(kind) if not one.is_right]
        assert share > floor - STEP / 2, f"{kind}.{name} {share:.2f} is below {floor}: {wrong}"
        assert share < floor + STEP / 2, (
            f'floors.toml: {kind}.{name} rose: add [{share:.2f}, "why"] at its end'
        )


def test_every_floor_is_of_a_kind_and_falls_only_for_a_stated_reason() -> None:
    assert FLOORS.keys() == {*kinds(), "all"}
    for kind, floors in FLOORS.items():
        assert floors.keys() == shares(all_results(kind)).keys(), kind
        for history in floors.values():
            for (before, _), (after, reason) in pairwise(history):
                assert float(after) > float(before) or len(str(reason)) > 20, (kind, history)


@pytest.mark.parametrize("kind", kinds())
def test_the_paragraphs_around_a_case_stay_whole(kind: str) -> None:
    assert [one.case.text for one in results(kind) if not one.is_neutral_whole] == []


def every_case() -> Iterator[Case]:
    return (one for kind in kinds() for one in cases(kind))


def test_there_are_enough_cases_and_none_twice() -> None:
    found = list(every_case())
    n_strip = sum(one.strip for one in found)
    assert n_strip >= FEWEST["removed"]
    assert len(found) - n_strip >= FEWEST["kept"]
    assert len({(one.kind, one.text, one.place, one.author) for one in found}) == len(found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="other people's texts are not in the repository")
def test_no_case_is_another_s_text() -> None:
    theirs = {
        json.loads(line)["text"].strip()
        for file in sorted(Path(SHARED / "boilerplate").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    }
    # What is shorter is no one's own: 点赞关注, 风险自担.
    ours = {one.text.strip() for one in every_case() if len(one.text.strip()) > 12}
    assert sorted(ours & theirs) == []
