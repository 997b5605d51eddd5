"""Real parts that several tests share: a Prefect API, and the sample's two nights in a folder."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.folder import SAMPLE, DataFolder


@dataclass(frozen=True)
class Nights:
    """The sample's two nights as the nightly flow published them, and the states it ended in."""

    folder: DataFolder
    first: Any
    second: Any


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """The address of a Prefect API of this session's own, on loopback, which flows run against."""
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness

    with (
        prefect_test_harness(server_startup_timeout=180),
        temporary_settings({PREFECT_LOGGING_TO_API_ENABLED: False}),
    ):
        yield str(PREFECT_API_URL.value())


@pytest.fixture(scope="session")
def nights(prefect_api: str, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Both sample nights, collected and published once; tests that write take a copy."""
    from flows.demo import NIGHTS
    from flows.nightly import nightly

    root = tmp_path_factory.mktemp("nights") / "data"
    first, second = (
        nightly(
            date=night,
            data=root,
            watchlist=SAMPLE / "watchlist.toml",
            replay=SAMPLE / "night.warc.gz",
            return_state=True,
        )
        for night in NIGHTS
    )
    return Nights(DataFolder(root), first, second)


@pytest.fixture
def own_nights(nights: Nights, tmp_path: Path) -> DataFolder:
    """A copy of the published sample nights to write into."""
    root = tmp_path / "data"
    shutil.copytree(nights.folder.root, root, symlinks=True)
    return DataFolder(root)
