"""`guandian link`: what texts name, a line for a line."""

import json
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.commands.link import linker_in
from flows.folder import FolderError
from flows.json_lines import BadLine
from flows.link import Filter
from tests.flows.test_cli import SCRIPT
from tests.transforms.listed import linker
from transforms.registry.sighting import Kind

LINKER = linker()
TEXT = "华安黄金易ETF联接A和贵州茅台"
POST = {"id": 7, "text": TEXT, "date": "2025-03-27"}
REAL = {"text": "看$易方达标普500指数人民币A(OTCFUND|161125)$。", "id": 7}


def line(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def answers(*lines: bytes, keeps_going: bool = False, **more: Any) -> list[dict[str, Any]]:
    found = Filter(LINKER, **more).lines(lines, keeps_going=keeps_going)
    return [json.loads(one) for one in found]


def surfaces(row: dict[str, Any], **more: Any) -> list[str]:
    [answer] = answers(line(row), **more)
    return [one["surface"] for one in answer["mentions"]]


def test_a_mention_says_where_and_what() -> None:
    [answer] = answers(line(POST))
    assert answer == {
        "id": 7,
        "date": "2025-03-27",
        "mentions": [
            {
                "start": 0,
                "end": 11,
                "surface": "华安黄金易ETF联接A",
                "market": "OTCFUND",
                "code": "000216",
                "codes": ["000216"],
                "fund_id": "000216",
                "method": "name",
                "confidence": 0.98,
                "kind": "fund",
            }
        ],
    }


def test_what_is_not_decided_has_codes_and_no_code() -> None:
    [answer] = answers(line({"text": "加仓黄金ETF，不看。"}))
    [found] = answer["mentions"]
    assert (found["market"], found["code"], found["fund_id"]) == (None, None, None)
    assert found["codes"] == ["159934", "518880"]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Kind.FUND], ["华安黄金易ETF联接A"]),
        ([Kind.STOCK], ["贵州茅台"]),
        ([Kind.INDEX], []),
        (list(Kind), ["华安黄金易ETF联接A", "贵州茅台"]),
    ],
)
def test_only_the_kinds_asked_for_are_told(kinds: Iterable[Kind], expected: list[str]) -> None:
    assert surfaces(POST, kinds=kinds) == expected


@pytest.mark.parametrize(
    ("said", "on", "is_known"),
    [
        ("2026-03-04", None, False),
        ("2026-03-05", None, True),
        ("2026-03-04T18:00:00Z", None, True),
        ("2026-03-04T23:59:59+08:00", None, False),
        (" 2026-03-05 08:30:00", None, True),
        ("2026/03/04", None, False),
        # An instant as the sites' JSON gives it: 2026-03-04 23:59:59 and the second after it.
        ("1772639999000", None, False),
        (1772640000, None, True),
        (None, None, True),
        ("", date(2026, 3, 4), False),
        (None, date(2026, 3, 5), True),
        ("2026-03-05", date(2020, 1, 1), True),
    ],
)
def test_a_name_is_known_from_its_first_day_on(
    said: str | int | None, on: date | None, is_known: bool
) -> None:
    found = surfaces({"text": "华安黄金ETF联接A", "date": said}, on=on)
    assert ("华安黄金ETF联接A" in found) is is_known


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b'{"text": "', "line 2: no JSON: Unterminated string starting at (character 10)"),
        (b'{"date": "2025-03-27"}', "line 2: no text given: give text"),
        (b'{"text": null}', "line 2: text is null: give a text"),
        (b'{"text": "", "date": 7}', "line 2: date is '7': write it as 2025-03-27"),
        (b'{"text": "", "date": "27.3."}', "line 2: date is '27.3.': write it as 2025-03-27"),
        (b'{"text": "", "date": "0001-01-01T00:00:00+14:00"}', "line 2: date is '0001-01-01T"),
    ],
)
def test_a_bad_line_is_named_or_answered(said: bytes, words: str) -> None:
    linked = Filter(LINKER).lines([line(POST), said + b"\n", line(POST)])
    assert json.loads(next(linked))["id"] == 7
    with pytest.raises(BadLine) as told:
        next(linked)
    assert str(told.value).startswith(words)
    first, second, third = answers(line(POST), said, line(POST), keeps_going=True)
    assert first == third
    assert (second["line"], f"line 2: {second['error']}") == (2, str(told.value))


@given(st.text(), st.none() | st.dates())
def test_any_text_is_answered_by_one_line_in_pieces_of_it(text: str, day: date | None) -> None:
    said = f"黄金ETF{text}贵州茅台"
    row = {"text": said, "date": str(day) if day else None}
    [answer] = Filter(LINKER, kinds=list(Kind)).lines([json.dumps(row).encode()])
    assert answer.count(b"\n") == 1
    found = json.loads(answer)["mentions"]
    assert all(said[one["start"] : one["end"]] == one["surface"] for one in found)


def test_a_file_is_linked_by_the_reference(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_bytes(line(REAL) + b"no\n")
    options = ["--kind", "all", "--keep-going", "--on", "2025-04-20"]
    done = subprocess.run(
        [str(SCRIPT), "link", "posts.jsonl", *options],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=60,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert [one["code"] for one in first["mentions"]] == ["161125"]
    assert (second["line"], done.stderr) == (2, b"")


def test_a_data_folder_has_its_own_lists_and_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert linker_in(tmp_path / "data").registry.version == linker_in(None).registry.version
    with pytest.raises(FolderError, match="no data folder"):
        linker_in(tmp_path / "nowhere")


LOADS = """
import sys
from flows.cli import main
sys.argv = ["guandian", "link"]
try:
    main()
finally:
    print(*{"prefect", "scrapy", "pandas", "pyarrow", "trafilatura", "bs4"} & sys.modules.keys())
"""


def test_it_loads_neither_crawler_nor_scheduler_nor_tables() -> None:
    python = [str(SCRIPT.with_name("python")), "-c", LOADS]
    done = subprocess.run(python, input=line(REAL), capture_output=True, check=True, timeout=60)
    answer, loaded = done.stdout.splitlines()
    assert json.loads(answer)["mentions"][0]["code"] == "161125"
    assert loaded == b""
