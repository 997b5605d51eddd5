"""A capture to its row: what a post's page said, or why it said nothing."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

from transforms import pages, redesigned
from transforms.body import flatten
from transforms.capture import Capture, PostCapture, Unreadable
from transforms.capture_tables import EXTRACTOR_VERSION, POST_CAPTURES
from transforms.cashtags import stated_names
from transforms.decode import content, page_text
from transforms.page import Page
from transforms.redacted import NoTombstone, redacted_row
from transforms.repeats import edge_keys

# Clocks of site and collector differ by seconds; pages show minutes.
_CLOCK_SLACK = timedelta(minutes=10)
_POST_FIELDS = tuple(field.name for field in fields(PostCapture))


def capture_row(capture: Capture) -> dict[str, Any]:
    """The row of POST_CAPTURES for one visit to a post's page; it never raises for a bad page.

    A page that the spider took for a post and no reader can read is a `reject` with its reason.
    One whose known layout is gone, as the spider or its reader says, is a post where it can be
    read as a page of any site: its layout is `generic`, and its reason that of its own reader.
    """
    if capture.outcome == "redacted":
        return _redacted(capture)
    if capture.outcome not in ("post", "changed_layout"):
        return _row(capture, outcome=capture.outcome)
    try:
        post, gone = _reading(capture)
    except Unreadable as error:
        if capture.outcome == "changed_layout":
            return _row(capture, outcome=capture.outcome)
        return _row(capture, outcome="reject", reason=error.reason, detail=str(error))
    told = {"reason": gone.reason, "detail": str(gone)} if gone else {}
    return _row(capture, outcome="post", post=post, **told)


def read_post(capture: Capture) -> PostCapture:
    """The post of a capture; Unreadable with its reason where there is none or it cannot be."""
    post, _ = _reading(capture)
    return post


def _reading(capture: Capture) -> tuple[PostCapture, Unreadable | None]:
    """The post, and why the source's own reader could not read it, None where it could."""
    text = page_text(content(capture), capture.headers.get("content-type", ""))
    page = Page(capture.url, text, capture.native_id, capture.source, capture.fetched_at)
    gone: Unreadable | None = None
    try:
        post = _read_known(page)
    except Unreadable as error:
        post, gone = _read_redesigned(page, error), error
    _check_identity(post, capture)
    _check_dates(post, capture)
    return post, gone


def _read_known(page: Page) -> PostCapture:
    reader = pages.reader(page.source)
    if not reader.recognises(page):
        raise Unreadable("other_page", f"no post page of {page.source}: {_beginning(page.text)}")
    return reader.read(page)


def _read_redesigned(page: Page, gone: Unreadable) -> PostCapture:
    """The post of a page that its own reader gave up; that reader's word where it is none."""
    if gone.reason not in redesigned.REASONS or page.source not in pages.sources():
        raise gone
    try:
        return redesigned.read(page)
    except Unreadable:
        raise gone from None


def post_capture(row: Mapping[str, Any]) -> PostCapture:
    """The PostCapture that a row with outcome `post` was made from."""
    values = {name: row[name] for name in _POST_FIELDS if name in row}
    values["source"], _, _ = str(row["post_id"]).partition(":")
    values["topics"] = tuple(row["topics"] or ())
    return PostCapture(**values)


def _redacted(capture: Capture) -> dict[str, Any]:
    try:
        return _row(capture, outcome="redacted") | redacted_row(capture.body)
    except NoTombstone as error:
        return _row(capture, outcome="reject", reason="redacted", detail=str(error))


def _check_identity(post: PostCapture, capture: Capture) -> None:
    asked = capture.native_id
    known = {post.native_id, (post.alias_id or "").partition(":")[2]}
    if asked is not None and asked not in known:
        raise Unreadable("other_post", f"asked for {asked}, the page is of {post.native_id}")


def _check_dates(post: PostCapture, capture: Capture) -> None:
    if post.published_at > capture.fetched_at + _CLOCK_SLACK:
        raise Unreadable(
            "date_order", f"published {post.published_at}, after the visit {capture.fetched_at}"
        )
    if post.edited_at is not None and post.edited_at < post.published_at - _CLOCK_SLACK:
        raise Unreadable(
            "date_order", f"edited {post.edited_at}, before publication {post.published_at}"
        )


def _row(
    capture: Capture,
    *,
    outcome: str,
    post: PostCapture | None = None,
    reason: str | None = None,
    detail: str | None = None,
) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(column.name for column in POST_CAPTURES.columns)
    row |= {
        "capture_id": capture.capture_id,
        "fetched_at": capture.fetched_at,
        "source": capture.source,
        "target": capture.target,
        "url": capture.url,
        "outcome": outcome,
        "reason": reason,
        "detail": detail,
        "acquisition": capture.acquisition,
        "native_id": capture.native_id,
        "post_id": f"{capture.source}:{capture.native_id}" if capture.native_id else None,
        "extractor_version": EXTRACTOR_VERSION,
    }
    if post is not None:
        text = flatten(post.body_html)
        row |= {name: getattr(post, name) for name in _POST_FIELDS if name != "source"}
        row |= {
            "post_id": post.post_id,
            "published_date": post.published_at.date(),
            "topics": list(post.topics),
            "edge_keys": edge_keys(text),
            "stated": stated_names(f"{post.title or ''}\n{text}"),
        }
    return row


def _beginning(text: str) -> str:
    return repr(" ".join(text[:200].split())[:60])
