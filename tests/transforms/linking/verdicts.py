"""Labelled rows linked, and what is to be said of every fund mention in them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spiders.clock import SHANGHAI
from transforms.linking.link import Link
from transforms.linking.linker import Linker
from transforms.registry.sighting import Kind

# What ../shared/tools/score_links.py counts as a fund.
FUND_TYPES = {
    "etf",
    "otc_fund",
    "fund_group",
    "lof",
    "reit",
    "lof_or_reit",
    "graded_b",
    "graded_fund",
}
N_AROUND = 14


@dataclass(frozen=True)
class Row:
    """One labelled text, its number in the file, and the funds that were linked in it."""

    number: int
    gold: dict[str, Any]
    links: tuple[Link, ...]

    @property
    def predicted(self) -> dict[str, Any]:
        """What the scorer reads."""
        return {"mentions": [mention(link) for link in self.links]}


@dataclass(frozen=True)
class Verdict:
    """Of one link or of one mention that was not found: right, not sole, wrong, trapped, stolen
    (a stock, an index or a number called a fund, also where the labels are not complete), unfound.
    """

    kind: str
    row: Row
    start: int
    end: int
    label: str
    link: Link | None

    def __str__(self) -> str:
        text = self.row.gold["text"].replace("\n", " ")
        before, after = text[max(0, self.start - N_AROUND) : self.start], text[self.end :]
        here = f"{before}⟦{text[self.start : self.end]}⟧{after[:N_AROUND]}"
        return f"{self.row.number} {self.kind}: {here}  is {self.label}  {said(self.link)}"


def as_line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def mention(link: Link) -> dict[str, Any]:
    """A link as the scorer reads it."""
    which = {"code": link.code} if link.code else {"codes": list(link.codes)}
    return {"start": link.span.start, "end": link.span.end, **which}


def codes(label: dict[str, Any]) -> set[str]:
    """The codes of a label, or of a mention."""
    return set(label.get("codes") or []) | ({label["code"]} if label.get("code") else set())


def linked_rows(linker: Linker, lines: Sequence[str], numbers: Iterable[int]) -> list[Row]:
    """The lines of these numbers with the funds that the linker finds in their texts."""
    return [linked_row(linker, number, json.loads(lines[number])) for number in numbers]


def linked_row(linker: Linker, number: int, gold: dict[str, Any]) -> Row:
    links = linker.links(gold["text"], day(gold.get("date")))
    return Row(number, gold, tuple(link for link in links if link.kind is Kind.FUND))


def day(stated: str | None) -> date | None:
    """The day that a label states, in Shanghai where it counts milliseconds; None for no day."""
    if not stated:
        return None
    if stated.isdigit():
        return datetime.fromtimestamp(int(stated) / 1000, SHANGHAI).date()
    return date.fromisoformat(stated[:10])


def verdicts(row: Row) -> Iterator[Verdict]:
    """What is to be said of the row's links, then of the funds that it should have named."""
    yield from (one for link in row.links if (one := of_link(row, link)) is not None)
    for label in row.gold["mentions"]:
        if label["type"] in FUND_TYPES and not any(meets(label, link) for link in row.links):
            over = [link for link in row.links if touches(label, link)]
            yield of_span("unfound", row, label, over[0] if over else None)


def of_link(row: Row, link: Link) -> Verdict | None:
    """None where the labels of the text are not complete and nothing is said of the place."""
    here = [label for label in row.gold["mentions"] if touches(label, link)]
    funds = [label for label in here if label["type"] in {*FUND_TYPES, "code"}]
    met = [label for label in funds if meets(label, link)]
    if met:
        is_sole = any(set(link.codes) <= codes(label) for label in met)
        return of_span("right" if is_sole else "not sole", row, met[0], link)
    if any(touches(trap, link) for trap in row.gold.get("traps", [])):
        return of_link_span("trapped", row, "a trap", link)
    if here and not funds:
        return of_link_span("stolen", row, labels(here), link)
    is_judged = row.gold.get("complete") is True or funds
    return of_link_span("wrong", row, labels(here), link) if is_judged else None


def of_link_span(kind: str, row: Row, label: str, link: Link) -> Verdict:
    return Verdict(kind, row, link.span.start, link.span.end, label, link)


def of_span(kind: str, row: Row, label: dict[str, Any], link: Link | None) -> Verdict:
    return Verdict(kind, row, label["start"], label["end"], labels([label]), link)


def labels(found: Sequence[dict[str, Any]]) -> str:
    each = (f"{one['type']} {'|'.join(sorted(codes(one)))} {one.get('note', '')}" for one in found)
    return ", ".join(each).strip() or "nothing"


def said(link: Link | None) -> str:
    if link is None:
        return "→ no link"
    shown = "|".join(link.codes[:6]) + ("…" if len(link.codes) > 6 else "")
    return f"→ {link.surface} {link.code or shown} {link.method} {link.confidence:.2f}"


def touches(label: dict[str, Any], link: Link) -> bool:
    return bool(label["start"] < link.span.end and link.span.start < label["end"])


def meets(label: dict[str, Any], link: Link) -> bool:
    """Whether the link is found, as the scorer tells it: an overlap and a code in common."""
    return touches(label, link) and bool(codes(label) & codes(mention(link)))
