"""`poe bench`: pages to rows, speed, quality, and linking; `--peers` asks other libraries, too.

Nothing is asserted. Peers are installed for the run, each in an environment of its own.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench import linking, quality, rows, speed
from tests.bench.lookalike import in_folder, lookalikes
from tests.bench.peers.peer import NEEDS, Peer

WARNING = "Machines differ: compare rows of one run with each other, never with another machine's."


def main(arguments: list[str]) -> None:
    """Measure and write the tables to stdout."""
    parser = argparse.ArgumentParser("poe bench", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="how many pages become rows")
    parser.add_argument("--passes", type=int, default=5, help="how often a page is timed")
    parser.add_argument("--peers", action="store_true", help="install and ask other libraries")
    parser.add_argument("--only", choices=PARTS, help="one part of the bench")
    parser.add_argument(
        "--pages", type=Path, action="append", default=[], help="quality on a set of pages, too"
    )
    linking.add_arguments(parser)
    asked = parser.parse_args(arguments)
    with ExitStack() as running:
        names = NEEDS if asked.peers and asked.only != "link" else ()
        peers = [running.enter_context(Peer(name)) for name in names]
        for line in _lines(asked, peers):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def _lines(asked: argparse.Namespace, peers: list[Peer]) -> Iterator[str]:
    yield WARNING
    for part in [asked.only] if asked.only else PARTS:
        yield from ["", f"# {part}", ""]
        yield from PARTS[part](asked, peers)


def _rows(asked: argparse.Namespace, peers: list[Peer]) -> Iterator[str]:
    yield from rows.table(asked.posts)


def _speed(asked: argparse.Namespace, peers: list[Peer]) -> Iterator[str]:
    yield from speed.tables(peers, asked.passes)


def _quality(asked: argparse.Namespace, peers: list[Peer]) -> Iterator[str]:
    yield from ["## look-alike pages", *quality.tables(lookalikes(), peers)]
    for folder in asked.pages:
        yield from ["", f"## {folder.name}", *quality.tables(list(in_folder(folder)), peers)]


def _link(asked: argparse.Namespace, peers: list[Peer]) -> Iterator[str]:
    yield from linking.table(asked)


PARTS = {"rows": _rows, "speed": _speed, "quality": _quality, "link": _link}

if __name__ == "__main__":
    main(sys.argv[1:])
