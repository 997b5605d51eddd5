"""Writing imported pages into the archive: a sealed segment a source and capture day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path

from spiders.clock import day_of
from spiders.imports.attribution import KIND, Attribution
from spiders.imports.saved import Saved
from spiders.outcomes import Outcome
from spiders.visits import Visit
from spiders.warcfile import WarcFile, stable_id

# So many addresses that are nobody's are named; the rest are counted.
N_NAMED = 5

Found = tuple[Saved, Visit]
Hold = Callable[[str], object]


@dataclass
class Imported:
    """What an import brought: segments, pages of posts by source, and pages that are nobody's."""

    segments: list[Path] = field(default_factory=list)
    posts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)

    @property
    def skipped(self) -> str:
        """How many pages were left out, and the first of them; empty where none was."""
        if not self.unknown:
            return ""
        named = ", ".join(islice(self.unknown, N_NAMED))
        return f"{len(self.unknown)} pages are no post of a known source: {named}"


def digest_of(paths: Iterable[Path]) -> str:
    """Eight characters that tell one input from another, by the bytes of all its files."""
    digest = sha256()
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in (file for file in files if file.is_file()):
            with file.open("rb") as opened:
                digest.update(file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:8]


def write_segments(
    pages: Iterable[Saved], asked: Attribution, raw: Path, digest: str, hold: Hold
) -> Imported:
    """The pages as segments under `raw`; the same pages and digest give the same files and bytes.

    Each lies under the day on which it was saved (Asia/Shanghai), and says acquisition `import`.
    `hold` is called with a source before its first segment is opened.
    """
    imported = Imported()
    opened: dict[tuple[str, date], WarcFile] = {}
    written: set[str] = set()
    for page, visit in _known(pages, asked, imported):
        if page.record_id in written:
            continue
        written.add(page.record_id)
        cell = (visit.source, day_of(page.at))
        if cell not in opened:
            if visit.source not in imported.posts:
                hold(visit.source)
            opened[cell] = _begin(raw, *cell, digest, page.at)
        opened[cell].response(
            page.url or "", page.status, page.fields, page.body, visit, page.at, page.record_id
        )
        imported.posts[visit.source] += visit.outcome is Outcome.POST
        imported.outcomes[visit.outcome] += 1
    imported.segments = [segment.close() for segment in opened.values()]
    return imported


def _known(pages: Iterable[Saved], asked: Attribution, imported: Imported) -> Iterator[Found]:
    for page in pages:
        visit = asked.visit_of(page)
        if visit is None:
            imported.unknown.append(page.url or f"{page.file} without an address")
        else:
            yield page, visit


def _begin(raw: Path, source: str, day: date, digest: str, at: datetime) -> WarcFile:
    segment = WarcFile(raw / f"date={day}" / f"{source}-{day}-{KIND}-{digest}.warc.gz")
    segment.info({"software": "guandian"}, at, stable_id(KIND, source, day, digest))
    return segment
