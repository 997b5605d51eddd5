"""Labels of sentences: what a place names, or must not be taken for."""

from dataclasses import dataclass
from typing import Any

from transforms.linking.link import Link
from transforms.registry.sighting import Kind
from transforms.spans import Span


@dataclass(frozen=True)
class Label:
    """What a surface names: one code, or all classes of one fund.

    `is_shared`: it is the name of several, and the text does not say of which.
    """

    span: Span
    surface: str
    kind: Kind
    codes: frozenset[str]
    is_shared: bool

    def __str__(self) -> str:
        return f"{self.surface} {self.kind} {'?' * self.is_shared}{'|'.join(sorted(self.codes))}"

    def is_met_by(self, link: Link) -> bool:
        """Whether the link is of the same kind and place, and a code is in common."""
        is_same = link.kind is self.kind and link.span.overlaps(self.span)
        return is_same and (self.kind is Kind.COMPANY or bool(self.codes & set(link.codes)))

    def is_meant_by(self, link: Link) -> bool:
        """Whether the link says just this: no other fund, or no forced one of several."""
        if self.kind is Kind.COMPANY or not self.is_met_by(link):
            return self.is_met_by(link)
        return link.code is None if self.is_shared else set(link.codes) <= self.codes


@dataclass(frozen=True)
class Trap:
    """A surface that looks like a fund, or like the fund of a code, and is not."""

    span: Span
    surface: str
    why: str
    code: str | None

    def __str__(self) -> str:
        return f"{self.surface} ({self.code or 'no fund'}: {self.why})"

    def catches(self, link: Link) -> bool:
        is_here = link.span.overlaps(self.span)
        return is_here and (self.code is None or self.code in link.codes)


def label(text: str, told: dict[str, Any]) -> Label:
    """A label out of what a line of the corpus tells."""
    codes = frozenset(told.get("codes") or ([told["code"]] if "code" in told else []))
    span = place(text, told["surface"], told.get("nth", 1))
    return Label(span, told["surface"], Kind(told["kind"]), codes, told.get("shared", False))


def trap(text: str, told: dict[str, Any]) -> Trap:
    """A trap out of what a line of the corpus tells."""
    span = place(text, told["surface"], told.get("nth", 1))
    return Trap(span, told["surface"], told["why"], told.get("code"))


def place(text: str, surface: str, nth: int) -> Span:
    """Where the surface stands for the nth time; ValueError where it does not."""
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))
