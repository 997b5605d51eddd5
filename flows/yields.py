"""What recorded pages yield: the post and what cleaning makes of it, or the rows of a list."""

import difflib
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from flows.linkers import reference_linker
from flows.recorded import Case
from spiders import probe
from transforms.capture import PostCapture
from transforms.cleaning import CleanPost, clean
from transforms.hashtags import hashtags
from transforms.mention_rows import fund_columns
from transforms.mentions import mentions_of
from transforms.reading import read_post

Yield = dict[str, Any]

_OF_MENTIONS = ("surface", "market", "code", "zone", "company", "share_class", "currency")


def yielded(case: Case) -> Yield:
    """What the case's page yields; Unreadable or ChangedLayout where it is no such page."""
    return list_yield(case) if case.is_list else post_yield(case)


def list_yield(case: Case) -> Yield:
    """The rows of a list page as the source's spider reads them."""
    meta = case.meta
    page = probe.list_of(probe.asked(case.source), answer_of(case), meta.get("target", ""))
    return {
        "claimed": page.claimed,
        "rendered_at": page.rendered_at,
        "rows": [asdict(row) for row in (*page.rows, *page.hot_rows)],
    }


def answer_of(case: Case) -> Any:
    """The case as the HTTP answer that a spider gets."""
    meta = case.meta
    kind = [("Content-Type", meta.get("content_type", "text/html"))]
    return probe.answer(meta["url"], 200, kind, case.page)


def post_yield(case: Case) -> Yield:
    """The post as read, then what cleaning makes of it."""
    post = read_post(case.capture)
    cleaned = clean(post)
    return {
        "post": {field: getattr(post, field) for field in _shown_fields()},
        "body": cleaned.body.split("\n"),
        "tags": list(_tags(cleaned)),
        "fund_mentions": list(_mentions(cleaned, post.published_at.date())),
        "removals": list(_removals(cleaned)),
    }


def to_json(value: Yield) -> str:
    """The yield as it stands in expected.json, instants in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_instant) + "\n"


def difference(case: Case) -> str:
    """Expected against yielded as a unified diff, empty where they are the same."""
    before = case.expected.read_text("utf-8") if case.expected.exists() else ""
    after = to_json(yielded(case))
    names = (f"{case.name}/expected.json", f"{case.name} yields")
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="")
    return "\n".join(lines)


def _shown_fields() -> list[str]:
    return [field.name for field in fields(PostCapture) if field.name != "body_html"]


def _tags(cleaned: CleanPost) -> Iterator[Yield]:
    title = cleaned.title or ""
    places = [("title", span.of(title)) for span in hashtags(title)]
    places += [(cleaned.zone(span), span.of(cleaned.text)) for span in cleaned.hashtags]
    for zone, surface in places:
        yield {"tag": surface[1:-1], "zone": zone}


def _mentions(cleaned: CleanPost, day: date) -> Iterator[Yield]:
    linker = reference_linker()
    for row in fund_columns(mentions_of(cleaned, day, linker), day, linker.knowledge):
        yield {name: row[name] for name in _OF_MENTIONS}


def _removals(cleaned: CleanPost) -> Iterator[Yield]:
    for removal in cleaned.removals:
        is_page = removal.rule_id.startswith("page.")
        zone = "page" if is_page else cleaned.zone(removal.span)
        yield {"rule": removal.rule_id, "zone": zone, "text": removal.span.of(cleaned.text)}


def _instant(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} does not go into expected.json")
