import pytest

from transforms.counts import printed_count, stated_count


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ("3", 3),
        ("点赞", 0),
        ("评论", 0),
        ("2.8万", 28_000),
        ("1.2亿", 120_000_000),
        ("1,024", 1024),
        ("１２", 12),
        ("10万+", 100_000),
        ("", None),
        (None, None),
        ("♥ 收藏", None),
        ("昨天", None),
    ],
)
def test_words_mean_zero_and_nonsense_is_unknown(shown: str | None, count: int | None) -> None:
    assert printed_count(shown) == count


@pytest.mark.parametrize(
    ("value", "count"),
    [(0, 0), (17, 17), ("17", 17), (-1, None), (None, None), (True, None), ([], None), (1.5, None)],
)
def test_json_counts(value: object, count: int | None) -> None:
    assert stated_count(value) == count
