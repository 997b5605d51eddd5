"""Our own way from a page to a cleaned post, whole and step by step."""

import json
from collections.abc import Callable
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tests.bench.lookalike import Sample
from tests.bench.score import Extracted
from transforms import pages
from transforms.body import flatten
from transforms.capture import Capture, PostCapture, Unreadable
from transforms.cleaning import CleanPost, clean
from transforms.decode import content, page_text
from transforms.page import Page
from transforms.reading import read_post

POST = "var post_article="
Timer = Callable[[str, Callable[[], Any]], Any]


def extracted(sample: Sample) -> Extracted:
    """What our way takes out of a page."""
    try:
        post = read_post(sample.capture)
    except Unreadable as error:
        return Extracted(error=str(error))
    at = f"{post.published_at:%Y-%m-%d %H:%M}" if post.published_at else ""
    found = clean(post)
    return Extracted(post.title or "", at, found.body, restored=found.text)


def cleaned(capture: Capture) -> CleanPost:
    """The whole way, page to cleaned post."""
    return clean(read_post(capture))


def steps(capture: Capture, timed: Timer) -> None:
    """The same way in steps, each run by `timed` under its name; `clean` flattens once more."""
    text = timed("decode", lambda: page_text(content(capture), capture.headers["content-type"]))
    reader = pages.reader(capture.source)
    page = Page(capture.url, text, capture.native_id, capture.source, capture.fetched_at)
    timed("recognise", lambda: reader.recognises(page))
    post: PostCapture = timed("read", lambda: reader.read(page))
    timed("flatten", lambda: flatten(post.body_html))
    timed("flatten and clean", lambda: clean(post))


def lexbor_floor(capture: Capture) -> object:
    """The least that is done to a page: its bytes decoded and parsed once."""
    return LexborHTMLParser(capture.body.decode()).root


def json_floor(capture: Capture) -> object:
    """The least that is done to a page that holds its post as JSON: that decoded."""
    text = capture.body.decode()
    return json.JSONDecoder().raw_decode(text, text.index(POST) + len(POST))[0]
