import random
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from transforms.lessons import TAUGHT, WINDOW, Lessons
from transforms.times import SHANGHAI, night_of

NIGHT = datetime(2026, 3, 2, 1, 30, tzinfo=SHANGHAI)
HABIT, OTHER = 11, 12
Visit = dict[str, Any]


def visit(post: int, keys: list[int] | None, author: str | None = "阿茶", days: int = 0) -> Visit:
    return {
        "source": "guba",
        "author": author,
        "post_id": f"guba:{post}",
        "night": night_of(NIGHT + timedelta(days=days)),
        "edge_keys": keys,
    }


def known(visits: list[Visit], author: str | None = "阿茶", days: int = 0) -> dict[int, int]:
    """What is known of the author on a day, with the posts that taught it."""
    lessons = Lessons(pa.Table.from_pylist(visits, schema=TAUGHT))
    seen = {"source": "guba", "fetched_at": NIGHT + timedelta(days=days), "author_name": author}
    repeats = lessons.of({**seen, "author_id": None})
    return dict(repeats.of_author) | dict(repeats.of_source)


@pytest.mark.parametrize(
    ("n_with", "n_without", "is_known"),
    [(2, 0, False), (3, 0, True), (3, 7, True), (3, 8, False), (29, 71, False), (30, 70, True)],
)
def test_three_posts_and_three_in_ten_make_a_habit(
    n_with: int, n_without: int, is_known: bool
) -> None:
    visits = [visit(n, [HABIT, n + 100]) for n in range(n_with)]
    visits += [visit(n, []) for n in range(n_with, n_with + n_without)]
    assert known(visits) == ({HABIT: n_with} if is_known else {})


def test_posts_are_counted_not_visits_and_not_versions() -> None:
    again = [visit(n, [HABIT], days=day) for n in (1, 2) for day in range(4)]
    assert known(again, days=4) == {}
    assert known([*again, visit(3, [HABIT], days=4)], days=4) == {HABIT: 3}


def test_no_later_day_teaches_and_an_old_one_no_more() -> None:
    visits = [visit(n, [HABIT], days=n) for n in range(4)]
    assert [known(visits, days=day) for day in (1, 2, 3)] == [{}, {HABIT: 3}, {HABIT: 4}]
    assert known(visits, days=WINDOW.days) == {HABIT: 3}
    assert known(visits, days=WINDOW.days + 1) == {}


def test_what_is_known_on_a_day_does_not_change_with_later_visits() -> None:
    visits = [visit(n, [HABIT], days=n) for n in range(4)]
    later = [visit(n, [HABIT, OTHER], days=5) for n in range(50)]
    later += [visit(n, [], days=6) for n in range(50, 90)]
    assert all(known(visits, days=day) == known(visits + later, days=day) for day in range(5))


def test_other_authors_and_the_nameless_learn_nothing_of_it() -> None:
    visits = [visit(n, [HABIT]) for n in range(5)]
    assert known(visits, "阿酒") == {}
    nameless = [visit(n, [HABIT], author=None) for n in range(5)]
    assert known(nameless, None) == known(nameless) == {}


def test_visits_that_nobody_looked_at_count_on_neither_side() -> None:
    visits = [visit(n, [HABIT]) for n in range(3)] + [visit(n, None) for n in range(3, 40)]
    assert known(visits) == {HABIT: 3}
    assert known([visit(1, None)]) == known([]) == {}


@pytest.mark.parametrize(
    ("n_posts", "n_authors", "n_all", "is_known"),
    [(20, 5, 400, True), (19, 5, 380, False), (20, 4, 400, False), (20, 5, 401, False)],
)
def test_a_source_repeats_over_many_posts_of_many_authors(
    n_posts: int, n_authors: int, n_all: int, is_known: bool
) -> None:
    visits = [visit(n, [HABIT], author=f"甲{n % n_authors}") for n in range(n_posts)]
    visits += [visit(n, [], author=f"乙{n}") for n in range(n_posts, n_all)]
    assert known(visits, "新来的") == ({HABIT: n_posts} if is_known else {})


def test_the_order_of_visits_does_not_matter() -> None:
    visits = [visit(n, [HABIT, OTHER][: n % 3], author=f"甲{n % 4}") for n in range(60)]
    shuffled = visits.copy()
    random.Random(7).shuffle(shuffled)
    authors = [f"甲{n}" for n in range(4)]
    assert [known(visits, a) for a in authors] == [known(shuffled, a) for a in authors]
    assert any(known(visits, author) for author in authors)
