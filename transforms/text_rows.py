"""What stands in a post's latest version to rows: tags, removals."""

from collections.abc import Iterator
from typing import Any

from transforms.cleaning import CleanPost
from transforms.fold import norm
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
