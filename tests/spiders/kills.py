"""A night of crawls that are killed at random moments and taken up again.

By hand, ten kills a night: `python -m tests.spiders.kills [NIGHTS]`.
"""

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

from flows import collect
from flows.collect import CollectFailed
from flows.folder import DataFolder
from flows.segments import settled
from spiders.clock import night_of, read_instant
from spiders.plan import KnownPost, Plan, Target
from spiders.warcread import read_warc
from tests.spiders.crawl import BAR, NIGHT, NIGHT_AT, command_for, plan_for, result_of
from tests.spiders.site import (
    Answer,
    Site,
    article_row,
    gzipped,
    list_page,
    post_page,
    quiet_site,
    row,
    serving,
)

BARS = (BAR, Target("bar", "300750"))
PAGE = 12

# Runs a plan, killed once the site was asked so many times more; its result, none when killed.
Crawl = Callable[[Site, Path, Plan, int | None], Mapping[str, Any] | None]


def busy_site() -> Site:
    """Two bars of three pages; every fifth post is an article of caifuhao."""
    site = quiet_site()
    for n, bar in enumerate(BARS):
        rows = [_row(10_000 * (n + 1) + k, bar.id, k) for k in range(2 * PAGE)]
        rows += [row(10_000 * (n + 1) + 900 + k, "03-25 09:00:00") for k in range(5)]
        for page in range(3):
            shown = rows[page * PAGE : (page + 1) * PAGE]
            name = "f" if page == 0 else f"f_{page + 1}"
            site.guba(f"/list,{bar.id},{name}.html", gzipped(list_page(shown)))
        for one in rows:
            _put_post(site, one)
    return site


def _row(post_id: int, bar: str, k: int) -> dict[str, Any]:
    at = f"03-{27 - k // PAGE} {22 - k % PAGE:02}:{k:02}:00"
    made = article_row(post_id, at) if k % 5 == 4 else row(post_id, at)
    return {**made, "stockbar_code": bar}


def _put_post(site: Site, one: Mapping[str, Any]) -> None:
    page = gzipped(post_page(one["post_id"]))
    site.guba(f"/news,{one['stockbar_code']},{one['post_id']}.html", page)
    article = '<html><body><div class="article-body">文</div></body></html>'
    site.put("caifuhao.eastmoney.com", f"/news/{one['post_source_id']}", Answer(article))


def planned() -> dict[str, frozenset[str]]:
    """What any crawl of the busy site must settle, by source."""
    rows = [_row(10_000 * n + k, "", k) for n in range(1, 1 + len(BARS)) for k in range(2 * PAGE)]
    articles = {one["post_source_id"] for one in rows} - {""}
    posts = {str(one["post_id"]) for one in rows if not one["post_source_id"]}
    return {"caifuhao": frozenset(articles), "guba": frozenset(posts)}


@dataclass
class Night:
    """Both sources' crawls of one night in a folder, as often as it takes."""

    site: Site
    folder: Path
    crawl: Crawl
    delay_s: float = 0.02
    n_kills: int = 0
    states: dict[tuple[str, str], str] = field(default_factory=dict)

    def run(self, moments: Iterator[int]) -> None:
        """Until everything has come to its end; `moments` say after how many requests to kill."""
        while True:
            guba = self._crawl("guba", (), moments)
            if guba is None:
                continue
            posts = tuple(_handed_on(one) for one in guba["handed_on"])
            caifuhao = self._crawl("caifuhao", posts, moments)
            if caifuhao is not None:
                rows = [*guba["rows"], *caifuhao["rows"]]
                self.states = {(one["target"], one["day"]): one["state"] for one in rows}
                return

    def settled(self) -> dict[str, frozenset[str]]:
        """The posts that the archive settles, by source."""
        night = night_of(NIGHT)
        return {name: settled(self.folder / "raw", name, night) for name in ("guba", "caifuhao")}

    def asked(self) -> Counter[str]:
        """How often the site was asked for each post."""
        return Counter(f"https://{host}{path}" for host, path in self.site.asked if "/news" in path)

    def archived(self) -> Counter[str]:
        """How often the archive has each post."""
        records = (one for path in self.folder.rglob("*.warc.gz*") for one in read_warc(path))
        return Counter(one.url for one in records if one.visit and one.visit.kind == "post")

    def _crawl(
        self, source: str, posts: tuple[KnownPost, ...], moments: Iterator[int]
    ) -> Mapping[str, Any] | None:
        targets = BARS if source == "guba" else ()
        plan = plan_for(self.folder, self.site, source, targets, posts, delay_s=self.delay_s)
        plan = replace(
            plan,
            done=self.settled()[source],
            shift_s=(NIGHT_AT - datetime.now(UTC)).total_seconds(),
        )
        result = self.crawl(self.site, self.folder, plan, next(moments, None))
        self.n_kills += result is None
        return result


def _handed_on(one: Mapping[str, Any]) -> KnownPost:
    at = read_instant(one["published_at"])
    return KnownPost(one["native_id"], one["target"], alias_id=one["alias_id"], published_at=at)


def crawl_alone(
    site: Site, folder: Path, plan: Plan, n_requests: int | None
) -> Mapping[str, Any] | None:
    """By `python -m spiders.run`, without anything around it."""
    with subprocess.Popen(
        command_for(folder, plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        if n_requests is not None and has_come(site, n_requests, lambda: child.poll() is not None):
            child.kill()
        out, _ = child.communicate(timeout=60)
    return None if child.returncode == -signal.SIGKILL else result_of(out)


def crawl_in_flow(
    site: Site, folder: Path, plan: Plan, n_requests: int | None
) -> Mapping[str, Any] | None:
    """As a flow runs it; only the spider is killed."""
    is_over = threading.Event()

    def kill() -> None:
        if n_requests is not None and has_come(site, n_requests, is_over.is_set):
            for child in spiders_of(os.getpid()):
                os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        crawled = collect.crawl(DataFolder(folder), plan, logging.getLogger("tests.kills"))
    except CollectFailed as error:
        if not error.can_pass:
            raise
        return None
    finally:
        is_over.set()
        killer.join()
    return {"rows": crawled.rows, "handed_on": crawled.handed_on}


def has_come(site: Site, n_requests: int, is_over: Callable[[], bool]) -> bool:
    """Whether the site was asked so many times more before the crawl was over."""
    until = len(site.asked) + n_requests
    while len(site.asked) < until:
        if is_over():
            return False
        time.sleep(0.001)
    # Anywhere between two requests.
    time.sleep(random.uniform(0, 0.03))
    return not is_over()


def spiders_of(pid: int) -> list[int]:
    """The crawls among a process's children: others, as those that fork for it, live on."""
    children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [one for one in children if b"spiders.run" in Path(f"/proc/{one}/cmdline").read_bytes()]


def main(n_nights: int) -> None:
    """Nights with ten kills each: what was settled, and what was asked for twice."""
    for seed, (name, crawl) in product(range(n_nights), CRAWLS.items()):
        random.seed(seed)
        with tempfile.TemporaryDirectory() as folder, serving(busy_site()) as site:
            night = Night(site, Path(folder), crawl)
            night.run(iter([random.randint(1, 7) for _ in range(10)]))
            asked, archived = night.asked(), night.archived()
            sys.stdout.write(
                f"seed {seed} {name}: {night.n_kills} kills, {len(site.asked)} requests, "
                f"{archived.total()} posts archived, settled as planned: "
                f"{night.settled() == planned()}, states {set(night.states.values())}, "
                f"archived twice: {sum(n > 1 for n in archived.values())}, asked for twice: "
                f"{sum(n > 1 for n in asked.values())}, of which in flight at a kill: "
                f"{(asked - archived).total()}\n"
            )


CRAWLS: dict[str, Crawl] = {"alone": crawl_alone, "in a flow": crawl_in_flow}

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
