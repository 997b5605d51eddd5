import re
import tomllib
from pathlib import Path

import pytest

from flows import docs, rule_docs
from flows.folder import REPOSITORY
from flows.query import run
from flows.questions import QUESTIONS, Question
from tests.flows.conftest import Nights
from transforms.rules import RULES

README = (REPOSITORY / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "text"), list(docs.documents()), ids=lambda one: getattr(one, "name", "")
)
def test_what_is_generated_is_current(path: Path, text: str) -> None:
    assert path.read_text("utf-8") == text, "run `uv run poe docs`"


def test_every_column_of_every_table_is_described(nights: Nights) -> None:
    dictionary = docs.data_dictionary()
    for folder in sorted(nights.folder.tables.iterdir()):
        columns, _ = run(nights.folder.tables, f"select * from {folder.name} limit 0")
        section = dictionary.partition(f"## {folder.name}\n")[2].partition("\n## ")[0]
        described = re.findall(r"^\| (\w+) \|", section, re.MULTILINE)
        assert [name for name in columns if name != "date"] == described[1:]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.words)
def test_every_question_has_an_answer_in_the_sample(nights: Nights, question: Question) -> None:
    _, rows = run(nights.folder.tables, question.sql)
    assert rows


def test_what_the_answers_say_is_so(nights: Nights) -> None:
    by_fund, by_etf, weights, left_open, names, _ = (
        run(nights.folder.tables, one.sql)[1] for one in QUESTIONS
    )
    assert len(by_etf) < len(by_fund) == len(weights)
    _, [[n_posts]] = run(
        nights.folder.tables,
        "select count(distinct post_id) from fund_mentions where fund_id is not null",
    )
    assert sum(weight for _, weight in weights) == pytest.approx(n_posts)
    assert {(row[2], row[4]) for row in left_open} == {("芯片ETF", "159995"), ("芯片ETF", "512760")}
    assert ("000216", "华安黄金易ETF联接A") in {(row[3], row[4]) for row in names}


def test_the_first_two_commands_are_those_of_ci_and_of_the_script() -> None:
    first = README.partition("```sh\n")[2].partition("```")[0]
    demo, tests = (line.partition("#")[0].strip() for line in first.strip().splitlines())
    assert demo == "pip install uv && uv run guandian demo"
    ci = (REPOSITORY / ".ci" / "run").read_text("utf-8").splitlines()
    assert tests in ci
    assert PROJECT["project"]["scripts"] == {"guandian": "flows.cli:main"}


def test_every_command_that_the_readme_names_exists() -> None:
    known = set(re.findall(r"^\| `guandian (\w+)", docs.command_table(), re.MULTILINE))
    named = set(re.findall(r"`(?:uv run )?guandian (\w+)", README))
    named |= set(re.findall(r"^uv run guandian (\w+)", README, re.MULTILINE))
    assert named == known


def test_every_rule_is_a_row_of_one_line() -> None:
    table = rule_docs.rule_table().partition("| --- |")[2]
    rows = re.findall(r"^\| `([\w.]+)` \|.*\|$", table, re.MULTILINE)
    assert rows == [rule.id for rule in RULES]
    assert table.count("\n") == len(rows) + 1


def test_check_names_what_is_stale_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "README.md"
    stale.write_text("old")
    monkeypatch.setattr(docs, "REPOSITORY", tmp_path)
    monkeypatch.setattr(docs, "documents", lambda: iter([(stale, "new")]))
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().err == "README.md is stale: run `poe docs`\n"
    assert stale.read_text() == "old"
    assert docs.main([]) == 0
    assert stale.read_text() == "new"
    assert docs.main(["--check"]) == 0
