"""One writer a day: kernel locks, which are free again the moment their owner dies."""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from filelock import Timeout

from flows.desk import LakeError, disk_errors, lock


class DayBusy(LakeError):
    """Another run writes this day."""

    def __init__(self, day: date):
        super().__init__(f"{day} is being written by another run: let it end, then run again")
        self.day = day


@contextmanager
def day_lock(folder: Path, days: Iterable[date], timeout: float = 0) -> Iterator[None]:
    """Every one of `days` is ours inside; `DayBusy` after `timeout` seconds in all."""
    give_up_at = time.monotonic() + timeout
    with ExitStack() as held:
        # Everybody takes days in the same order, so no two runs wait for each other.
        for day in sorted(set(days)):
            wait = max(0.0, give_up_at - time.monotonic())
            held.enter_context(_one_day(folder, day, wait))
        yield


@contextmanager
def _one_day(folder: Path, day: date, timeout: float) -> Iterator[None]:
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = lock(folder / f"{day}.lock")
        try:
            held.acquire(timeout=timeout)
        except Timeout:
            raise DayBusy(day) from None
    try:
        yield
    finally:
        held.release()
