"""Crawling a source that lives on hosts of its own, and walking its lists without a process."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

from spiders import probe
from spiders.base import SourceSpider
from spiders.clock import show_instant
from spiders.decode import plain
from spiders.ledger import CoverageRow
from spiders.plan import Target
from tests.spiders.crawl import NIGHT_AT, Run, plan_for, run_plan
from tests.spiders.site import Answer, Site, serving


def walked(
    spider: SourceSpider, target: Target, answers: Mapping[str, Answer | str]
) -> list[CoverageRow]:
    """The ledger's rows after a walk in the night of the tests; what is not there is a 404."""
    for request in spider.walk(target):
        found = answers.get(request.url, Answer("not here", 404))
        given = Answer(found) if isinstance(found, str) else found
        body = given.body.encode() if isinstance(given.body, str) else given.body
        fields = {"Content-Type": "text/html", "Date": http_date(), **given.headers}
        response = plain(probe.answer(request.url, given.status, fields.items(), body))
        response.request = request
        request.meta["outcome"] = spider.outcome_of(response, request)
        request.meta["captured_at"] = NIGHT_AT
        spider.parse_list(response, **request.cb_kwargs)
    return spider.ledger.rows()


def http_date() -> str:
    """The night of the tests as a server says it."""
    assert show_instant(NIGHT_AT) == "2025-03-28 01:30:01"
    return format_datetime(NIGHT_AT.replace(microsecond=0), usegmt=True)


def crawled(
    folder: Path, site: Site, source: str, targets: tuple[Target, ...], hosts: Iterable[str]
) -> Run:
    """A whole crawl in a process of its own, of hosts that all let robots in."""
    for host in hosts:
        site.put(host, "/robots.txt", Answer("", 404))
    with serving(site):
        plan = plan_for(folder, site, source, targets)
        return run_plan(folder, replace(plan, origins=dict.fromkeys(hosts, site.origin)))
