from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.spiders.crawl import Run, plan_for, run_plan
from tests.spiders.site import Site, quiet_site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(quiet_site()) as served:
        yield served


@pytest.fixture
def serve() -> Iterator[Callable[[Site], Site]]:
    with ExitStack() as served:
        yield lambda site: served.enter_context(serving(site))


@pytest.fixture(scope="session")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Run]]:
    folder = tmp_path_factory.mktemp("quiet")
    with serving(quiet_site()) as served:
        yield served, run_plan(folder, plan_for(folder, served))
