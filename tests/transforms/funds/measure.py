"""Name grammar, fund_ids and feeders over a whole list.

`uv run python -m tests.transforms.funds.measure FILE [HISTORY]`:
FILE is CSV with code, name and, where known, type, status, tracking; HISTORY with code, name,
first_seen, last_seen. Codes that only HISTORY has are taken as gone.
"""

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from flows.reference import companies
from transforms.funds.etfs import is_feeder
from transforms.funds.feeders import feeders
from transforms.funds.groups import fund_ids
from transforms.funds.listing import Listing
from transforms.funds.names import parts
from transforms.funds.share_classes import share_class

Row = Mapping[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _listings(listed: list[Row], history: list[Row]) -> Iterator[Listing]:
    newest = {row["code"]: row for row in listed}
    borne: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in history:
        borne[row["code"]].append((row["last_seen"], row["first_seen"], row["name"]))
    for code in sorted({*newest, *borne}):
        row, names = newest.get(code, {}), sorted(borne[code], reverse=True)
        known = [row["name"]] if row else []
        yield Listing(
            code,
            tuple(dict.fromkeys([*known, *(name for _, _, name in names)])),
            min((date.fromisoformat(first) for _, first, _ in names), default=date.max),
            is_listed=bool(row) and row.get("status", "listed") == "listed",
            fund_type=row.get("type") or None,
            tracked_index=row.get("tracking") or None,
        )


def _of_names(listings: list[Listing]) -> Iterator[str]:
    began = time.perf_counter()
    said = [parts(one.names[0], companies()) for one in listings]
    yield f"{len(said)} names in {time.perf_counter() - began:.2f} s"
    for field in ("company", "share_class", "currency", "theme", "structure"):
        yield f"  with {field}: {sum(bool(getattr(one, field)) for one in said)}"
    without = [one.names[0] for one, name in zip(listings, said, strict=True) if not name.company]
    yield f"  without company: {' '.join(without[:20])}"
    yield f"  classes: {Counter(one.share_class for one in said).most_common(20)}"


def _of_groups(listings: list[Listing], ids: Mapping[str, str]) -> Iterator[str]:
    funds: defaultdict[str, list[Listing]] = defaultdict(list)
    for one in listings:
        funds[ids[one.code]].append(one)
    yield f"{len(funds)} funds: {sorted(Counter(map(len, funds.values())).items())}"
    for what, values in (
        ("types", [{one.fund_type for one in fund} for fund in funds.values()]),
        ("tracked indexes", [{one.tracked_index for one in fund} for fund in funds.values()]),
    ):
        yield f"  of two {what}: {sum(len(found - {None}) > 1 for found in values)}"
    slots = [Counter(share_class(one, companies()).slot for one in fund) for fund in funds.values()]
    yield f"  of two codes of one class: {sum(max(one.values()) > 1 for one in slots)}"
    bases = [{share_class(one, companies()).base for one in fund} for fund in funds.values()]
    yield f"  of two names: {sum(len(found) > 1 for found in bases)}"


def _of_feeders(listings: list[Listing], ids: Mapping[str, str]) -> Iterator[str]:
    held = feeders(listings, ids, companies())
    fed = [one for one in listings if is_feeder(parts(one.names[0], companies()))]
    yield f"{len({ids[one.code] for one in fed})} feeders of {len(fed)} codes"
    yield f"  linked: {len({ids[code] for code in held})} of {len(held)} codes"
    names = [one.names[0] for one in fed if one.code not in held]
    yield f"  not linked: {' '.join(names[:20])}"


def main(listed: str, history: str | None = None) -> None:
    listings = list(_listings(_rows(Path(listed)), _rows(Path(history)) if history else []))
    lines = list(_of_names(listings))
    ids = fund_ids(listings, companies())
    lines += [*_of_groups(listings, ids), *_of_feeders(listings, ids)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
