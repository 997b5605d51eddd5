import io

import pytest
from rich.console import Console

from flows.report import Report, Shortfall
from flows.show import as_text, show_report, show_rows

LONG = "一" * 60


def shown(columns: list[str], rows: list[list[object]], width: int) -> str:
    out = io.StringIO()
    show_rows(Console(file=out, width=width), columns, rows)
    return out.getvalue()


def test_a_table_keeps_its_columns_and_shortens_its_cells() -> None:
    text = shown(["date", "title"], [["2025-03-27", LONG]], width=60)
    assert "2025-03-27" in text
    assert LONG not in text
    assert "…" in text


def test_a_title_in_brackets_is_no_markup() -> None:
    for title in ("[bold]转债[/bold]", "[/]", "[茅台][微笑]"):
        text = shown(["title", "[red]n"], [[title, "[1]"]], width=60)
        assert title in text
        assert "[red]n" in text
        assert "[1]" in text


def test_too_many_columns_stand_below_each_other_in_full() -> None:
    columns = [f"column{n}" for n in range(12)]
    text = shown(columns, [[LONG, None, *range(10)]] * 2, width=100)
    lines = [line.split() for line in text.splitlines()]
    assert lines[:3] == [["--", "row", "1"], ["column0", LONG], ["column1"]]
    assert lines.count(["column11", "9"]) == 2


@pytest.mark.parametrize(
    ("form", "text"),
    [("csv", 'code,title\n000307,"a,b"\n,'), ("json", '{"code": "000307", "title": "a,b"}\n')],
)
def test_codes_are_text_and_null_is_empty(form: str, text: str) -> None:
    assert as_text(["code", "title"], [["000307", "a,b"], [None, None]], form).startswith(text)


def cell(target: str, state: str, until: str | None = None) -> dict[str, object]:
    counts = {"claimed": 3, "posts": 2, "late": None, "reason": "why", "next_try_at": until}
    return {"day": "2025-03-27", "source": "guba", "target": target, "state": state, **counts}


def test_failures_are_red_and_gaps_yellow() -> None:
    shortfall = Shortfall(["guba: 1 blocked"], ["feed: 1 partial"], ["5 posts handed on"])
    coverage = [cell("cjpl", "blocked", "2025-03-28 07:31"), cell("600519", "partial")]
    shown = Report("nightly", coverage, {}, {}, {}, {}, 1, True, shortfall)
    terminal = Console(file=io.StringIO(), width=120, force_terminal=True, color_system="standard")
    with terminal.capture() as said:
        show_report(terminal, shown)
    red, yellow = "\x1b[31m", "\x1b[33m"
    for line in (
        f"{red}not collected: guba: 1 blocked",
        f"{yellow}warning: feed: 1 partial",
        f"{yellow}warning: 5 posts handed on",
        f"{red}blocked until 2025-03-28 07:31",
        f"{yellow}partial 2 of 3",
    ):
        assert line in said.get()


def test_a_run_that_looked_at_no_list_shows_no_table_of_targets() -> None:
    terminal = Console(file=io.StringIO(), width=120)
    with terminal.capture() as said:
        show_report(terminal, Report("import", [], {}, {}, {}, {"post": 3}, 1, True, Shortfall()))
    assert said.get().startswith("rows: none")
