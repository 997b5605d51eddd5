"""Asking a source about a page without visiting anything: what it is, and what its list shows."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from spiders.base import SourceSpider
from spiders.decode import plain
from spiders.discover import sources
from spiders.lists import ListPage
from spiders.outcomes import Outcome
from spiders.plan import Plan, Target
from spiders.visits import Visit


def asked(source: str) -> SourceSpider:
    """The source's spider with a plan that visits nothing; KeyError for an unknown name."""
    return sources()[source](no_plan(source))


def no_plan(source: str) -> Plan:
    """A plan that visits nothing."""
    never = datetime.date(2000, 1, 1)
    return Plan(source, never, never, Path(), replay=Path())


def second_page(source: str, target_id: str) -> str | None:
    """The address of page 2 of a target's list; None where it is that of page 1 again."""
    spider = sources()[source]
    target = Target(next(iter(spider.keys.values())), target_id)
    one = spider(replace(no_plan(source), targets=(target,)))
    second = one.list_url(target, 2)
    return second if second != one.list_url(target, 1) else None


def answer(url: str, status: int, fields: Iterable[tuple[str, str]], body: bytes) -> Response:
    """An HTTP answer as the crawl would see it."""
    headers = Headers()
    for name, value in fields:
        headers.appendlist(name, value.encode("latin-1", "replace"))
    address = Request(url).url
    kind = responsetypes.from_args(headers=headers, url=address, body=body)
    return kind(address, status, headers=headers, body=body)


def outcome_of(spider: SourceSpider, given: Response, visit: Visit) -> Outcome:
    """What the answer to such a visit is."""
    request = Request(given.url, meta={"visit": visit})
    return spider.outcome_of(plain(given), request)


def list_of(spider: SourceSpider, given: Response, target_id: str) -> ListPage:
    """The rows of a list page; ChangedLayout where it is none of the source's."""
    return spider.read_list(plain(given), target_id)
