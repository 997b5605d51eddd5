"""Our way on the look-alike pages: what the bench's table says, held."""

import pytest

from tests.bench.layouts import LAYOUTS
from tests.bench.lookalike import lookalikes, sized
from tests.bench.ours import cleaned, extracted, steps
from tests.bench.score import mean_f1, score

KNOWN = ("guba", "caifuhao", "wap")
# Measured 2026-11-22; the table of a layout that nobody knows keeps its line of author and time.
FLOORS = dict.fromkeys(KNOWN, 0.999) | {"unknown": 0.97, "div-soup": 0.97, "table-gbk": 0.92}
SAMPLES = lookalikes()


@pytest.mark.parametrize("layout", [layout.name for layout in LAYOUTS])
def test_a_layout_yields_its_article_and_no_furniture(layout: str) -> None:
    pages = [one for one in SAMPLES if one.layout == layout]
    scores = [score(one.truth, extracted(one)) for one in pages]
    assert mean_f1(scores) >= FLOORS[layout]
    assert sum(one.n_lost for one in scores) == 0
    assert [one.leaks for one in scores if one.leaks] == []
    assert all(one.is_title_right and one.is_minute_right for one in scores)


@pytest.mark.parametrize("layout", ["guba", "caifuhao"])
def test_a_page_grows_by_what_is_not_its_post(layout: str) -> None:
    (small, *_), (large, *_) = sized(layout, 30_000), sized(layout, 100_000)
    for page, size in ((small, 30_000), (large, 100_000)):
        assert size <= len(page.capture.body) < size * 1.05
    assert cleaned(small.capture).body == cleaned(large.capture).body


def test_the_steps_are_the_whole_way() -> None:
    page = SAMPLES[0]
    results: dict[str, object] = {}

    def timed(name: str, work: object) -> object:
        assert callable(work)
        results[name] = work()
        return results[name]

    steps(page.capture, timed)
    assert results["flatten and clean"] == cleaned(page.capture)
