"""Recorded pages, each a case: a page as a site might serve it, and what it must yield.

A case is a folder SOURCE/NAME with page.html (page.json for an answer in JSON, page.xml for a
feed; any also as .gz), meta.json and expected.json, which `poe record` writes. meta.json says url
and fetched_at, and where needed native_id, content_type, and kind `list` with its target.
"""

import gzip
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.folder import REPOSITORY
from transforms.capture import Capture

PAGES = REPOSITORY / "tests" / "pages"


@dataclass(frozen=True)
class Case:
    """One recorded page; `name` is `guba/seed`."""

    folder: Path

    @property
    def name(self) -> str:
        """Source and case: `guba/seed`."""
        return f"{self.source}/{self.folder.name}"

    @property
    def source(self) -> str:
        """The source whose page it is."""
        return self.folder.parent.name

    @property
    def page(self) -> bytes:
        """The page's bytes as they came, unpacked."""
        (path,) = self.folder.glob("page.*")
        body = path.read_bytes()
        return gzip.decompress(body) if path.suffix == ".gz" else body

    @property
    def meta(self) -> dict[str, str]:
        """What meta.json says."""
        read: dict[str, str] = json.loads((self.folder / "meta.json").read_text("utf-8"))
        return read

    @property
    def is_list(self) -> bool:
        """Whether the page is a list of posts and not a post."""
        return self.meta.get("kind") == "list"

    @property
    def expected(self) -> Path:
        """Where it says what the page must yield."""
        return self.folder / "expected.json"

    @property
    def capture(self) -> Capture:
        """The capture of a visit that was answered with this page."""
        meta = self.meta
        return Capture(
            capture_id=self.name,
            url=meta["url"],
            fetched_at=datetime.fromisoformat(meta["fetched_at"]),
            status=200,
            headers={"content-type": meta.get("content_type", "")},
            body=self.page,
            source=self.source,
            outcome="post",
            native_id=meta.get("native_id"),
        )


def cases(pages: Path = PAGES, source: str = "*") -> list[Case]:
    """All recorded pages, or those of one source, by name."""
    return [Case(path.parent) for path in sorted(pages.glob(f"{source}/*/meta.json"))]
