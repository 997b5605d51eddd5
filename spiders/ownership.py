"""Whose the words are that a page carries in its data: one post's, or others'."""

import re
from dataclasses import dataclass, field
from typing import Any

from spiders.placed import Placed, objects, placed_values

# What stands in place of the post's words.
MASK = "[redacted]"

_ID_KEYS = ("post_id", "id", "guid", "url", "link")
_ARTICLE_DIGITS = 20
_BAR = re.compile(r"stockbar|^post_guba$")
_TEXT = re.compile(r"title|content|abstract|summary|text|nickname|question|answer|description")
_DATE = r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ [+\-\w]+"
# Numbers and instants.
WORDLESS = re.compile(rf"[\s\d:.,+TZ/-]*|{_DATE}")


@dataclass
class Found:
    """The strings of a page's data: to be masked, those of them in words, and what others say.

    `quoting` are the ids of the posts whose objects carry the post inside.
    """

    own: list[Placed] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    quoting: set[str] = field(default_factory=set)


def sort_words(values: tuple[Any, ...], refs: frozenset[str]) -> Found:
    """The strings of the values, by whose they are."""
    found = Found()
    for value in values:
        _sort(value, refs, found)
    return found


def words_of_others(text: str, refs: frozenset[str]) -> list[str]:
    """What objects of other posts say in the data of a page."""
    return sort_words(placed_values(text).found, refs).theirs


def other_numbers(text: str, refs: frozenset[str]) -> set[str]:
    """The numbers that a page's data give to the article whose number is among `refs`."""
    shown = (one for value in placed_values(text).found for one in objects(value))
    return {
        str(one["post_id"])
        for one in shown
        if one.get("post_id") and _is_article(one, refs) and _is_of(one, refs)
    }


def _sort(value: Any, refs: frozenset[str], found: Found, is_in_post: bool = False) -> None:
    """What is the post's own, what is said inside a repost of it, what is others'."""
    if isinstance(value, list):
        for inner in value:
            _sort(inner, refs, found, is_in_post)
    elif isinstance(value, dict) and _is_of(value, refs):
        _take(value, found)
    elif isinstance(value, dict):
        quoted = {}
        if str(value.get("source_post_id")) in refs:
            found.quoting.add(str(value.get("post_id")))
            quoted = {key: inner for key, inner in value.items() if key.startswith("source_")}
        _take(quoted, found)
        for key in value.keys() - quoted.keys():
            _sort(value[key], refs, found, is_in_post or _is_post(value))
    elif isinstance(value, str) and is_in_post:
        found.theirs.append(value)


def _is_of(value: dict[str, Any], refs: frozenset[str]) -> bool:
    keys = ("post_id",) if "post_id" in value else _ID_KEYS
    return _is_article(value, refs) or any(_is_named(value.get(key), refs) for key in keys)


def _is_named(value: Any, refs: frozenset[str]) -> bool:
    name = str(value).rstrip("/")
    return name in refs or any(name.endswith(ref) for ref in refs if "/" in ref)


def _is_article(value: dict[str, Any], refs: frozenset[str]) -> bool:
    article = str(value.get("post_source_id") or "")
    return article in refs and len(article) >= _ARTICLE_DIGITS


def _is_post(value: dict[str, Any]) -> bool:
    return any(key in value for key in _ID_KEYS)


def _take(own: Any, found: Found, key: str = "") -> None:
    if isinstance(own, dict):
        for name, inner in own.items():
            if not _BAR.search(name):
                _take(inner, found, name)
    elif isinstance(own, list):
        for inner in own:
            _take(inner, found, key)
    elif isinstance(own, Placed) and own != MASK and ("user" in key or not WORDLESS.fullmatch(own)):
        found.own.append(own)
        if _TEXT.search(key):
            found.words.append(own)
