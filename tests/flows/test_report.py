from datetime import UTC, date, datetime

import pytest

from flows.build import Tables
from flows.lake import Publication
from flows.report import Incomplete, Report, Shortfall, report, report_of
from flows.segments import Read
from tests.transforms.captures import NIGHT, row
from transforms.day import build_day
from transforms.times import SHANGHAI

DAY = date(2025, 3, 27)
AT = datetime(2025, 3, 27, 17, 35, tzinfo=UTC)
HARD = "page 1 | of the list:\nblocked\r\n(HTTP | 200)"


def ledger_row(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "source": "guba",
        "target": "600519",
        "day": DAY,
        "state": "blocked",
        "claimed": 0,
        "walked": 0,
        "posts": 0,
        "reason": HARD,
        "next_try_at": None,
        "observed_at": NIGHT,
    }
    return fields | changes


def built(*ledger: dict[str, object]) -> dict[date, Tables]:
    return {DAY: build_day(DAY, [row("<p>等。</p>")], ledger)}


def report_with(changed: bool = True, **shortfall: tuple[str, ...]) -> Report:
    read = Read([row("<p>等。</p>"), row(post_id=7)], [])
    days = built(ledger_row(), ledger_row(target="a|b", state="complete", reason=""))
    return report(
        "nightly 2025-03-27", days, Publication(3, changed, {}), [read], Shortfall(**shortfall)
    )


def tables_in(markdown: str) -> dict[str, list[list[str]]]:
    """The cells of each table below its heading, split at pipes that are not escaped."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in markdown.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("|"):
            cells = line.strip("|").replace(r"\|", "\0").split("|")
            found.setdefault(heading, []).append([one.strip().replace("\0", "|") for one in cells])
    return found


def test_pipes_and_line_breaks_in_reasons_stay_in_their_cells() -> None:
    coverage = tables_in(report_with().markdown)["coverage"]
    head, rule, *rows = coverage
    assert {len(one) for one in coverage} == {len(head)}
    assert set(rule) == {"---"}
    assert len(rows) == 2
    by_target = {one[head.index("target")]: one for one in rows}
    assert by_target["600519"][head.index("reason")] == " ".join(HARD.split())
    assert by_target["a|b"][head.index("state")] == "complete"


def test_failures_gaps_and_notes_come_first_each_in_one_line() -> None:
    short = report_with(
        failures=("guba: 1 blocked: " + HARD,), gaps=("feed: 1 partial",), notes=("n",)
    )
    lines = [line for line in short.markdown.splitlines() if line]
    assert lines[0] == "# nightly 2025-03-27"
    assert lines[1:5] == [
        "- **not collected**: guba: 1 blocked: " + " ".join(HARD.split()),
        "- **warning, gaps**: feed: 1 partial",
        "- **note**: n",
        "publication 3",
    ]


def test_it_says_until_when_something_is_left_alone() -> None:
    until = datetime(2025, 3, 28, 7, 31, 2, tzinfo=SHANGHAI)
    days = built(ledger_row(next_try_at=until), ledger_row(target="1", state="complete"))
    coverage = report("nightly", days, Publication(1, True, {})).coverage
    assert {row["target"]: row["next_try_at"] for row in coverage} == {
        "600519": "2025-03-28 07:31",
        "1": None,
    }


def test_numbers_of_rows_visits_and_rejects() -> None:
    done = report_with()
    assert done.n_rows["posts"] == {DAY: 1}
    assert done.n_rows["coverage"] == {DAY: 2}
    assert done.visits == {"post": 1, "reject": 1}
    assert done.rejected == {"other_post": 1}
    assert done.checks == {}
    found = tables_in(done.markdown)
    assert ["posts", "1"] in found["rows"]
    assert found["rejected"][2:] == [["other_post", "1"]]
    assert "removed" not in found


def test_a_report_of_nothing_says_none() -> None:
    markdown = report("rebuild", {}, Publication(0, False, {})).markdown
    assert "publication 0 (unchanged)" in markdown
    assert "## coverage\nnone" in markdown
    assert tables_in(markdown) == {}


class Ended:
    """A flow run's state, as far as `report_of` asks it."""

    def __init__(self, result: object) -> None:
        self._result = result

    def result(self, raise_on_failure: bool) -> object:
        assert not raise_on_failure
        return self._result


def test_the_report_of_a_state_complete_or_not() -> None:
    short = report_with(failures=("guba: down", "caifuhao: down"))
    assert report_of(Ended(short)) is short
    assert report_of(Ended(Incomplete(short))) is short
    assert str(Incomplete(short)) == "guba: down; caifuhao: down"
    with pytest.raises(KeyError):
        report_of(Ended(KeyError("x")))
