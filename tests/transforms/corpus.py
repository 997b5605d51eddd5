"""The labelled texts of tests/corpus, set among neutral paragraphs and cleaned.

`python -m tests.transforms.corpus [KIND]` shows every case that is not as it should be, and what
floors.toml must say at the end of each history.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.boilerplate import findings
from transforms.spans import without

FOLDER = Path(__file__).parents[1] / "corpus"
# What no rule has anything to say about.
NEUTRAL = [
    "上午两市缩量震荡，早盘冲高的几只光模块个股午后都有回落，成交额比昨天少了一千多亿。",
    "我的组合里光伏占两成，这个比例从去年十月起就没有动过，今天也没有动。",
    "三季报里最意外的是存货：周转天数从九十一天降到七十四天，而收入只增了百分之六。",
    "如果下周的社融数据好于预期，银行会先动，地产链要等到十一月的销售出来才看得清。",
]
# Case first, between the second and the third paragraph, last.
N_BEFORE = {"head": 0, "inline": 2, "tail": len(NEUTRAL)}
# A text counts as removed when so much of it is gone.
ENOUGH_GONE = 0.8
# A share that is better than its floor by so much is the new floor.
STEP = 0.01


@dataclass(frozen=True)
class Case:
    """One labelled text: what must go, or must stay, and where in a post it stands.

    `left` is what must stay of a text that goes in part.
    """

    kind: str
    text: str
    strip: bool
    place: str = "tail"
    left: str | None = None
    author: str | None = None


@dataclass(frozen=True)
class Cleaned:
    """A case after cleaning: what is left of it and of the paragraphs around it."""

    case: Case
    left: str
    is_neutral_whole: bool

    @property
    def is_right(self) -> bool:
        if not self.case.strip:
            return squeezed(self.left) == squeezed(self.case.text)
        if self.case.left is not None:
            return squeezed(self.left) == squeezed(self.case.left)
        n_left, n_all = len(squeezed(self.left)), len(squeezed(self.case.text))
        return n_left <= (1 - ENOUGH_GONE) * n_all


def kinds() -> list[str]:
    """The kinds that have cases."""
    return sorted(file.stem for file in FOLDER.glob("*.jsonl"))


def cases(kind: str) -> list[Case]:
    """The cases of a kind as its file lists them."""
    lines = (FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return [Case(kind, **json.loads(line)) for line in lines if line]


def cleaned(case: Case) -> Cleaned:
    """The case cleaned in a post of its own."""
    n_before = N_BEFORE[case.place]
    before = "".join(f"{line}\n" for line in NEUTRAL[:n_before])
    after = "".join(f"\n{line}" for line in NEUTRAL[n_before:])
    text = f"{before}{case.text}{after}"
    gone = [removal.span for removal in findings(text, case.author).removals]
    at = range(len(before), len(before) + len(case.text))
    is_gone = {n for span in gone for n in range(span.start, span.end)}
    lines = without(text, gone).split("\n")
    return Cleaned(
        case,
        "".join(text[n] for n in at if n not in is_gone),
        all(line in lines for line in NEUTRAL),
    )


def shares(results: Sequence[Cleaned]) -> dict[str, float]:
    """The share `removed` of what must go and `kept` of what must stay, rounded down to steps."""
    found = {
        "removed": [one.is_right for one in results if one.case.strip],
        "kept": [one.is_right for one in results if not one.case.strip],
    }
    return {name: rounded(sum(each) / len(each)) for name, each in found.items() if each}


def rounded(share: float) -> float:
    return math.floor(share / STEP + 1e-9) * STEP


def squeezed(text: str) -> str:
    return "".join(text.split())


def report(name: str, results: Sequence[Cleaned]) -> Iterator[str]:
    """The shares, and before them a line for each case that is not as it should be."""
    for one in results:
        if not (one.is_right and one.is_neutral_whole):
            wanted = "strip" if one.case.strip else "keep"
            yield f"{name} {wanted} {one.case.place}: {one.case.text!r} left {one.left!r}"
    yield f"{name}: " + " ".join(f"{key} {share:.2f}" for key, share in shares(results).items())


if __name__ == "__main__":
    found = {name: [cleaned(one) for one in cases(name)] for name in sys.argv[1:] or kinds()}
    found |= {"all": [one for results in found.values() for one in results]}
    for name, results in found.items():
        sys.stdout.writelines(f"{line}\n" for line in report(name, results))
