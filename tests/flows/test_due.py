from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.due import Known, divide, due_days, is_due
from spiders.clock import SHANGHAI, read_instant
from spiders.plan import REVISIT_H

P = read_instant("2025-03-27 21:00:00")
AGES = st.lists(st.floats(0.5, 800), unique=True, max_size=6)
GAPS = st.lists(st.floats(0.01, 300), min_size=1, max_size=30)


def at(hours: float) -> datetime:
    return P + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("seen", "now", "expected"),
    [
        (0.1, 0.9, False),
        (0.1, 1.0, True),  # an age is reached at its very instant
        (0.1, 30, True),
        (1.0, 1.0, False),
        (4.5, 23.9, False),
        (4.5, 28.5, True),
        (28.5, 52.5, False),
        (28.5, 167, False),
        (28.5, 172.5, True),
        (172.5, 719, False),
        (4.5, 719, True),
        (172.5, 720.5, True),
        (720, 5000, False),
        (720.5, 5000, False),
    ],
)
def test_a_post_is_due_when_it_reached_an_age_since_it_was_seen(
    seen: float, now: float, expected: bool
) -> None:
    assert is_due(P, at(seen), at(now), REVISIT_H) is expected
    assert is_due(P, at(seen), at(now), REVISIT_H[::-1]) is expected


def visits(ages: Sequence[float], nights: Sequence[datetime]) -> list[datetime]:
    """The nights that visit a post, the first of which finds it in a list."""
    seen = [nights[0]]
    for night in nights[1:]:
        if is_due(P, seen[-1], night, ages):
            seen.append(night)
    return seen


def nights_after(gaps: Sequence[float]) -> list[datetime]:
    return [at(sum(gaps[: n + 1])) for n in range(len(gaps))]


@given(AGES, GAPS)
def test_each_age_is_visited_once_on_the_first_night_that_reaches_it(
    ages: list[float], gaps: list[float]
) -> None:
    first, *later = nights = nights_after(gaps)
    reached = [P + timedelta(hours=age) for age in ages]
    owed = {
        min(night for night in later if night >= one)
        for one in reached
        if first < one <= nights[-1]
    }
    assert visits(ages, nights) == [first, *sorted(owed)]


@given(AGES, GAPS, st.data())
def test_a_visit_that_failed_is_made_up_for_and_costs_no_more(
    ages: list[float], gaps: list[float], data: st.DataObject
) -> None:
    nights = nights_after(gaps)
    broken = set(data.draw(st.lists(st.sampled_from(nights))))
    working = [night for night in nights if night not in broken or night == nights[0]]
    seen = visits(ages, working)
    for night in nights[1:]:
        last = max(one for one in seen if one < night)
        assert is_due(P, last, night, ages) or night not in seen
    assert len(seen) <= 1 + len(ages)


@given(AGES, st.floats(0, 5000), st.floats(0, 5000))
def test_nobody_is_due_who_was_seen_now_or_has_no_ages(
    ages: list[float], seen: float, now: float
) -> None:
    assert not is_due(P, at(now), at(now), ages)
    assert not is_due(P, at(seen), at(now), [])


@pytest.mark.parametrize(
    ("ages", "oldest"),
    [((), date(2025, 3, 26)), ((1.0, 24.0), date(2025, 3, 25)), (REVISIT_H, date(2025, 2, 24))],
)
def test_whoever_may_be_due_was_published_on_one_of_the_days(
    ages: tuple[float, ...], oldest: date
) -> None:
    days = due_days(datetime(2025, 3, 28, 1, 30, tzinfo=SHANGHAI), ages)
    assert (days[0], days[-1]) == (oldest, date(2025, 3, 28))
    assert len(days) == (days[-1] - days[0]).days + 1


def known(native_id: str, published_h: float, seen_h: float, is_gone: bool = False) -> Known:
    return Known(native_id, "600519", "600519", None, at(published_h), at(seen_h), is_gone)


def test_the_due_come_youngest_first_and_the_gone_are_neither_due_nor_done() -> None:
    posts = [
        known("week", -170, -3),
        known("rested", -10, 0),
        known("day", -25, -20),
        known("gone", -25, -20, is_gone=True),
        known("hour", -1.5, -1),
        known("old", -2000, -1000),
        known("day too", -25, -20),
    ]
    due, rested = divide(posts, P, REVISIT_H)
    assert [one.native_id for one in due] == ["hour", "day too", "day", "week"]
    assert rested == {"rested", "old"}
