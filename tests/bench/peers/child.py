"""One extractor as a filter: JSON lines of pages in, what it takes out of them on stdout.

Runs in the environment of that extractor, without this project: `python child.py NAME`. `cpu_s` of
a line are the seconds of CPU that the extractor's call took, and nothing around it.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

Extractor = Callable[[str, str], dict[str, Any]]


def trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def extract(html: str, url: str) -> dict[str, Any]:
        found: Any = bare_extraction(html, url=url, with_metadata=True)
        known = found.as_dict() if found else {}
        return {"title": known.get("title"), "body": known.get("text"), "at": known.get("date")}

    return extract


def readability() -> Extractor:
    from lxml.html import fromstring  # type: ignore[import-untyped]
    from readability import Document

    def extract(html: str, url: str) -> dict[str, Any]:
        page = Document(html, url=url)
        return {"title": page.short_title(), "body": lines(fromstring(page.summary()))}

    return extract


def newspaper4k() -> Extractor:
    import newspaper

    def extract(html: str, url: str) -> dict[str, Any]:
        found = newspaper.article(url or "http://example.com/", language="zh", input_html=html)
        return {"title": found.title, "body": found.text, "at": found.publish_date}

    return extract


def gne() -> Extractor:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def extract(html: str, url: str) -> dict[str, Any]:
        found = extractor.extract(html)
        return {"title": found["title"], "body": found["content"], "at": found["publish_time"]}

    return extract


def magic_html() -> Extractor:
    from lxml.html import fromstring
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def extract(html: str, url: str) -> dict[str, Any]:
        found = extractor.extract(html, base_url=url)
        return {"title": found["title"], "body": lines(fromstring(found["html"]))}

    return extract


def lines(tree: Any) -> str:
    """The text of a tree of lxml, a line a text node."""
    return "\n".join(one.strip() for one in tree.itertext() if one.strip())


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "trafilatura": trafilatura,
    "readability": readability,
    "newspaper4k": newspaper4k,
    "gne": gne,
    "magic-html": magic_html,
}


def answer(extract: Extractor, asked: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    error = ""
    began = time.process_time()
    try:
        found = extract(asked["html"], asked["url"])
    except Exception as raised:  # noqa: BLE001 - whatever a peer dies of is its result
        error = f"{type(raised).__name__}: {raised}"
    seconds = time.process_time() - began
    at = found.get("at")
    return {
        "title": found.get("title") or "",
        "body": found.get("body") or "",
        "published": at.isoformat() if isinstance(at, datetime) else str(at or ""),
        "error": error,
        "cpu_s": seconds,
    }


def main(name: str) -> None:
    """Answer every line of stdin with a line."""
    # What a peer prints must not come between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    extract = EXTRACTORS[name]()
    answers.write(json.dumps({"ready": name}) + "\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(answer(extract, json.loads(line)), ensure_ascii=False) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
