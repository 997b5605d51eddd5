"""SITE_NAME: say in one line what is written there."""

import re
from collections.abc import Mapping
from typing import ClassVar

from spiders.platforms.json import JsonSource


class StubSpider(JsonSource):
    """Say what is walked, and in which order its lists stand."""

    name = "stub"
    # Key of the watchlist's table, and what its entries are.
    keys: ClassVar[Mapping[str, str]] = {"authors": "author"}
    site = "https://blog.example.com"
    # Put {id} where the author stands in it, {number} (from 1) where the page does.
    list_path = "/LIST/{id}/page/{number}"
    # A post's page: how its path is made of an id, and the pattern whose group 1 is the id.
    post_format = "/post/{id}.html"
    post_path = re.compile(r"/post/(\w+)\.html")
    # Where the rows are in the answer, and the names of their fields.
    rows_at = ("data", "items")
    id_key = "id"
    title_key = "title"
    time_key = "created_at"
