"""Reading folders of saved HTML: a browser's "save page as", wget -r, HTTrack, or bare files."""

import html
import re
from collections.abc import Iterator, Set
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from spiders.imports.saved import Saved
from spiders.warcfile import stable_id

SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")

# Where pages say their own address; only the head is looked at. Browsers write the first.
HEAD_BYTES = 64 * 1024
ADDRESSES = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE),
    re.compile(r"""<link[^>]+rel=["']?canonical["']?[^>]*href=["']([^"']+)""", re.IGNORECASE),
    re.compile(r"""<link[^>]+href=["']([^"']+)["'][^>]*rel=["']?canonical""", re.IGNORECASE),
    re.compile(r"""<meta[^>]+property=["']og:url["'][^>]*content=["']([^"']+)""", re.IGNORECASE),
)


def folder_pages(folder: Path, hosts: Set[str], at: datetime | None = None) -> Iterator[Saved]:
    """Every saved page below a folder, or the one page that a path names; in order of names.

    `hosts` are those of our sources: a mirror keeps its pages under a folder named like one.
    `at` is when all of them were saved; without it the files' own times say so.
    """
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for file in files:
        if file.is_file() and file.suffix.lower() in SUFFIXES:
            yield _page(file, folder, hosts, at)


def _page(file: Path, folder: Path, hosts: Set[str], at: datetime | None) -> Saved:
    body = file.read_bytes()
    saved_at = at or datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    url = mirrored_url(file.relative_to(folder.parent), hosts) or stated_url(body)
    return Saved(
        record_id=stable_id(url, saved_at, file.name),
        url=url,
        at=saved_at,
        body=body,
        fields=(("Content-Type", "text/html"),),
        file=file.name,
    )


def mirrored_url(path: Path, hosts: Set[str]) -> str | None:
    """The address of `.../guba.eastmoney.com/news,600519,1.html` below a mirror's folder."""
    for n, part in enumerate(path.parts[:-1]):
        if part in hosts:
            return f"https://{part}/" + unquote("/".join(path.parts[n + 1 :]))
    return None


def stated_url(body: bytes) -> str | None:
    """The address that a page gives as its own; only whole ones of the web."""
    head = body[:HEAD_BYTES].decode("latin-1")
    for pattern in ADDRESSES:
        if (found := pattern.search(head)) and _is_whole(url := _spelled(found[1])):
            return url
    return None


def _spelled(address: str) -> str:
    address = html.unescape(address.strip())
    return f"https:{address}" if address.startswith("//") else address


def _is_whole(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
