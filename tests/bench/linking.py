"""How fast posts become links with a full registry, beside libraries that only find names.

CPU seconds of one core. Every line is measured in a process of its own, so its memory is its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.folder import REPOSITORY
from tests.bench.linking_child import STEPS
from tests.bench.linking_inputs import Inputs, inputs
from tests.bench.peers import matchers
from tests.bench.peers.peer import UV_RUN
from transforms.registry.sighting import Kind

LIMIT_S = 300
NOTES = (
    "Mchar/s by number of posts; build s: until 100 posts are done; MB: the most that took, and",
    "the whole run. Fund companies are links and no rows.",
    "Peers get the folded names and posts and find names, no more: no dates, share classes or",
    "codes, no cashtags, bare numbers or context. flashtext drops a name that another one begins",
    "like; jieba cuts all text into words.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the part `link` can be asked beside its look-alikes."""
    parser.add_argument("--registry", type=Path, help="link: by the registry of a data folder")
    parser.add_argument("--texts", type=Path, help='link: texts of JSON lines {"text": …}')
    parser.add_argument("--texts-number", type=int, default=100_000, help="link: how many texts")


def table(asked: argparse.Namespace) -> Iterator[str]:
    """What was linked, then a line for each step of ours and each peer."""
    given = inputs(asked.texts_number, asked.registry, asked.texts)
    yield from [*_told(given), ""]
    sizes = matchers.sizes(len(given.posts))
    yield _head(sizes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given.write(folder)
        for step in STEPS:
            yield _line(f"guandian: {step}", _ours(step, folder), given, sizes)
        for peer in matchers.MATCHERS if asked.peers else ():
            yield _line(peer, _peer(peer, folder), given, sizes)
    yield from ["", *NOTES]


def _told(given: Inputs) -> Iterator[str]:
    registry = given.registry
    n_indexed = sum(alias.kind is not Kind.FUND for alias in registry.aliases)
    yield (
        f"registry {registry.version}: {len(registry.funds):,} fund codes, "
        f"{len(registry.classes):,} funds, {len(registry.aliases):,} names "
        f"({n_indexed:,} of stocks and indexes), built in {given.build_s:.1f} s"
    )
    yield f"{len(given.posts):,} posts, {given.n_characters / 1e6:.1f} million characters"


def _head(sizes: list[int]) -> str:
    columns = "".join(f" {f'{size:,}':>9}" for size in sizes)
    return f"{'':24} {'build s':>8} {'MB':>6} {'MB run':>7}{columns} {'found':>9}"


def _line(name: str, said: dict[str, Any], given: Inputs, sizes: list[int]) -> str:
    if "missing" in said:
        return f"{name:24} {said['missing']}"
    runs = {int(size): run for size, run in said["runs"].items()}
    rates = "".join(f" {_rate(given, size, runs):>9}" for size in sizes)
    n_posts, (_, n_found) = max(runs.items())
    of_fewer = "" if n_posts == max(sizes) else f" of {n_posts:,} posts"
    return (
        f"{name:24} {said['build_s']:8.2f} {said['mb']:6.0f} {said['mb_run']:7.0f}{rates} "
        f"{n_found:9,}{of_fewer}"
    )


def _rate(given: Inputs, size: int, runs: dict[int, tuple[float, int]]) -> str:
    if size not in runs:
        return "-"
    n_characters = sum(len(post.text) for post in given.posts[:size])
    return f"{n_characters / max(runs[size][0], 1e-9) / 1e6:.2f}"


def _ours(step: str, folder: Path) -> dict[str, Any]:
    return _said([sys.executable, "-m", "tests.bench.linking_child", step, str(folder)])


def _peer(name: str, folder: Path) -> dict[str, Any]:
    script = str(Path(matchers.__file__))
    return _said([*UV_RUN, "--with", name, "python", script, name, str(folder)])


def _said(command: list[str]) -> dict[str, Any]:
    """What a process measured, or why it did not."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=LIMIT_S, cwd=REPOSITORY, check=False
        )
    except subprocess.TimeoutExpired:
        return {"missing": f"took more than {LIMIT_S} s"}
    if done.returncode:
        return {"missing": (done.stderr.strip() or "ended early").splitlines()[-1][:120]}
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said
