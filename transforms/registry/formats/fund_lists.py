"""Lists of all funds under their official names: Eastmoney's own, and as akshare writes it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from transforms.registry.formats.cells import day_in, name_in, text_in
from transforms.registry.formats.codes import fund_code, market_of_official
from transforms.registry.formats.format import Format
from transforms.registry.formats.lines import BadList, Line
from transforms.registry.sighting import Kind, NameKind, Sighting

SOURCE = "fundcode_search"
_CHINESE = {"code": "基金代码", "name": "基金简称", "type": "基金类型"}
_ENGLISH = {"code": "code", "name": "name", "type": "type"}
_OF_SCRIPT = ("code", "pinyin_abbr", "name", "type", "pinyin_full")
# var r = [["000001","HXCZHH","华夏成长混合","混合型-灵活","HUAXIACHENGZHANGHUNHE"],...];
_SCRIPT = re.compile(r"\s*(?:var\s+\w+\s*=\s*)?(?P<rows>\[\s*\[.*\]\s*\])\s*;?\s*", re.DOTALL)
_SCRIPT_BEGINS = re.compile(r"\s*(?:var\s+\w+\s*=|\[\s*\[)")


def _official(columns: Mapping[str, str], line: Line, seen_on: date, source: str) -> Sighting:
    code, name = fund_code(line, columns["code"]), name_in(line, columns["name"])
    return Sighting(
        seen_on=seen_on,
        source=source,
        kind=Kind.FUND,
        market=market_of_official(code, name),
        code=code,
        name=name,
        name_kind=NameKind.OFFICIAL,
        fund_type=text_in(line, columns["type"]),
        tracked_index=text_in(line, "tracking"),
    )


def _chinese(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    yield _official(_CHINESE, line, seen_on, source)


def _english(line: Line, seen_on: date, source: str) -> Iterator[Sighting]:
    yield _official(_ENGLISH, line, seen_on, source)


def _dated_by_name(line: Line, _: date, source: str) -> Iterator[Sighting]:
    seen_on = day_in(line, "name_date")
    if seen_on is None:
        raise BadList(f"line {line.number}: name_date is empty: give the day of the list")
    yield _official(_ENGLISH, line, seen_on, source)


def _history(line: Line, _: date, source: str) -> Iterator[Sighting]:
    first, last = days_of(line)
    yield _official(_ENGLISH, line, first, source)._replace(last_seen=last)


def days_of(line: Line) -> tuple[date, date]:
    """first_seen and last_seen of a line; BadList where one is missing or both are swapped."""
    first, last = day_in(line, "first_seen"), day_in(line, "last_seen")
    if first is None or last is None or last < first:
        raise BadList(f"line {line.number}: first_seen and last_seen: give two days in order")
    return first, last


def is_script(text: str) -> bool:
    """Whether the text is fundcode_search.js, whole or not."""
    return _SCRIPT_BEGINS.match(text) is not None


def script_lines(text: str) -> list[Line]:
    """The rows of fundcode_search.js as lines, counted from 1; BadList where it is cut."""
    match = _SCRIPT.fullmatch(text)
    try:
        rows = json.loads(match["rows"]) if match else None
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadList("fundcode_search.js is torn: get it again") from error
    if not rows:
        raise BadList("fundcode_search.js is torn: get it again")
    for number, row in enumerate(rows, 1):
        if len(row) != len(_OF_SCRIPT) or not all(isinstance(cell, str) for cell in row):
            raise BadList(f"row {number} of fundcode_search.js has not the five texts known")
    return [
        Line(number, dict(zip(_OF_SCRIPT, row, strict=True))) for number, row in enumerate(rows, 1)
    ]


SCRIPT = Format("fundcode_search.js", SOURCE, frozenset(_OF_SCRIPT), _english)
FORMATS = (
    Format("fund_name_em", SOURCE, frozenset(_CHINESE.values()), _chinese),
    Format(
        "funds by day of their name",
        SOURCE,
        frozenset({*_ENGLISH.values(), "name_date"}),
        _dated_by_name,
        has_days=True,
    ),
    Format("fund_name_em in English", SOURCE, frozenset(_OF_SCRIPT), _english),
    Format(
        "history of fund names",
        SOURCE,
        frozenset({"code", "name", "first_seen", "last_seen"}),
        _history,
        has_days=True,
        is_by_code=False,
    ),
)
