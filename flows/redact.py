"""Taking one post's text out of a data folder: archive, captures, tables and their old versions.

What it cannot reach, and says so: copies and backups of the folder, files that were imported or
replayed from elsewhere, Prefect's own store, and what other authors wrote down of the text.

Every step can be done twice. Until the last one a file `redacting-….json` holds what has to go, so
that a run that was killed is finished by the same command.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path

from flows import build, captures, redactions, segments, traces
from flows.collect import only_crawl_of, seal_leftovers
from flows.errand import Errand, begin_or_resume
from flows.folder import DataFolder
from flows.lake import Lake, SchemaChanged
from flows.locks import day_lock
from flows.masking import Masker, mask_segments
from flows.purge import purge
from flows.redactions import Redaction, TextLeft
from spiders.redact import UNFINISHED

Say = Callable[[str], None]

# Whoever quotes it is told by the first; a disclaimer stands in thousands of posts.
MOST_TOLD = 12


def redact(
    folder: DataFolder, post_id: str, reason: str | None, now: datetime, say: Say
) -> Redaction:
    """Take the text of a post out of everything in the folder; `say` hears what was done.

    Raises UnknownPost, TextLeft, CollectFailed while a crawl runs, LakeError.
    """
    with _nobody_else(folder):
        errand, path = begin_or_resume(folder, post_id, reason, now)
        redactions.add(folder, errand.redaction)
        masker = Masker(errand.redaction, errand.texts)
        _mask_archive(folder, masker, say)
        _read_again(folder, errand.redaction.post_id, say)
        _publish(folder, errand, say)
        left = _look(folder, masker, path, say)
        if left:
            raise TextLeft(
                f"{post_id} is still told in {len(left)} places: {', '.join(left)}: "
                "take it out of them by hand, then run this command again"
            )
        path.unlink()
    return errand.redaction


@contextmanager
def _nobody_else(folder: DataFolder) -> Iterator[None]:
    """Nobody crawls or rewrites; segments of killed crawls are sealed."""
    sources = {path.name.partition("-")[0] for path in folder.raw.glob("date=*/*.warc.gz*")}
    with ExitStack() as held:
        for source in sorted(sources):
            held.enter_context(only_crawl_of(folder, source))
            seal_leftovers(folder, source)
        held.enter_context(redactions.only_redactor(folder))
        for left in folder.raw.glob(f"date=*/*{UNFINISHED}"):
            left.unlink()
        yield


def _mask_archive(folder: DataFolder, masker: Masker, say: Say) -> None:
    n = mask_segments(_segments(folder), [masker])
    say(f"archive: {n} records rewritten")
    if masker.quoting:
        say(f"masked where it was reposted, in: {', '.join(sorted(masker.quoting))}")
    for url in sorted(masker.unproved):
        say(f"another post's page, left as it is: {url} may hold a word of it")


def _read_again(folder: DataFolder, post_id: str, say: Say) -> None:
    again = traces.telling_of(folder, post_id)
    for segment in again:
        captures.store(folder, segment, segments.read_segment(segment))
    say(f"captures: {len(again)} segments read again")


def _publish(folder: DataFolder, errand: Errand, say: Say) -> None:
    """The post's days without it, in one commit; then its old files go."""
    lake, post_id = Lake(folder.lake), errand.redaction.post_id
    published = build.published_days(folder)
    run = {"flow": "redact", "post_id": post_id}
    try:
        _publish_days(folder, published & set(errand.days), run)
    except SchemaChanged:  # the folder is older than a column: all days get it at once
        if published - build.captured_days(folder, sorted(published)):
            raise  # a day without captures would be emptied
        _publish_days(folder, published, run)
    n_purged = purge(lake, post_id) if published else 0
    say(f"tables: {', '.join(map(str, errand.days)) or 'no day'} built anew")
    say(f"lake: {n_purged} old files removed")


def _publish_days(folder: DataFolder, days: set[date], run: dict[str, str]) -> None:
    with day_lock(folder.locks, days):
        built = {day: build.build(folder, day) for day in sorted(days)}
        if built:
            build.publish(folder, built, run, datetime.now().astimezone())


def _look(folder: DataFolder, masker: Masker, errand: Path, say: Say) -> list[str]:
    """The places where words of the post are left, that are not others' own."""
    subject = masker.subject
    post_id = masker.redaction.post_id
    common, quoting = traces.shared(folder, post_id, subject.shingles)
    if quoting:
        say(f"others' posts that share words with it and stay: {_some(sorted(quoting))}")
    left = traces.places(folder, post_id, subject.shingles - common, subject.refs, errand)
    if not subject.shingles:
        say("looked by structure only: no text of it was left to look for")
    elif not left:
        say("nothing left: no 12 characters of it in any file of the folder")
    return left


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else ""
    return ", ".join(names[:MOST_TOLD]) + more


def _segments(folder: DataFolder) -> list[Path]:
    return sorted(folder.raw.glob("date=*/*.warc.gz"))
