"""How fast a crawl is when nothing is waited for, and what it holds in memory.

By hand: `python -m tests.crawl_bench [POSTS …]`, by default 1000 and 10000. The site is a process
of its own on loopback; its pages are those of the sample night, filled up to the size of real ones.
Nothing is asserted. Machines differ: compare runs of one machine with each other.
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from spiders.plan import Plan
from tests.bench.rows import DAY
from tests.pages.multiplied import FIRST_NUMBER, multiplied, sample
from tests.spiders.crawl import command_for, plan_for, result_of
from tests.spiders.site import Answer, Site, gzipped, list_page, row, serving

# What a page of the real site weighs unpacked (about 60 kB).
PAGE_BYTES = 60_000
ROWS = 80


class Bar(Site):
    """One bar of so many posts, made when they are asked for."""

    n_posts = 0

    def answer(self, host: str, path: str) -> Answer:
        if path.startswith("/news"):
            return post_answer(int(path.rpartition(",")[2].removesuffix(".html")))
        if path.startswith("/list"):
            number = path.partition("f_")[2].removesuffix(".html") or "1"
            return list_answer(self.n_posts, int(number))
        return Answer("User-agent: *\nDisallow: /private\n")


@cache
def pages() -> list[str]:
    """A few pages of the sample night at their real size, with {number} for their post's."""
    words = [f'<a class="c{n % 40}" href="/list,{n:06}.html">{n}</a>' for n in range(5000)]
    filler = "".join(random.Random(1).choices(words, k=PAGE_BYTES // 20))
    found = []
    for capture in islice(multiplied(sample(DAY)), 16):
        text = capture.body.decode().replace(str(capture.native_id), "{number}")
        found.append(text + f"<!-- {filler[len(text.encode()) :]} -->")
    return found


def post_answer(number: int) -> Answer:
    """The page of one post, packed."""
    return gzipped(pages()[number % len(pages())].replace("{number}", str(number)))


def list_answer(n_posts: int, number: int) -> Answer:
    """One page of the bar, newest first; after its posts come five of an earlier day."""
    first = FIRST_NUMBER + n_posts - 1 - (number - 1) * ROWS
    last = max(first - ROWS, FIRST_NUMBER - 1)
    shown = [row(one, "03-27 20:00:00") for one in range(first, last, -1)]
    shown += [] if len(shown) == ROWS else [row(k, "03-25 09:00:00") for k in range(5)]
    return Answer(list_page(shown, count=n_posts + 9999))


def serve(n_posts: int, told: Connection) -> None:
    """Play the bar until told to end."""
    # Connections are kept, as by the real sites.
    BaseHTTPRequestHandler.protocol_version = "HTTP/1.1"
    bar = Bar()
    bar.n_posts = n_posts
    with serving(bar) as site:
        told.send(site.origin)
        told.recv()


@contextmanager
def playing(n_posts: int) -> Iterator[Site]:
    """The bar in a process of its own."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(n_posts, there))
    server.start()
    try:
        yield Site(origin=here.recv())
    finally:
        here.send("over")
        server.join()


def crawled(folder: Path, plan: Plan) -> tuple[dict[str, Any], float, float]:
    """What the spider said, its seconds and the most memory that it held, in MB."""
    began = time.perf_counter()
    with subprocess.Popen(
        command_for(folder, plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        said = child.stdout.read() if child.stdout else ""
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return result_of(said), time.perf_counter() - began, used.ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    """One line a size."""
    for n_posts in sizes:
        with tempfile.TemporaryDirectory() as name, playing(n_posts) as site:
            folder = Path(name)
            plan = plan_for(folder, site, max_pages=n_posts // ROWS + 2)
            plan = replace(plan, manners=replace(plan.manners, budget=10 * n_posts))
            result, seconds, peak = crawled(folder, plan)
            written = sum(path.stat().st_size for path in folder.rglob("*.warc.gz"))
            outcomes = json.dumps(result["outcomes"])
            sys.stdout.write(
                f"{n_posts} posts: {n_posts / seconds:.0f} pages/s, {seconds:.1f} s, peak "
                f"{peak:.0f} MB, archive {written / 1e6:.0f} MB, outcomes {outcomes}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1000, 10_000])
