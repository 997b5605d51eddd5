"""What cleaning leaves of a line that stands between two others."""

from transforms.boilerplate import findings
from transforms.removal import Removal
from transforms.spans import without

ABOVE, BELOW = "缩量，等方向。", "明天再看。"


def removals(line: str) -> list[Removal]:
    """What the rules take out of the line and of nothing else."""
    text = f"{ABOVE}\n{line}\n{BELOW}"
    found = list(findings(text).removals)
    start, end = len(ABOVE), len(text) - len(BELOW)
    assert all(start <= each.span.start and each.span.end <= end for each in found)
    return found


def left(line: str) -> str:
    """The line less its removals."""
    text = f"{ABOVE}\n{line}\n{BELOW}"
    kept = without(text, [removal.span for removal in removals(line)])
    return kept.removeprefix(ABOVE).removesuffix(BELOW).strip("\n")
