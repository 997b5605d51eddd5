"""How fast pages become published rows, beside plain ways to do the same.

Pages are those of the sample night, multiplied under numbers of their own.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from bs4 import BeautifulSoup

from flows import parquet
from flows.lake import Lake
from flows.linkers import reference_linker
from tests.pages.multiplied import multiplied, sample
from transforms.capture import Capture
from transforms.cleaning import clean
from transforms.day import build_day
from transforms.reading import capture_row, read_post

Tables = Mapping[str, pa.Table]
DAY = date(2025, 3, 27)
MADE_AT = datetime(2025, 3, 28, tzinfo=UTC)


class Stopwatch:
    """Runs steps over the same posts and keeps a line of the table for each."""

    def __init__(self, n_posts: int) -> None:
        self.n_posts = n_posts
        self.lines = [f"{'step':34} {'posts/s':>10} {'seconds':>9} {'MB':>8}"]

    def __call__(self, step: str, work: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        began = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - began
        rate = self.n_posts / max(seconds, 1e-9)
        self.lines.append(f"{step:34} {rate:10,.0f} {seconds:9.2f} {size(result) / 1e6:8.2f}")
        return result


def table(n_posts: int) -> list[str]:
    """Our steps in their order, then the plain ways; MB is what a step puts out."""
    captures = list(islice(multiplied(sample(DAY)), n_posts))
    _measured(captures[:5])  # not shown: pyarrow imports pandas at its first table
    return _measured(captures)


def _measured(captures: Sequence[Capture]) -> list[str]:
    timed = Stopwatch(len(captures))
    tables = _our_way(timed, captures)
    _plain_ways(timed, [capture.body.decode() for capture in captures], tables)
    return timed.lines


def _our_way(timed: Stopwatch, captures: Sequence[Capture]) -> Tables:
    posts = timed(
        "read page to PostCapture",
        lambda: [read_post(capture) for capture in captures],
        lambda read: _n_bytes(post.body_html for post in read),
    )
    timed(
        "clean",
        lambda: [clean(post) for post in posts],
        lambda cleaned: _n_bytes(post.body for post in cleaned),
    )
    rows = [capture_row(capture) for capture in captures]
    tables: Tables = timed(
        "build day (cleans again)",
        lambda: build_day(DAY, rows, [], reference_linker()),
        lambda built: sum(each.nbytes for each in built.values()),
    )
    timed("tables to Parquet", lambda: _to_parquet(tables), _n_written)
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder) / "lake")
        timed(
            "publish (Parquet, fsync, log)",
            lambda: lake.publish({DAY: tables}, {}, MADE_AT),
            lambda _: sum(path.stat().st_size for path in lake.root.rglob("*.parquet")),
        )
    return tables


def _plain_ways(timed: Stopwatch, pages: Sequence[str], tables: Tables) -> None:
    for parser in ("lxml", "html.parser"):
        timed(f"plain: get_text, {parser}", partial(_plain_texts, pages, parser), _n_bytes)
    frames = [each.to_pandas() for each in tables.values()]
    timed("plain: pandas to_parquet", lambda: [_dump(frame) for frame in frames], _n_written)


def _to_parquet(tables: Tables) -> list[bytes]:
    return [parquet.to_bytes(table) for table in tables.values()]


def _n_bytes(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _n_written(files: Sequence[bytes]) -> int:
    return sum(len(file) for file in files)


def _plain_texts(pages: Sequence[str], parser: str) -> list[str]:
    return [BeautifulSoup(page, parser).get_text() for page in pages]


def _dump(frame: Any) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out)
    return out.getvalue()
