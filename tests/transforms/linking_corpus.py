"""The labelled sentences of tests/corpus/linking, linked by a small registry of well-known names.

`python -m tests.transforms.linking_corpus [GROUP…]` shows every case that is not as it should be,
and what floors.toml must say at the end of each history.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flows.reference import companies, lexicon, reference_sightings
from tests.transforms.corpus import rounded
from tests.transforms.linking_labels import Label, Trap, label, trap
from transforms.linking.link import Link
from transforms.linking.linker import Linker
from transforms.registry.build import build
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind, Sighting

FOLDER = Path(__file__).parents[1] / "corpus" / "linking"


@dataclass(frozen=True)
class Case:
    """One labelled sentence: all funds in it, some of what else it names, what it must not name."""

    group: str
    text: str
    day: date | None
    labels: tuple[Label, ...]
    traps: tuple[Trap, ...]


@dataclass(frozen=True)
class Linked:
    """A case and what was linked in it."""

    case: Case
    links: tuple[Link, ...]

    @property
    def funds(self) -> list[Label]:
        return [one for one in self.case.labels if one.kind is Kind.FUND]

    @property
    def others(self) -> list[Label]:
        return [one for one in self.case.labels if one.kind is not Kind.FUND]

    @property
    def fund_links(self) -> list[Link]:
        return [link for link in self.links if link.kind is Kind.FUND]

    def is_found(self, wanted: Label) -> bool:
        return any(wanted.is_met_by(link) for link in self.links)

    def is_sole(self, wanted: Label) -> bool:
        return any(wanted.is_meant_by(link) for link in self.links)

    def is_right(self, link: Link) -> bool:
        return any(wanted.is_met_by(link) for wanted in self.funds)

    def is_safe(self, one: Trap) -> bool:
        """Whether no link went into the trap."""
        unlabelled = [link for link in self.fund_links if one.code or not self.is_right(link)]
        return not any(one.catches(link) for link in unlabelled)


def groups() -> list[str]:
    """The groups that have cases."""
    return sorted(file.stem for file in FOLDER.glob("*.jsonl"))


def cases(group: str) -> list[Case]:
    """The cases of a group as its file lists them."""
    lines = (FOLDER / f"{group}.jsonl").read_text("utf-8").splitlines()
    return [_case(group, json.loads(line)) for line in lines if line]


def _case(group: str, told: dict[str, object]) -> Case:
    text, day = str(told["text"]), told.get("date")
    mentions, traps = told.get("mentions", []), told.get("traps", [])
    assert isinstance(mentions, list)
    assert isinstance(traps, list)
    return Case(
        group,
        text,
        date.fromisoformat(str(day)) if day else None,
        tuple(label(text, one) for one in mentions),
        tuple(trap(text, one) for one in traps),
    )


@cache
def corpus_linker() -> Linker:
    """The linker of the committed reference and of this folder's own few funds."""
    return Linker(corpus_registry(), lexicon())


@cache
def corpus_registry() -> Registry:
    return build([*reference_sightings(), *own_sightings()], companies())


def own_sightings() -> list[Sighting]:
    """The names that the sentences have beside those of the committed reference."""
    with (FOLDER / "funds.csv").open(encoding="utf-8", newline="") as file:
        return [_sighting(row) for row in csv.DictReader(file)]


def _sighting(row: dict[str, str]) -> Sighting:
    return Sighting(
        seen_on=date.fromisoformat(row["seen_on"]),
        source="reference",
        kind=Kind.FUND,
        market=row["market"],
        code=row["code"],
        name=row["name"],
        name_kind=NameKind(row["name_kind"]),
        last_seen=date.fromisoformat(row["last_seen"]),
    )


def linked(case: Case) -> Linked:
    return Linked(case, tuple(corpus_linker().links(case.text, case.day)))


def shares(results: Sequence[Linked]) -> dict[str, float]:
    """Rounded down to steps: the share of funds that were found (`recall`) and told from all others
    (`sole`), of fund links that are right (`precision`), of stocks, indexes and companies that were
    found (`others`), of traps that caught none (`traps`).
    """
    found = {
        "recall": [one.is_found(wanted) for one in results for wanted in one.funds],
        "sole": [one.is_sole(wanted) for one in results for wanted in one.funds],
        "precision": [one.is_right(link) for one in results for link in one.fund_links],
        "others": [one.is_found(wanted) for one in results for wanted in one.others],
        "traps": [one.is_safe(each) for one in results for each in one.case.traps],
    }
    return {name: rounded(sum(each) / len(each)) for name, each in found.items() if each}


def faults(one: Linked) -> Iterator[str]:
    """What is not as it should be in one case."""
    for wanted in one.case.labels:
        if not one.is_found(wanted):
            yield f"unfound {wanted}"
        elif not one.is_sole(wanted):
            yield f"not sole {wanted}"
    yield from (f"wrong {shown(link)}" for link in one.fund_links if not one.is_right(link))
    yield from (f"trapped by {each}" for each in one.case.traps if not one.is_safe(each))


def shown(link: Link) -> str:
    codes = "|".join(link.codes)
    return f"{link.surface} {link.kind} {codes} {link.method} {link.confidence:.2f}"


def report(name: str, results: Sequence[Linked]) -> Iterator[str]:
    """The shares, and before them a line for each case that is not as it should be."""
    for one in results:
        found = list(faults(one))
        if found:
            links = ", ".join(shown(link) for link in one.links)
            yield f"{name} {one.case.day or ''} {one.case.text}"
            yield f"    {'; '.join(found)}\n    → {links}"
    yield f"{name}: " + " ".join(f"{key} {share:.2f}" for key, share in shares(results).items())


if __name__ == "__main__":
    found = {name: [linked(one) for one in cases(name)] for name in sys.argv[1:] or groups()}
    found |= {"all": [one for results in found.values() for one in results]}
    for name, results in found.items():
        lines = list(report(name, results))
        sys.stdout.writelines(f"{line}\n" for line in (lines[-1:] if name == "all" else lines))
