"""Recorded pages, each a case: a page as a site might serve it, and what it must yield.

A case is a folder SOURCE/NAME with page.html (page.json for an answer in JSON; either also as
.gz), meta.json and expected.json, which `poe record` writes.
"""

import gzip
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transforms.capture import Capture

PAGES = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One recorded page; `name` is `guba/seed`."""

    folder: Path

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def page(self) -> bytes:
        """The page's bytes as they came, unpacked."""
        (path,) = self.folder.glob("page.*")
        body = path.read_bytes()
        return gzip.decompress(body) if path.suffix == ".gz" else body

    @property
    def meta(self) -> dict[str, str]:
        read: dict[str, str] = json.loads((self.folder / "meta.json").read_text("utf-8"))
        return read

    @property
    def expected(self) -> Path:
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
            source=self.folder.parent.name,
            outcome="post",
            native_id=meta.get("native_id"),
        )


def cases(pages: Path = PAGES) -> list[Case]:
    """All recorded pages, by name."""
    return [Case(path.parent) for path in sorted(pages.glob("*/*/meta.json"))]
