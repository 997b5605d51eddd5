"""The small reference files that are committed: read once, handed to transforms as values."""

import csv
from functools import cache
from pathlib import Path

from flows.folder import REFERENCE


@cache
def fund_companies(path: Path = REFERENCE / "fund_companies.csv") -> tuple[str, ...]:
    """Short names of fund companies as fund names write them (华夏, 易方达 …)."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row["short_name"] for row in csv.DictReader(file))
