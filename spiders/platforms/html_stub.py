"""SITE_NAME: say in one line what is written there."""

import re
from collections.abc import Mapping
from typing import ClassVar

from spiders.platforms.html import HtmlSource


class StubSpider(HtmlSource):
    """Say what is walked, and in which order its lists stand."""

    name = "stub"
    # Key of the watchlist's table, and what its entries are.
    keys: ClassVar[Mapping[str, str]] = {"authors": "author"}
    site = "https://blog.example.com"
    # Put {id} where the author stands in it, {number} (from 1) where the page does.
    list_path = "/LIST/{id}/page/{number}"
    # Group 1 is the post's id.
    post_path = re.compile(r"/post/(\w+)\.html")
    # CSS of a row, and inside it of link, title and time; `sources check` says what is found.
    rows = "article"
    link = "h2 a::attr(href)"
    title = "h2 a::text"
    time = "time::attr(datetime), .date::text"
    # CSS of what a list without rows still has: it tells the end of the list from a changed page.
    no_rows = ""
