"""Crawls killed with SIGKILL go on where they were; by hand see kills.py."""

import random
from pathlib import Path

from tests.spiders.kills import Night, busy_site, crawl_in_flow, planned
from tests.spiders.site import serving

N_LISTS = 6


def test_a_night_killed_three_times_settles_the_same_posts_and_asks_for_none_twice(
    tmp_path: Path,
) -> None:
    random.seed(3)
    with serving(busy_site()) as site:
        night = Night(site, tmp_path, crawl_in_flow)
        # In a walk, among the posts of the second bar, and in caifuhao.
        night.run(iter([3, 35, 10_000, 3]))
    assert night.n_kills == 3
    assert night.settled() == planned()
    assert set(night.states.values()) == {"complete"}
    asked, archived = night.asked(), night.archived()
    assert set(archived.values()) == {1}
    # What was answered when the crawl was killed, and not archived yet, is asked for again.
    assert (asked - archived).total() <= night.n_kills
    lists = [path for path in site.paths() if path.startswith("/list")]
    # Once each, after a kill the last one again and one that was on its way, and anew after a
    # crawl that had finished.
    assert len(lists) <= 2 * N_LISTS + 2 * night.n_kills
