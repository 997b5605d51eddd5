"""JSON lines through the linker: a text a line in, what it names out."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows.json_lines import Row, Unusable, answers, check_text
from spiders.clock import SHANGHAI
from transforms.linking.link import Link
from transforms.linking.linker import Linker
from transforms.registry.sighting import Kind

_TEXT = "text"
# Seconds or milliseconds since 1970, as the sites' own JSON gives instants.
_EPOCH = re.compile(r"(?P<seconds>[0-9]{10})(?:[0-9]{3})?")


@dataclass(frozen=True)
class Filter:
    """What is looked for, and by what: `on` is the day of lines that tell none."""

    linker: Linker
    kinds: Collection[Kind] = (Kind.FUND,)
    on: date | None = None

    def lines(self, lines: Iterable[bytes], *, keeps_going: bool = False) -> Iterator[bytes]:
        """One line of JSON for each that is not blank; BadLine, or its answer, as in json_lines."""
        return answers(lines, self.row, _echo, keeps_going=keeps_going)

    def row(self, row: Row) -> Row:
        """The answer to one record: its other keys, then the mentions of its text."""
        if _TEXT not in row:
            raise Unusable("no text given: give text")
        check_text(row, _TEXT)
        links = self.linker.links(row[_TEXT], _day(row.get("date")) or self.on)
        return {**_echo(row), "mentions": [_said(one) for one in links if one.kind in self.kinds]}


def _day(said: object) -> date | None:
    """The day in Asia/Shanghai of a date or an instant; one without a zone is of Shanghai."""
    if said is None or said == "":
        return None
    try:
        return _instant(str(said).strip()).date()
    except (ValueError, OverflowError):
        raise Unusable(f"date is {str(said)[:40]!r}: write it as 2025-03-27") from None


def _instant(said: str) -> datetime:
    if epoch := _EPOCH.fullmatch(said):
        return datetime.fromtimestamp(int(epoch["seconds"]), SHANGHAI)
    at = datetime.fromisoformat(said.replace("/", "-"))
    return at.astimezone(SHANGHAI) if at.tzinfo else at


def _echo(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != _TEXT}


def _said(link: Link) -> Row:
    return {
        "start": link.span.start,
        "end": link.span.end,
        "surface": link.surface,
        "market": link.market,
        "code": link.code,
        "codes": list(link.codes),
        "fund_id": link.fund_id,
        "method": link.method,
        "confidence": link.confidence,
        "kind": link.kind.value,
    }
