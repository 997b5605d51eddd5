import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spiders.clock import read_instant
from spiders.plan import KnownPost, Manners, Plan, PlanError, Target

PLAN = Plan(
    source="caifuhao",
    date=date(2025, 3, 27),
    since=date(2025, 3, 26),
    raw=Path("data/raw"),
    targets=(Target("author", "5965113638826486"),),
    posts=(
        KnownPost(
            "20250327210453000020070",
            "600519",
            alias_id="guba:2007",
            published_at=read_instant("2025-03-27 21:04:53"),
        ),
    ),
    done=frozenset({"20250327210453000020080"}),
    acquisition="backfill",
    manners=Manners(contact="mailto:a@b.example"),
)


def test_a_plan_comes_back_from_json_as_it_went() -> None:
    assert Plan.from_json(PLAN.to_json()) == PLAN


def test_a_plan_needs_only_source_days_raw_and_contact() -> None:
    small = {
        "source": "guba",
        "date": "2025-03-27",
        "since": "2025-03-27",
        "raw": "r",
        "manners": {"contact": "x"},
    }
    plan = Plan.from_json(json.dumps(small))
    assert (plan.acquisition, plan.manners.delay_s, plan.targets, plan.replay) == (
        "nightly",
        3.0,
        (),
        None,
    )


def test_the_night_of_a_day_is_the_twelve_hours_on_both_sides_of_its_end() -> None:
    opens_at, closes_at = PLAN.night
    assert (str(opens_at), str(closes_at)) == (
        "2025-03-27 12:00:00+08:00",
        "2025-03-28 12:00:00+08:00",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "xueqiu"}, "no source 'xueqiu': choose one of caifuhao, feed, fund, funds"),
        ({"since": date(2025, 3, 28)}, "since 2025-03-28 is after date"),
        ({"manners": Manners(delay_s=2.9, contact="x")}, "too fast: at least 3"),
        ({"manners": Manners()}, "no contact"),
        ({"manners": Manners(max_pages=0, contact="x")}, "max_pages must be at least 1"),
        ({"manners": Manners(budget=0, contact="x")}, "budget must be at least 1"),
        ({"manners": Manners(revisit_h=(0.0,), contact="x")}, "revisit_h above 0"),
        ({"manners": Manners(timeout_s=0, contact="x")}, "timeout_s must be above 0"),
        ({"manners": Manners(timeout_s=31, contact="x")}, "timeout_s must be above 0 and at most"),
        ({"targets": (Target("bar", "1"), Target("bar", "1"))}, "listed twice"),
        ({"origins": {"guba.eastmoney.com": "http://10.0.0.7:80"}}, "only http on 127.0.0.1"),
        ({"origins": {"guba.eastmoney.com": "https://127.0.0.1"}}, "only http on 127.0.0.1"),
        ({"shift_s": -60.0}, "the clock of a rehearsal only: name origins"),
    ],
)
def test_what_must_not_be_run_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        replace(PLAN, **change)


@pytest.mark.parametrize(
    "change", [{"replay": Path("n.warc.gz")}, {"origins": {"x": "http://127.0.0.1:1"}}]
)
def test_away_from_the_real_web_there_is_no_hurry_to_forbid(change: dict[str, Any]) -> None:
    plan = replace(PLAN, manners=Manners(delay_s=0.0), **change)
    assert plan.manners.delay_s == 0


def test_a_rehearsal_has_its_own_clock_and_the_real_web_the_real_one() -> None:
    real = datetime.now(UTC)
    assert timedelta() <= PLAN.now() - real < timedelta(seconds=5)
    shifted = replace(PLAN, origins={"x": "http://127.0.0.1:1"}, shift_s=-86400.5)
    assert timedelta() <= shifted.now() - real + timedelta(seconds=86400.5) < timedelta(seconds=5)
    assert Plan.from_json(shifted.to_json()).shift_s == -86400.5


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"source": "guba"}', '{"date": 3}', "null"])
def test_a_file_that_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanError, match="the plan cannot be read"):
        Plan.from_json(text)
