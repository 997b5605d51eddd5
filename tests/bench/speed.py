"""How fast a page becomes a cleaned post, beside peers and the least that could be done.

One core, CPU seconds. In each pass all take the same pages, one after the other as a night gives
them, so that none pays for caches that another has filled with its own.
"""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import quantiles
from typing import Any

from tests.bench import ours
from tests.bench.lookalike import Sample, sized
from tests.bench.peers.peer import Peer
from transforms.capture import Capture

KB = 1000
SIZES = (30 * KB, 100 * KB, 200 * KB)
LAYOUTS = ("guba", "caifuhao")
OURS = "guandian"
Seconds = dict[str, list[float]]


def tables(peers: Sequence[Peer], n_passes: int) -> Iterator[str]:
    """The lines of a table for each layout and size."""
    for layout in LAYOUTS:
        for size in SIZES:
            samples = sized(layout, size)
            yield f"## {layout}, {sum(_size(one) for one in samples) / len(samples) / KB:.0f} KB"
            yield from _table(samples, measured(samples, peers, n_passes))
            yield ""


def measured(samples: Sequence[Sample], peers: Sequence[Peer], n_passes: int) -> Seconds:
    """CPU seconds of every call by what was called; the first pass warms up and is left out."""
    seconds: Seconds = defaultdict(list)
    for number in range(n_passes + 1):
        kept = seconds if number else defaultdict(list)
        timed = _timer(kept)
        for name, work in _works(samples[0].layout).items():
            for one in samples:
                timed(name, partial(work, one.capture))
        for one in samples:
            ours.steps(one.capture, _indented(timed))
        for peer in peers:
            if not peer.missing:
                kept[peer.name] += [peer.ask(one)[1] for one in samples]
    return seconds


def _indented(timed: ours.Timer) -> ours.Timer:
    return lambda name, work: timed(f"  {name}", work)


def _works(layout: str) -> dict[str, Callable[[Capture], object]]:
    works: dict[str, Callable[[Capture], object]] = {
        OURS: ours.cleaned,
        "floor: lexbor": ours.lexbor_floor,
    }
    if layout == "guba":
        works["floor: its JSON"] = ours.json_floor
    return works


def _timer(seconds: Seconds) -> ours.Timer:
    def timed(name: str, work: Callable[[], Any]) -> Any:
        gc.collect(0)
        began = time.process_time()
        result = work()
        seconds[name].append(time.process_time() - began)
        return result

    return timed


def _table(samples: Sequence[Sample], seconds: Seconds) -> Iterator[str]:
    n_bytes = sum(_size(one) for one in samples) / len(samples)
    own = _mean(seconds[OURS])
    yield f"{'':22} {'posts/s':>9} {'MB/s':>8} {'p50 ms':>8} {'p95 ms':>8} {'x ours':>8}"
    for name, each in seconds.items():
        mean = _mean(each)
        p50, p95 = _percentiles(each)
        yield (
            f"{name:22} {1 / mean:9,.0f} {n_bytes / mean / 1e6:8.1f} {p50 * 1000:8.3f} "
            f"{p95 * 1000:8.3f} {mean / own:8.2f}"
        )


def _mean(each: Sequence[float]) -> float:
    return max(sum(each) / len(each), 1e-9)


def _percentiles(each: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(each, n=20, method="inclusive")
    return cuts[9], cuts[18]


def _size(sample: Sample) -> int:
    return len(sample.capture.body)
