"""A segment of the archive without the words of posts that were taken out on request."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flows import redactions, segments
from flows.folder import DataFolder
from flows.redactions import Redaction
from spiders.bare import shingles
from spiders.masks import Subject, mask
from spiders.outcomes import Outcome
from spiders.redact import damaged_text, is_wiped, page_of, rewrite, with_page, with_tombstone
from spiders.warcread import Archived
from transforms.redacted import tombstone

# A page of the post that the spider did not know may hold any of its words.
_UNREAD = frozenset({Outcome.CHANGED_LAYOUT, Outcome.NOT_A_POST, Outcome.LOGIN_WALL})


class Masker:
    """Takes one post out of records; `quoting` and `unproved` tell what it met on the way.

    `quoting` are ids of posts that embed it as a repost, `unproved` addresses of other posts'
    pages in which a word of it may be left: those pages are theirs.
    """

    def __init__(self, redaction: Redaction, texts: Iterable[str] = ()) -> None:
        self.redaction = redaction
        words = frozenset(shingle for text in texts for shingle in shingles(text))
        self.subject = Subject(redaction.refs, words)
        self.mention = self.subject.mention
        self.quoting: set[str] = set()
        self.unproved: set[str] = set()

    def edit(self, record: Archived) -> Archived | None:
        """The record without the post's words; None where it holds none."""
        if record.visit is None or is_wiped(record):
            return None
        is_own = self._is_own(record)
        if is_own and record.visit.outcome is Outcome.POST:
            return self._buried(record) or with_tombstone(record, self._note(), Outcome.REDACTED)
        page = page_of(record)
        if page is None:
            return None
        if is_own and record.visit.outcome in _UNREAD:
            return self._buried(record) or self._wiped(record)
        return self._masked(record, *page, is_list=is_own or record.visit.kind != "post")

    def drop(self, span: bytes) -> bool:
        """Whether a damaged span names the post: nobody can tell what else it says."""
        return self.mention.search(damaged_text(span)) is not None

    def _is_own(self, record: Archived) -> bool:
        visit = record.visit
        if visit is None or visit.kind != "post":
            return False
        is_named = f"{visit.source}:{visit.native_id}" == self.redaction.post_id
        return is_named or self.mention.search(record.url) is not None

    def _buried(self, record: Archived) -> Archived | None:
        """The record with what stays of its post; None where no reader finds one in it."""
        row, taken = segments.row_of(record), self.redaction
        if row["outcome"] != "post":
            return None
        last = max(taken.versions.values(), default=1)
        version = taken.versions.get(record.record_id, last)
        note = tombstone(row, taken.redacted_at, version)
        return with_tombstone(record, note, Outcome.REDACTED)

    def _wiped(self, record: Archived) -> Archived:
        return with_tombstone(record, self._note(), None)

    def _note(self) -> dict[str, str]:
        at = self.redaction.redacted_at.isoformat()
        return {"post_id": self.redaction.post_id, "redacted_at": at}

    def _masked(self, record: Archived, text: str, used: str, is_list: bool) -> Archived | None:
        masked = mask(text, self.subject, is_list)
        if masked is None:
            return None
        self.quoting |= masked.quoting
        if not masked.is_proved and is_list:
            return self._wiped(record)
        if not masked.is_proved:
            self.unproved.add(record.url)
        if masked.text == text:
            return None
        return with_page(record, masked.text, used, self.redaction.redacted_at.isoformat())


def mask_segments(segments: Iterable[Path], maskers: Sequence[Masker]) -> int:
    """Rewrite the segments that hold a word of these posts; how many records differ."""
    return sum(
        rewrite(segment, masker.edit, masker.drop) for segment in segments for masker in maskers
    )


def mask_known(folder: DataFolder, segments: Iterable[Path]) -> int:
    """Take every post on the list of redactions out of segments that just came.

    Lists go on showing a post's title, a replay brings its page back. A file that was replayed or
    imported from outside the data folder is its owner's and stays as it is.
    """
    maskers = [Masker(redaction) for redaction in redactions.load(folder)]
    if not maskers:
        return 0
    with redactions.only_redactor(folder):
        return mask_segments(sorted({*segments, *_changed(folder)}), maskers)


def _changed(folder: DataFolder) -> Iterator[Path]:
    """Segments written again since they were read: whoever replayed them was killed before this."""
    for segment in folder.raw.glob("date=*/*.warc.gz"):
        stem = segment.name.removesuffix(".warc.gz")
        read = folder.captures / "posts" / segment.parent.name / f"{stem}.parquet"
        if read.exists() and read.stat().st_mtime < segment.stat().st_mtime:
            yield segment
