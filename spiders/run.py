"""One spider in a process of its own: `python -m spiders.run PLAN.json`.

The last line on stdout is `RESULT {json}`; the log goes to stderr. Exit 0 when the crawl came to
its end, 2 for a plan that must not be run, 1 for anything else.
"""

import ctypes
import json
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from spiders.base import SourceSpider
from spiders.discover import sources
from spiders.plan import Plan, PlanError
from spiders.replay import forbid_network

PR_SET_PDEATHSIG = 1

STATS = {
    "requests": "downloader/request_count",
    "response_bytes": "downloader/response_bytes",
    "seconds": "elapsed_time_seconds",
    "retries": "retry/count",
    "spider_exceptions": "spider_exceptions/count",
    "log_errors": "log_count/ERROR",
}


def main(arguments: list[str]) -> int:
    """Run the plan in a file and return the exit status."""
    try:
        plan = read_plan(arguments)
    except PlanError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    die_with_parent()
    if plan.replay:
        forbid_network()
    result = crawl(plan)
    sys.stdout.write(f"RESULT {json.dumps(result, ensure_ascii=False)}\n")
    sys.stdout.flush()
    return 0 if result["finish_reason"] == "finished" else 1


def read_plan(arguments: list[str]) -> Plan:
    """The plan in the file named on the command line, checked against its source."""
    if len(arguments) != 1:
        raise PlanError("usage: python -m spiders.run PLAN.json")
    try:
        plan = Plan.from_json(Path(arguments[0]).read_text("utf-8"))
    except OSError as error:
        raise PlanError(f"the plan cannot be read: {error}") from error
    if plan.replay and not plan.replay.is_file():
        raise PlanError(f"replay file {plan.replay} not found")
    kinds = set(sources()[plan.source].keys.values())
    if strange := {target.kind for target in plan.targets} - kinds:
        raise PlanError(f"{plan.source} has no targets of kind {', '.join(sorted(strange))}")
    return plan


def die_with_parent() -> None:
    """End with the process that started us, even when that is killed (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(1)


def crawl(plan: Plan) -> dict[str, Any]:
    """Run the plan's spider to its end and return its result."""
    process = AsyncCrawlerProcess(settings_for(plan))
    # A robots.txt that does not come is archived as an outcome: no traceback for it. Scrapy
    # resets its loggers when the process is made, so this comes after.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    crawler = process.create_crawler(sources()[plan.source])
    process.crawl(crawler, plan=plan)
    process.start()
    spider = cast(SourceSpider, crawler.spider)
    return {**spider.result, "stats": few_stats(crawler)}


def settings_for(plan: Plan) -> Settings:
    """The policy of spiders/settings.py with what the plan says about this run."""
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    agent = f"{settings['USER_AGENT']} (+{plan.manners.contact or 'replay'})"
    chosen: dict[str, Any] = {
        "USER_AGENT": agent,
        "DOWNLOAD_DELAY": plan.manners.delay_s,
        "AUTOTHROTTLE_START_DELAY": plan.manners.delay_s,
        # Without a floor, which only this machine may be asked, there is nothing to slow down from.
        "AUTOTHROTTLE_ENABLED": plan.manners.delay_s > 0,
        "DOWNLOAD_TIMEOUT": plan.manners.timeout_s,
    }
    if plan.origins:
        chosen["DOWNLOAD_HANDLERS"] = handlers("spiders.origins.RehearsalHandler")
        # Their addresses are on this machine, where ours may not lead.
        chosen["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    if plan.replay:
        chosen |= {
            "DOWNLOAD_HANDLERS": handlers("spiders.replay.ReplayHandler"),
            "DOWNLOAD_DELAY": 0.0,
            "AUTOTHROTTLE_ENABLED": False,
            # The archive would only say the same again.
            "RETRY_ENABLED": False,
        }
    settings.setdict(chosen, priority="cmdline")
    return settings


def handlers(name: str) -> dict[str, str | None]:
    """Only this handler, for http and https."""
    off = dict.fromkeys(("file", "ftp", "s3", "data"))
    return {**off, "http": name, "https": name}


def few_stats(crawler: Crawler) -> dict[str, Any]:
    """The few numbers of a crawl that a run report shows."""
    found = crawler.stats.get_stats()
    return {name: found.get(key, 0) for name, key in STATS.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
