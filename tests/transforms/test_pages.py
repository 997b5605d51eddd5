"""Every recorded page yields what its expected.json says."""

import re
from pathlib import Path

import pytest

from flows.recorded import Case, cases
from flows.yields import difference
from tests.transforms.test_cleaning import restored
from transforms import pages
from transforms.cleaning import clean
from transforms.reading import read_post

CODE = Path(pages.__path__[0]).parent
HINT = "\nIf this is meant: `uv run poe record --case {}`, then read the diff with your eyes."
CASES = cases()
POSTS = [case for case in CASES if not case.is_list]


def layouts_in_code() -> set[str]:
    """The layout names that the readers give, as their source writes them."""
    files = CODE.rglob("*.py")
    return {
        name for file in files for name in re.findall(r'layout="([^"]+)"', file.read_text("utf-8"))
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_page_yields_what_is_written_down(case: Case) -> None:
    change = difference(case)
    assert not change, change + HINT.format(case.name)
    assert len(case.page) <= 100_000


@pytest.mark.parametrize("case", POSTS, ids=lambda case: case.name)
def test_body_and_removals_of_a_recorded_page_are_its_whole_text(case: Case) -> None:
    cleaned = clean(read_post(case.capture))
    assert restored(cleaned) == cleaned.text
    assert cleaned.body


def test_every_reader_has_a_case() -> None:
    assert {case.source for case in POSTS} >= set(pages.sources())


def test_every_layout_has_a_case() -> None:
    assert {read_post(case.capture).layout for case in POSTS} == layouts_in_code()
