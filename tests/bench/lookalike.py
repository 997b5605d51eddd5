"""Look-alike pages with their exact truth, and pages of the shared bench format."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.bench.articles import ARTICLES
from tests.bench.furniture import around
from tests.bench.layouts import LAYOUTS, Layout, number_of
from tests.bench.score import Truth
from transforms import pages
from transforms.capture import Capture
from transforms.page import Page
from transforms.times import SHANGHAI

# What a page of no special size has around its article.
USUAL_BYTES = 8_000
# Later than any page of any set.
SEEN_AT = datetime(2027, 1, 1, tzinfo=SHANGHAI)
# What the addresses of known sources end in.
_NATIVE_ID = re.compile(r"(?P<id>\d{6,})(?:\.html)?$")


@dataclass(frozen=True)
class Sample:
    """One page and what should come out of it; `text` is the page as its encoding says."""

    id: str
    layout: str
    capture: Capture
    text: str
    truth: Truth


def lookalikes() -> list[Sample]:
    """Every article in every layout."""
    return [sample(layout, n, USUAL_BYTES) for layout in LAYOUTS for n in range(len(ARTICLES))]


def sized(layout: str, n_bytes: int) -> list[Sample]:
    """The long articles in one layout, each page about `n_bytes` in all."""
    (found,) = (one for one in LAYOUTS if one.name == layout)
    bare = [len(sample(found, n, 0).capture.body) for n in range(len(ARTICLES))]
    return [sample(found, n, n_bytes - size) for n, size in enumerate(bare)]


def sample(layout: Layout, number: int, n_around: int) -> Sample:
    """One article in one layout with so many bytes of furniture around it."""
    article = ARTICLES[number]
    text = layout.html(article, around(n_around, number))
    at = article.published_at
    url = layout.url.format(id=str(number_of(article)), at=at)
    body = text.encode(layout.encoding, "xmlcharrefreplace")
    truth = Truth(article.title, f"{at:%Y-%m-%d %H:%M}", article.paragraphs)
    capture = _capture(layout.source, url, body, layout.content_type)
    return Sample(f"{layout.name}-{number}", layout.name, capture, text, truth)


def in_folder(folder: Path) -> Iterator[Sample]:
    """The pages of a set, `<set>/pages/<id>.html` and `<set>/truth.jsonl`, as of an unknown site.

    Eastmoney's own are read as such where their readers know the layout.
    """
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        said = json.loads(line)
        body = (folder / "pages" / f"{said['id']}.html").read_bytes()
        text = body.decode(said.get("encoding") or "utf-8", "replace")
        lines = tuple(one for one in (said["body"] or "").split("\n") if one.strip())
        truth = Truth(said.get("title") or "", (said.get("published") or "")[:16], lines)
        url = said["url"] or ""
        capture = _capture(_source(url, text), url, body, "text/html")
        yield Sample(said["id"], folder.name, capture, text, truth)


def _source(url: str, text: str) -> str:
    for source in ("guba", "caifuhao"):
        is_own = f"//{source}.eastmoney.com/" in url
        if is_own and pages.reader(source).recognises(Page(url, text)):
            return source
    return "feed"


def _capture(source: str, url: str, body: bytes, content_type: str) -> Capture:
    known = _NATIVE_ID.search(url)
    return Capture(
        capture_id=url,
        url=url,
        fetched_at=SEEN_AT,
        status=200,
        headers={"content-type": content_type},
        body=body,
        source=source,
        outcome="post",
        native_id=known["id"] if known and source != "feed" else None,
    )
