"""Real parts that several tests share: a Prefect API, and the sample's two nights in a folder."""

import pickle
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from flows.folder import SAMPLE, DataFolder


@dataclass(frozen=True)
class Nights:
    """The sample's two nights as the nightly flow published them, and the states it ended in."""

    folder: DataFolder
    first: Any
    second: Any


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of one Prefect API, on loopback, which the flows of all test processes use."""
    shared = shared_by_all(tmp_path_factory, worker_id) / "prefect"
    with shared_api(shared, worker_id) as address:
        yield address


def shared_by_all(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run of the tests that all its processes know."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@contextmanager
def shared_api(shared: Path, worker_id: str) -> Iterator[str]:
    """The API of whoever came first, who ends it when all others are done with it."""
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )

    shared.mkdir(exist_ok=True)
    user = shared / f"{worker_id}.user"
    with FileLock(shared / "lock"):
        is_first = not (shared / "address").exists()
        opened = own_api() if is_first else nullcontext((shared / "address").read_text())
        address = opened.__enter__()
        (shared / "address").write_text(address)
        user.touch()
    try:
        settings = {PREFECT_API_URL: address, PREFECT_LOGGING_TO_API_ENABLED: False}
        with temporary_settings(settings):
            yield address
    finally:
        user.unlink()
        while is_first and any(shared.glob("*.user")):
            time.sleep(0.1)
        opened.__exit__(None, None, None)


@contextmanager
def own_api() -> Iterator[str]:
    """A Prefect API with a database of its own."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield str(PREFECT_API_URL.value())


@pytest.fixture(scope="session")
def nights(prefect_api: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Nights:
    """Both sample nights, collected and published once; tests that write take a copy."""
    root = shared_by_all(tmp_path_factory, worker_id) / "nights"
    with FileLock(f"{root}.lock"):
        states = root.with_suffix(".states")
        if not states.exists():
            states.write_bytes(pickle.dumps(_collected(root / "data")))
        first, second = pickle.loads(states.read_bytes())
    return Nights(DataFolder(root / "data"), first, second)


def _collected(root: Path) -> list[Any]:
    from flows.demo import NIGHTS
    from flows.nightly import nightly

    return [
        nightly(
            date=night,
            data=root,
            watchlist=SAMPLE / "watchlist.toml",
            replay=SAMPLE / "night.warc.gz",
            return_state=True,
        )
        for night in NIGHTS
    ]


@pytest.fixture
def own_nights(nights: Nights, tmp_path: Path) -> DataFolder:
    """A copy of the published sample nights to write into."""
    root = tmp_path / "data"
    shutil.copytree(nights.folder.root, root, symlinks=True)
    return DataFolder(root)
