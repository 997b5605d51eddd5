"""A post's history to its rows of each table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from transforms.boilerplate import CLEANER_VERSION
from transforms.capture_tables import EXTRACTOR_VERSION
from transforms.cleaning import CleanPost
from transforms.fold import norm
from transforms.funds.mentions import FundMention, fund_mentions
from transforms.hashtags import hashtags
from transforms.history import History
from transforms.sessions import Calendar, session_columns
from transforms.spans import Span

Rows = Iterator[dict[str, Any]]
_COUNTS = ("like_count", "comment_count", "read_count", "forward_count")
_DISCLAIMERS = frozenset({"platform_disclaimer"})


def post_row(history: History, calendar: Calendar | None = None) -> dict[str, Any]:
    """The post's row of POSTS: latest version, latest counts."""
    latest, version = history.latest, history.versions[-1]
    cleaned = version.clean
    return {
        "post_id": history.post_id,
        "source": latest.source,
        "native_id": latest.native_id,
        "url": latest.url,
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
        "body": cleaned.body,
        "n_chars": len(cleaned.body),
        **{name: getattr(latest, name) for name in _COUNTS},
        "counted_at": history.last_sight["fetched_at"],
        "first_seen_at": history.first_sight["fetched_at"],
        "last_seen_at": history.last_sight["fetched_at"],
        "deleted_at": history.deleted_at,
        "version": version.number,
        "acquisition": history.first_sight["acquisition"],
        **session_columns(history.published_at, calendar),
        "has_disclaimer": any(removal.kind in _DISCLAIMERS for removal in cleaned.removals),
        "has_position_disclosure": None,
        "is_ai_generated": None,
        "source_credit": None,
        "content_sha256": cleaned.content_sha256,
        "capture_id": history.last_sight["capture_id"],
        "extractor_version": EXTRACTOR_VERSION,
        "cleaner_version": CLEANER_VERSION,
    }


def tag_rows(history: History) -> Rows:
    """The tags of the latest version: hashtags of title and text, then the site's topics."""
    cleaned = history.versions[-1].clean
    found = [
        *_typed_tags(cleaned),
        *((name, "topic", None, None) for name in history.latest.topics),
    ]
    for ordinal, (tag, kind, zone, span) in enumerate(found):
        yield {
            "post_id": history.post_id,
            "ordinal": ordinal,
            "tag": tag,
            "tag_norm": norm(tag),
            "kind": kind,
            "zone": zone,
            "start": span.start if span else None,
            "end": span.end if span else None,
        }


def fund_rows(history: History, companies: Sequence[str]) -> Rows:
    """The fund mentions of the latest version."""
    mentions = fund_mentions(history.versions[-1].clean, companies)
    n_funds = len({(mention.market, mention.code) for mention in mentions})
    for ordinal, mention in enumerate(mentions):
        yield {"post_id": history.post_id, "ordinal": ordinal} | _fund_row(mention, n_funds)


def removal_rows(history: History) -> Rows:
    """What cleaning took out of the latest version."""
    cleaned = history.versions[-1].clean
    for ordinal, removal in enumerate(cleaned.removals):
        is_page = removal.rule_id.startswith("page.")
        yield {
            "post_id": history.post_id,
            "ordinal": ordinal,
            "rule_id": removal.rule_id,
            "kind": removal.kind,
            "zone": "page" if is_page else cleaned.zone(removal.span),
            "start": removal.span.start,
            "end": removal.span.end,
            "text": removal.span.of(cleaned.text),
        }


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


def _typed_tags(cleaned: CleanPost) -> Iterator[tuple[str, str, str, Span]]:
    title = cleaned.title or ""
    places = [("title", title, span) for span in hashtags(title)]
    places += [(cleaned.zone(span), cleaned.text, span) for span in cleaned.hashtags]
    for zone, text, span in places:
        yield span.of(text)[1:-1], "hashtag", zone, span


def _fund_row(mention: FundMention, n_funds: int) -> dict[str, Any]:
    unknown = ("name_now", "fund_id", "fund_type", "tracked_index", "feeder_of", "candidates")
    return {
        "market": mention.market,
        "code": mention.code,
        "surface": mention.surface,
        "method": mention.method,
        "zone": mention.zone,
        "start": mention.span.start,
        "end": mention.span.end,
        "name_at_date": mention.name,
        "share_class": mention.parts.share_class,
        "currency": mention.parts.currency,
        "company": mention.parts.company,
        "confidence": mention.confidence,
        "n_funds_in_post": n_funds,
        "registry_version": None,
        **dict.fromkeys(unknown),
    }
