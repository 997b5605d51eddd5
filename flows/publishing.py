"""Both flows' second half: build each day in a task of its own, publish all in one commit."""

import datetime
from collections.abc import Sequence
from typing import Any

from flows import pending
from flows.build import Tables
from flows.folder import DataFolder
from flows.lake import Publication
from flows.locks import day_lock
from flows.steps import build_tables, publish_days

Days = dict[datetime.date, Tables]


def build_and_publish(
    folder: DataFolder, days: Sequence[datetime.date], run: dict[str, Any]
) -> tuple[Days, Publication]:
    """The days' tables and their publication; DayBusy where another run writes one of them.

    Nothing is published unless every day could be built.
    """
    with day_lock(folder.locks, days):
        # What is noted from here on may be of captures that the build does not see.
        notes = pending.notes_of(folder, days)
        building = [build_tables.submit(folder, day) for day in days]
        built = {day: done.result() for day, done in zip(days, building, strict=True)}
        publication = publish_days(folder, built, run)
        pending.forget(notes)
        return built, publication
