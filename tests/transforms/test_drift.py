"""Which falls of a share are alarms, and which are chance or too few posts to tell."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.capture_tables import POST_CAPTURES
from transforms.drift import (
    CHANCE,
    FEWEST_BEFORE,
    FEWEST_TONIGHT,
    WATCHED,
    Filled,
    chance,
    drops,
)

SINCE = "in the last 14 days"


def with_device(n: int, of: int, unread: int = 0) -> Filled:
    """So many posts, of which n show a device and nothing else that is watched."""
    return Filled(of, unread, {"device": n})


@pytest.mark.parametrize(
    ("tonight", "before", "expected"),
    [
        (
            with_device(4, 120),
            with_device(970, 1000),
            "device filled in 3 % of 120 posts, 97 % in the last 14 days",
        ),
        (
            with_device(0, 30),
            with_device(100, 100),
            "device filled in 0 % of 30 posts, 100 % in the last 14 days",
        ),
        (
            with_device(0, 500),
            with_device(550, 1000),
            "device filled in 0 % of 500 posts, 55 % in the last 14 days",
        ),
    ],
)
def test_a_column_that_was_usually_filled_and_is_no_more_alarms(
    tonight: Filled, before: Filled, expected: str
) -> None:
    assert drops(tonight, before, SINCE) == [expected]


@pytest.mark.parametrize(
    ("tonight", "before"),
    [
        (with_device(0, FEWEST_TONIGHT - 1), with_device(1000, 1000)),
        (with_device(0, 120), with_device(FEWEST_BEFORE - 1, FEWEST_BEFORE - 1)),
        # Half of what was usual may be another bar, or a day of one author.
        (with_device(60, 120), with_device(970, 1000)),
        # Was not usually there.
        (with_device(0, 500), with_device(450, 1000)),
        (with_device(0, 500), with_device(0, 1000)),
        # Less than half, and yet chance may do it.
        (with_device(7, 30), with_device(520, 1000)),
        (with_device(120, 120), with_device(100, 1000)),
        (Filled(), with_device(1000, 1000)),
        (Filled(), Filled()),
    ],
)
def test_few_posts_rare_columns_and_small_falls_do_not_alarm(
    tonight: Filled, before: Filled
) -> None:
    assert drops(tonight, before, SINCE) == []


@pytest.mark.parametrize(
    ("tonight", "before", "n_alarms"),
    [
        (with_device(40, 40, unread=40), with_device(990, 990, unread=10), 1),
        (with_device(0, 0, unread=30), with_device(100, 100), 1),
        (with_device(40, 40, unread=12), with_device(990, 990, unread=10), 0),
        # Pages that are often unreadable are no news.
        (with_device(40, 40, unread=40), with_device(700, 700, unread=300), 0),
        (with_device(0, 0, unread=29), with_device(990, 990, unread=10), 0),
        (with_device(0, 0, unread=99), with_device(50, 50), 0),
    ],
)
def test_pages_that_cannot_be_read_any_more_alarm(
    tonight: Filled, before: Filled, n_alarms: int
) -> None:
    found = drops(tonight, before, SINCE)
    assert len(found) == n_alarms
    assert all("not readable" in line for line in found)


def test_every_fall_is_told() -> None:
    before = Filled(1000, 0, dict.fromkeys(WATCHED, 1000))
    assert len(drops(Filled(100), before, SINCE)) == len(WATCHED)
    assert set(WATCHED) <= {column.name for column in POST_CAPTURES.columns}


@given(
    rate=st.floats(0, 1),
    n_tonight=st.integers(FEWEST_TONIGHT, 400),
    n_before=st.integers(FEWEST_BEFORE, 2000),
    seed=st.integers(0, 2**32),
)
def test_chance_alone_never_alarms(rate: float, n_tonight: int, n_before: int, seed: int) -> None:
    """Both nights are drawn from one site that shows each column, and breaks, at the same rate."""
    draw = random.Random(seed)

    def night(n: int) -> Filled:
        n_read = sum(draw.random() >= rate for _ in range(n))
        shown = {one: sum(draw.random() < rate for _ in range(n_read)) for one in WATCHED[:3]}
        return Filled(n_read, n - n_read, shown)

    assert drops(night(n_tonight), night(n_before), SINCE) == []


@pytest.mark.parametrize(("low", "high", "n"), [(0.3, 0.6, 40), (0.0, 0.5, 30), (0.1, 0.5, 25)])
def test_the_bound_is_above_the_true_chance(low: float, high: float, n: int) -> None:
    """Few of the nights drawn at one rate lie so far apart; the bound shrinks with n."""
    draw = random.Random(7)
    rate, bound = (low + high) / 2, chance(low, n, high, n)
    drawn = [sum(draw.random() < rate for _ in range(n)) / n for _ in range(20_000)]
    n_apart = sum(high - low <= b - a for a, b in zip(drawn[::2], drawn[1::2], strict=True))
    assert n_apart / 10_000 <= bound
    assert chance(low, 40 * n, high, 40 * n) < CHANCE < bound
