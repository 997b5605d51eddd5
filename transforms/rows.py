"""A post's history to its rows of each table."""

from collections.abc import Iterator, Mapping
from typing import Any

from transforms.boilerplate import CLEANER_VERSION
from transforms.cleaning import CleanPost
from transforms.flags import flags
from transforms.history import History
from transforms.sessions import Calendar, session_columns

Rows = Iterator[dict[str, Any]]
_COUNTS = ("like_count", "comment_count", "read_count", "forward_count")


def post_row(history: History, calendar: Calendar | None = None) -> dict[str, Any]:
    """The post's row of POSTS: latest version, latest counts."""
    latest, version = history.latest, history.versions[-1]
    cleaned, is_redacted = version.clean, history.redacted_at is not None
    return {
        "post_id": history.post_id,
        "source": latest.source,
        "native_id": latest.native_id,
        "url": latest.url,
        "layout": latest.layout,
        "bar_code": latest.bar_code,
        "bar_name": latest.bar_name,
        "title": cleaned.title,
        "author_id": latest.author_id,
        "author_name": latest.author_name,
        "published_at": history.published_at,
        "published_precision": history.first_sight["published_precision"],
        "edited_at": latest.edited_at,
        "ip_region": latest.ip_region,
        "device": latest.device,
        "body": cleaned.body or None,
        "n_chars": None if is_redacted else len(cleaned.body),
        **{name: getattr(latest, name) for name in _COUNTS},
        "counted_at": history.last_sight["fetched_at"],
        "first_seen_at": history.first_seen_at,
        "last_seen_at": history.last_seen_at,
        "deleted_at": history.deleted_at,
        "redacted_at": history.redacted_at,
        "version": version.number,
        "acquisition": history.first_sight["acquisition"],
        **session_columns(history.published_at, calendar),
        **_flags(cleaned, is_redacted),
        "content_sha256": cleaned.content_sha256,
        "capture_id": history.last_sight["capture_id"],
        "extractor_version": history.last_sight["extractor_version"],
        "cleaner_version": CLEANER_VERSION,
    }


def _flags(cleaned: CleanPost, is_redacted: bool) -> dict[str, Any]:
    found = flags(cleaned)
    return dict.fromkeys(found) if is_redacted else found


def version_rows(history: History) -> Rows:
    """The post's versions, oldest first."""
    for version in history.versions:
        yield {
            "post_id": history.post_id,
            "version": version.number,
            "valid_from": version.valid_from,
            "valid_to": version.valid_to,
            "title": version.clean.title,
            "text": version.clean.text,
            "body": version.clean.body,
            "content_sha256": version.clean.content_sha256,
            "capture_id": version.capture_id,
        }


def observation_rows(history: History) -> Rows:
    """The visits to the post, oldest first."""
    for observation in history.observations:
        row: Mapping[str, Any] = observation.row
        yield {
            "post_id": history.post_id,
            "observed_at": row["fetched_at"],
            "outcome": observation.outcome,
            **{name: row[name] for name in _COUNTS},
            "capture_id": row["capture_id"],
        }
