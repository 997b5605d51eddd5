"""What a redaction has to take out, written down before anything is touched.

The file holds the post's texts, so that a killed run can be finished and what is left be found; it
is the last to go.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from flows import redactions, traces
from flows.folder import DataFolder
from flows.masking import Masker
from flows.redactions import Redaction, UnknownPost
from spiders.ownership import other_numbers
from spiders.redact import page_of
from spiders.warcread import read_warc
from transforms.history import histories


@dataclass(frozen=True)
class Errand:
    """What has to go: the redaction, the post's texts, and the days of its rows."""

    redaction: Redaction
    texts: tuple[str, ...]
    days: tuple[date, ...]

    def to_json(self) -> str:
        """The errand as JSON text."""
        days = [str(day) for day in self.days]
        fields = {"redaction": self.redaction.to_json(), "texts": self.texts, "days": days}
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Errand":
        """The errand that `to_json` wrote."""
        said = json.loads(text)
        days = tuple(date.fromisoformat(day) for day in said["days"])
        return cls(Redaction.from_json(said["redaction"]), tuple(said["texts"]), days)


def begin_or_resume(
    folder: DataFolder, post_id: str, reason: str | None, now: datetime
) -> tuple[Errand, Path]:
    """The errand that a killed run left, or a new one; it is on disk before anything is touched."""
    rows = traces.visits_to(folder, post_id)
    names = {row["post_id"] for row in rows if row["alias_id"] == post_id}
    name = min(names, default=post_id)
    rows = rows if name == post_id else traces.visits_to(folder, name)
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    path = folder.root / f"redacting-{digest}.json"
    if path.exists():
        return Errand.from_json(path.read_text("utf-8")), path
    errand = _known(folder, name) or _begun(folder, name, rows, reason, now)
    said = [(row["title"] or "", row["body_html"] or "") for row in rows]
    texts = {f"{title}\n{body}" for title, body in said if title or body}
    days = {row["published_date"] for row in rows if row["published_date"]}
    errand = replace(errand, texts=tuple(sorted(texts)), days=tuple(sorted(days)))
    redactions.write(path, errand.to_json())
    return errand, path


def _known(folder: DataFolder, post_id: str) -> Errand | None:
    """A post that is on the list already is looked for once more, by the same names."""
    known = (one for one in redactions.load(folder) if one.post_id == post_id)
    return next((Errand(one, (), ()) for one in known), None)


def _begun(
    folder: DataFolder,
    post_id: str,
    rows: Sequence[traces.Row],
    reason: str | None,
    now: datetime,
) -> Errand:
    redaction = Redaction(post_id, now, reason, redactions.refs_of(post_id, rows), _versions(rows))
    numbers, is_listed = _listed(folder, redaction)
    if not rows and not is_listed:
        raise UnknownPost(
            f"{post_id} was never collected into {folder.root}: "
            "name a post_id as in the table posts"
        )
    return Errand(replace(redaction, refs=redaction.refs | numbers), (), ())


def _listed(folder: DataFolder, redaction: Redaction) -> tuple[set[str], bool]:
    """Other numbers by which lists name the post, and whether any page shows it at all."""
    numbers: set[str] = set()
    masker, is_listed = Masker(redaction), False
    for segment in sorted(folder.raw.glob("date=*/*.warc.gz")):
        for record in read_warc(segment):
            if masker.edit(record) is not None:
                text, _ = page_of(record) or ("", "")
                numbers |= other_numbers(text, redaction.refs)
                is_listed = True
    return numbers, is_listed


def _versions(rows: Iterable[traces.Row]) -> dict[str, int]:
    """The version that each visit saw."""
    seen = [row for row in rows if row["outcome"] in ("post", "redacted")]
    return {
        row["capture_id"]: version.number
        for history in histories(seen)
        for row in seen
        for version in history.versions
        if version.valid_from <= row["fetched_at"]
        and (version.valid_to is None or row["fetched_at"] < version.valid_to)
    }
