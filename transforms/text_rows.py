"""What stands in a post's latest version to rows: tags, fund mentions, removals."""

from collections.abc import Iterator, Sequence
from typing import Any

from transforms.cleaning import CleanPost
from transforms.fold import norm
from transforms.funds.mentions import FundMention, fund_mentions
from transforms.hashtags import hashtags
from transforms.history import History
from transforms.rules import RULES
from transforms.spans import Span

Rows = Iterator[dict[str, Any]]

# What no rule file holds (page.*, tail.block, repeat.*) has not changed since its first version.
_RULE_VERSIONS = {rule.id: rule.version for rule in RULES}


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
            "rule_version": _RULE_VERSIONS.get(removal.rule_id, 1),
            "kind": removal.kind,
            "zone": "page" if is_page else cleaned.zone(removal.span),
            "start": removal.span.start,
            "end": removal.span.end,
            "text": removal.span.of(cleaned.text),
            "value": removal.value,
            "support": removal.support,
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
