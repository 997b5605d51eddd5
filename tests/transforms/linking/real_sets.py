"""The real labelled sets of ../shared, linked by the registry of the real lists, and judged.

`python -m tests.transforms.linking.real_sets [SET…] [--part even|odd] [--show KIND…]` prints what
the shared scorer says of each set, the precision of every confidence, and each fund mention that
is not right. Look at one part while writing rules; the other says what they are worth.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.transforms.linking.real_registry import real_linker
from tests.transforms.linking.verdicts import Row, Verdict, as_line, linked_rows, verdicts
from transforms.linking.linker import Linker

SHARED = Path(__file__).parents[4] / "shared"
SETS = ("fund_gold", "ambiguous", "bare_code", "cashtag_stripped", "name_code", "natural_bare")
PARTS = {"all": (0, 1), "even": (0, 2), "odd": (1, 2)}
SHOWN = ("trapped", "wrong", "stolen", "unfound", "not sole")


def set_rows(linker: Linker, name: str, part: str = "all") -> list[Row]:
    """The linked rows of a set; `even` has its lines 0, 2, 4 …"""
    lines = (SHARED / "data" / "linking" / f"{name}.jsonl").read_text("utf-8").splitlines()
    first, step = PARTS[part]
    return linked_rows(linker, lines, range(first, len(lines), step))


def score(rows: Sequence[Row]) -> str:
    """The line that the shared scorer writes of these rows."""
    with TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_text("".join(f"{as_line(row.gold)}\n" for row in rows), "utf-8")
        predicted.write_text("".join(f"{as_line(row.predicted)}\n" for row in rows), "utf-8")
        command = [sys.executable, SHARED / "tools" / "score_links.py", gold, predicted]
        return subprocess.check_output(list(map(str, command)), text=True).strip()


def by_confidence(found: Iterable[Verdict]) -> Iterator[str]:
    """A line for each confidence and method: how many links could be judged, how many are right."""
    rungs: dict[tuple[float, str], list[bool]] = {}
    for one in found:
        if one.link is not None:
            is_right = one.kind in ("right", "not sole")
            rungs.setdefault((one.link.confidence, one.link.method), []).append(is_right)
    for (confidence, method), each in sorted(rungs.items(), reverse=True):
        share = sum(each) / len(each)
        yield f"  {confidence:.3f} {method:<11} {len(each):5} judged, {share:.3f} right"


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS, choices=[*SETS, SETS])
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--show", nargs="*", default=SHOWN, choices=[*SHOWN, "right"])
    return parser.parse_args()


def main() -> None:
    options, linker, n_read = asked(), real_linker(), 0
    every: list[Verdict] = []
    for name in options.sets:
        rows = set_rows(linker, name, options.part)
        found = [one for row in rows for one in verdicts(row)]
        n_read, every = n_read + len(rows), every + found
        counts = " ".join(f"{kind} {sum(one.kind == kind for one in found)}" for kind in SHOWN)
        shown = [f"  {name}:{one}" for one in found if one.kind in options.show]
        lines = [*sorted(shown, key=lambda line: line.split(" ")[3]), "", f"{name} {score(rows)}"]
        sys.stdout.writelines(f"{line}\n" for line in [*lines, f"  {counts}", ""])
    sys.stdout.writelines(f"{line}\n" for line in by_confidence(every))


if __name__ == "__main__":
    main()
