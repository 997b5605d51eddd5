"""What a run read and did not publish is built by the next."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from flows import pending
from flows.demo import NIGHTS
from flows.folder import DataFolder
from flows.rebuild import rebuild
from tests.flows.archive import SECOND, no_post, seal
from tests.flows.test_nightly import replayed

DAYS = [date(2025, 3, n) for n in (26, 27, 28)]


def test_only_what_was_noted_before_is_forgotten(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert pending.noted(folder) == set()
    pending.note(folder, DAYS[:2], "a")
    notes = pending.notes_of(folder, [DAYS[0]])
    pending.note(folder, DAYS[:1], "b")
    for _ in range(2):
        pending.forget(notes)
        assert pending.noted(folder) == set(DAYS[:2])
    pending.forget(pending.notes_of(folder, DAYS))
    assert pending.noted(folder) == set()


def test_a_deletion_read_by_another_run_is_published_by_the_next_night(
    own_nights: DataFolder,
) -> None:
    posts = pd.read_parquet(own_nights.tables / "posts")
    is_wanted = (posts["date"].astype(str) == "2025-03-26") & posts["deleted_at"].isna()
    gone = posts[is_wanted & (posts["source"] == "guba")]["post_id"].iloc[0]
    number = int(gone.partition(":")[2])
    seal(own_nights, SECOND + timedelta(days=5), [no_post(number, "deleted")])
    rebuild(DAYS[1], DAYS[1], own_nights.root)
    assert pending.noted(own_nights) == {DAYS[0]}
    replayed(own_nights.root, NIGHTS[1])
    assert pending.noted(own_nights) == set()
    after = pd.read_parquet(own_nights.tables / "posts").set_index("post_id")
    assert after.loc[gone, "deleted_at"] is not pd.NaT
