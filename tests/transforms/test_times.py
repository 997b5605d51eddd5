from datetime import datetime

import pytest

from transforms.times import SHANGHAI, article_id_time, printed_time, printed_times


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "instant", "precision"),
    [
        ("2025-03-27 21:04:53", at(2025, 3, 27, 21, 4, 53), "second"),
        ("热点辣评君 2025-03-27 21:04:53 来自上海", at(2025, 3, 27, 21, 4, 53), "second"),
        ("2025年03月27日 08:07", at(2025, 3, 27, 8, 7), "minute"),
        ("2025年3月7日", at(2025, 3, 7), "day"),
        ("2025-13-40 25:00:00 2025-03-01 09:30:00", at(2025, 3, 1, 9, 30), "second"),
    ],
)
def test_reads_what_pages_print(text: str, instant: datetime, precision: str) -> None:
    found = printed_time(text)
    assert found is not None
    assert (found.at, found.precision) == (instant, precision)
    assert found.at.utcoffset() is not None


@pytest.mark.parametrize("text", ["", None, "03-27 21:04", "12025-03-271", "昨天 21:04"])
def test_no_time_is_made_up(text: str | None) -> None:
    assert printed_time(text) is None


def test_an_edit_is_told_from_publication() -> None:
    shown = list(printed_times("2025年03月27日 08:07 修改于 2025年03月28日 09:00"))
    assert [time.is_edit for time in shown] == [False, True]


@pytest.mark.parametrize(
    ("native_id", "instant"),
    [
        ("20250327210453123456780", at(2025, 3, 27, 21, 4, 53)),
        ("20251327210453123456780", None),
        ("1530761386", None),
    ],
)
def test_the_time_in_an_article_id(native_id: str, instant: datetime | None) -> None:
    found = article_id_time(native_id)
    assert (found.at if found else None) == instant
