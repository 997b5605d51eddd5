"""The sample night: the whole way on look-alike pages, without the web."""

import datetime
import shutil
from pathlib import Path

from flows.folder import SAMPLE, DataFolder, open_folder
from flows.nightly import nightly
from flows.report import Report, report_of

# The sample holds what two nights saw: of the 27th (one bar blocked) and of the 28th.
NIGHTS = (datetime.date(2025, 3, 27), datetime.date(2025, 3, 28))


def run_sample(data: Path) -> list[Report]:
    """The reports of the sample's two nights, collected, cleaned and published into `data`.

    The first one is short of a bar that answered with a challenge: that is part of the play.
    """
    return [_report_of(night, data) for night in NIGHTS]


def clear(data: Path) -> None:
    """Take a replayed night out of a data folder; what was collected live is never touched."""
    folder = open_folder(data)
    folder.require(is_replay=True)
    if folder.tables.is_symlink():
        folder.tables.unlink()
    for room in _rooms(folder):
        shutil.rmtree(room, ignore_errors=True)
    (folder.root / "kind").unlink(missing_ok=True)


def _report_of(night: datetime.date, data: Path) -> Report:
    return report_of(
        nightly(
            date=night,
            data=data,
            watchlist=SAMPLE / "watchlist.toml",
            replay=SAMPLE / "night.warc.gz",
            return_state=True,
        )
    )


def _rooms(folder: DataFolder) -> list[Path]:
    return [folder.raw, folder.captures, folder.lake, folder.locks, folder.runs]
