"""What a page of any layout says of itself for machines: JSON-LD, meta tags, microdata."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from transforms.body import tidy_line


@dataclass(frozen=True)
class Metadata:
    """`said` are the meta tags by name, `data` the JSON-LD objects, `marked` by itemprop."""

    said: dict[str, str]
    data: list[dict[str, Any]]
    marked: dict[str, list[Tag]]

    def meta(self, *names: str) -> str | None:
        """The content of the first of the meta tags that says something."""
        return next((shown for name in names if (shown := tidy_line(self.said.get(name)))), None)

    def value(self, key: str) -> Any:
        """The value of a key in the first object of the JSON-LD that has it."""
        return next((found for item in self.data if (found := item.get(key))), None)

    def text(self, key: str) -> str | None:
        """The same of the first object where it is a text."""
        found = (item.get(key) for item in self.data)
        return next((text for text in found if text and isinstance(text, str)), None)

    def stamps(self, prop: str) -> list[str]:
        """The machine times of the elements that are marked so."""
        tags = self.marked.get(prop, [])
        return [str(tag.get("datetime") or tag.get("content") or "") for tag in tags]


def metadata_of(soup: BeautifulSoup) -> Metadata:
    """All that a page says for machines, read in one walk over its tree."""
    said: dict[str, str] = {}
    data: list[dict[str, Any]] = []
    marked: dict[str, list[Tag]] = {}
    for tag in soup.find_all(_is_telling):
        if tag.name == "meta":
            name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "")
            said.setdefault("".join(name.lower().split()), str(tag.get("content") or ""))
        elif tag.name == "script":
            data.extend(_objects(tag.get_text()))
        if prop := tag.get("itemprop"):
            marked.setdefault(str(prop).lower(), []).append(tag)
    return Metadata(said, data, marked)


def _is_telling(tag: Tag) -> bool:
    if tag.name == "script":
        return "ld+json" in str(tag.get("type") or "").lower()
    return tag.name == "meta" or "itemprop" in tag.attrs


def _objects(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    graph = data.get("@graph", [data]) if isinstance(data, dict) else data
    items: Sequence[Any] = graph if isinstance(graph, list) else []
    yield from (item for item in items if isinstance(item, dict))
