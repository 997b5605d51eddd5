import io
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean import cleaned_lines
from flows.json_lines import BadLine
from tests.flows.test_cli import SCRIPT, check_one_line, guandian

OWN = "今天缩量，等方向。\n仓位五成，不动。"
NOTICE = "郑重声明：用户在社区发表的所有信息仅代表个人观点，与本网站立场无关。"
TEXT = f"{OWN}\n{NOTICE}"
POST = {"id": 7, "text": TEXT, "strip": NOTICE}


def line(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def answers(*lines: bytes, keeps_going: bool = False) -> list[dict[str, Any]]:
    return [json.loads(one) for one in cleaned_lines(lines, keeps_going=keeps_going)]


def test_a_text_comes_back_with_its_other_keys() -> None:
    [answer] = answers(line(POST))
    [removal] = answer.pop("removals")
    flags = answer.pop("flags")
    assert answer == {"id": 7, "strip": NOTICE, "text": OWN, "content": []}
    assert removal["kind"] == "platform_disclaimer"
    assert removal["rule_id"]
    assert TEXT[removal["start"] : removal["end"]] == removal["text"] == f"\n{NOTICE}"
    assert flags["has_disclaimer"] is True


def test_html_comes_back_with_the_text_that_offsets_count_in() -> None:
    markup = f"<p>今天缩量，<b>等方向</b>。</p><div>仓位五成，不动。<br>{NOTICE}</div>"
    [answer] = answers(line({"html": markup, "author": None, "url": None}))
    assert (answer["source"], answer["text"]) == (TEXT, OWN)
    assert "html" not in answer


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b'{"text": "', "line 2: no JSON: Unterminated string starting at (character 10)"),
        (b"[1]", 'line 2: no JSON object: write {"text": "…"}'),
        (b"[" * 100_000, "line 2: no JSON: maximum recursion"),
        (b'{"text": "", "n": NaN}', "line 2: no JSON: NaN is no number of JSON"),
        (b'{"text": "", "n": 1e999}', "line 2: no JSON: 1e999 is no number of JSON"),
        (b"9" * 5_000, "line 2: no JSON: Exceeds the limit"),
        (b'{"text": "\xd5\xc7"}', "line 2: not UTF-8 at byte 11: convert it first"),
        (b'{"id": 1}', "line 2: neither given: give text or html"),
        (b'{"text": "", "html": ""}', "line 2: text and html given: give text or html"),
        (b'{"text": null}', "line 2: text is null: give a text"),
        (b'{"text": 7}', "line 2: text is 7: give a text"),
        (b'{"text": "", "author": 7}', "line 2: author is 7: give a text"),
        (b'{"html": "<html></html>"}', "line 2: unknown_page: no post page"),
    ],
)
def test_a_bad_line_is_named_and_what_came_before_is_whole(said: bytes, words: str) -> None:
    cleaned = cleaned_lines([line(POST), said + b"\n", line(POST)])
    assert json.loads(next(cleaned))["text"] == OWN
    with pytest.raises(BadLine) as told:
        next(cleaned)
    assert str(told.value).startswith(words)
    assert "\n" not in str(told.value)
    first, second, third = answers(line(POST), said, line(POST), keeps_going=True)
    assert first == third
    assert (second["line"], f"line 2: {second['error']}") == (2, str(told.value))


def test_a_bad_line_is_answered_with_its_other_keys() -> None:
    [answer] = answers(line({"id": 7, "text": None}), keeps_going=True)
    assert answer == {"id": 7, "line": 1, "error": "text is null: give a text"}


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b", "涨\r\n\r\n", "\ud800涨", "&amp;<b>", "\0"]
)
def test_odd_texts_come_back_as_they_are(text: str) -> None:
    [answer] = answers(json.dumps({"text": text}).encode())
    assert (answer["text"], answer["removals"]) == (text, [])


def test_blank_lines_and_a_byte_order_mark_are_no_lines() -> None:
    said = b"\xef\xbb\xbf" + line(POST) + b"\n  \r\n" + line(POST).strip()
    assert [one["id"] for one in answers(*io.BytesIO(said))] == [7, 7]


@given(st.text(), st.text() | st.none())
def test_any_text_is_answered_by_one_line_in_pieces_of_it(text: str, author: str | None) -> None:
    row = {"text": text, "author": author}
    [answer] = cleaned_lines([json.dumps(row).encode()])
    assert answer.count(b"\n") == 1
    removed = json.loads(answer)["removals"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in removed)


def test_a_line_of_a_megabyte_takes_no_more_than_its_share() -> None:
    """Ten of them took 7 s; what grows faster than the line would show."""
    took = []
    for n_times in (1_000, 18_000):
        text, began = f"{OWN}\n" * n_times, time.process_time()
        [answer] = cleaned_lines([line({"text": text})])
        took.append(time.process_time() - began)
        assert len(json.loads(answer)["text"]) == len(text)
    assert took[1] < 18 * 3 * took[0] + 1


def test_a_file_is_cleaned_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_bytes(line(POST) * 3)
    ran = guandian(tmp_path, "clean", "posts.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(one)["text"] for one in ran.out.splitlines()] == [OWN] * 3


def test_a_bad_line_ends_the_command_or_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_bytes(b"no\n" + line(POST))
    check_one_line(guandian(tmp_path, "clean", "posts.jsonl"), 2, "line 1: no JSON")
    ran = guandian(tmp_path, "clean", "posts.jsonl", "--keep-going")
    assert (ran.code, ran.err) == (0, "")
    assert [next(iter(json.loads(one))) for one in ran.out.splitlines()] == ["line", "id"]


def test_it_answers_each_line_at_once_and_ends_quietly_when_nobody_reads_on() -> None:
    with subprocess.Popen(
        [str(SCRIPT), "clean"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(line(POST))
        child.stdin.flush()
        assert json.loads(child.stdout.readline())["text"] == OWN
        child.stdout.close()
        child.stdin.write(line(POST) * 3)
        child.stdin.close()
        assert (child.wait(60), child.stderr.read()) == (0, b"")


LOADS = """
import sys
from flows.cli import main
sys.argv = ["guandian", "clean"]
try:
    main()
finally:
    print(*{"prefect", "scrapy", "pandas", "pyarrow", "trafilatura"} & sys.modules.keys())
"""


def test_it_loads_neither_crawler_nor_scheduler_nor_tables() -> None:
    python = [str(SCRIPT.with_name("python")), "-c", LOADS]
    done = subprocess.run(python, input=line(POST), capture_output=True, check=True, timeout=60)
    answer, loaded = done.stdout.splitlines()
    assert json.loads(answer)["text"] == OWN
    assert loaded == b""
