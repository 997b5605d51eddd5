"""What stays of a post whose text was taken out on request: ids, instants, counts, no word of it.

`tombstone` is what the archive keeps in the place of the page, `redacted_row` reads it back.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

Row = Mapping[str, Any]

_INSTANTS = ("published_at", "edited_at")
_KEPT = (
    "post_id",
    "native_id",
    "alias_id",
    "layout",
    "published_at",
    "published_precision",
    "edited_at",
    "bar_code",
    "bar_name",
    "like_count",
    "comment_count",
    "read_count",
    "forward_count",
)
_TAKEN = (
    "title",
    "author_id",
    "author_name",
    "ip_region",
    "device",
    "topics",
    "disclaimer",
    "footer",
    "edge_keys",
    "stated",
    "reason",
    "detail",
)


class NoTombstone(Exception):
    """Raised for a body that is no tombstone of a post."""


def tombstone(row: Row, redacted_at: datetime, version: int) -> dict[str, Any]:
    """What the archive keeps of a page whose POST_CAPTURES row this is, as JSON values.

    `version` is the number of the version that the page showed: texts can no longer be compared.
    """
    kept = {name: row[name] for name in _KEPT}
    kept |= {name: kept[name].isoformat() for name in _INSTANTS if kept[name] is not None}
    return {"redacted_at": redacted_at.isoformat(), "version": version, **kept}


def redacted_row(body: bytes) -> dict[str, Any]:
    """The columns of POST_CAPTURES that a tombstone fills; NoTombstone where it names no post."""
    try:
        said = json.loads(body)
        kept = {name: said[name] for name in _KEPT}
        kept |= {name: datetime.fromisoformat(kept[name]) for name in _INSTANTS if kept[name]}
        taken_at, version = datetime.fromisoformat(said["redacted_at"]), int(said["version"])
    except (ValueError, TypeError, KeyError) as error:
        raise NoTombstone(f"the page was taken out on request ({error!r})") from error
    if kept["published_at"] is None:
        raise NoTombstone("the page was taken out on request and never told its post")
    return kept | {
        "published_date": kept["published_at"].date(),
        "body_html": "",
        "redacted_at": taken_at,
        "redacted_version": version,
    }


def without_text(row: Row) -> dict[str, Any]:
    """The row of POST_CAPTURES without text and author."""
    return {**row, **dict.fromkeys(_TAKEN), "body_html": ""}
