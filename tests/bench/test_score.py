import pytest

from tests.bench.score import Extracted, Truth, mean_f1, minute, score

LINES = ("缩量三天之后，该看的是位置。", "底仓不动，等成交额重新回到一万三千亿。")
TRUTH = Truth("缩量之后", "2025-03-27 20:41", LINES)


def test_the_whole_truth_scores_one_however_it_is_spaced() -> None:
    found = score(TRUTH, Extracted(" 缩量 之后", "2025年3月27日 20:41:07", " \n\n".join(LINES)))
    assert (found.f1, found.n_lost, found.leaks) == (1.0, 0, ())
    assert (found.is_title_right, found.is_minute_right) == (True, True)


def test_what_is_missing_costs_recall_and_what_is_too_much_precision() -> None:
    short = score(TRUTH, Extracted(body=LINES[0]))
    assert (short.precision, short.n_paragraphs) == (1.0, 2)
    assert (short.n_lost, short.n_by_rule) == (1, 0)
    assert 0.3 < short.recall < 0.6
    long = score(TRUTH, Extracted(body="\n".join([*LINES, "郑重声明：与本网站立场无关"])))
    assert (long.recall, long.leaks) == (1.0, ("郑重声明",))
    assert 0.6 < long.precision < 0.8


def test_nothing_is_no_precision_and_no_recall() -> None:
    nothing = score(TRUTH, Extracted(error="no post"))
    assert (nothing.recall, nothing.n_lost, nothing.is_empty, nothing.f1) == (0.0, 2, True, 0.0)
    whole = score(TRUTH, Extracted(body="\n".join(LINES)))
    assert mean_f1([whole, nothing]) == pytest.approx(2 / 3)


def test_what_rules_took_out_is_lost_and_told_apart() -> None:
    found = score(TRUTH, Extracted(body=LINES[0], restored="\n".join(LINES)))
    assert (found.n_lost, found.n_by_rule) == (1, 1)


def test_what_the_truth_does_not_tell_is_neither_right_nor_wrong() -> None:
    found = score(Truth("", "2025-03-27", LINES), Extracted("缩量之后", "2025-03-27 20:41"))
    assert (found.is_title_right, found.is_minute_right) == (None, None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2025-03-27T20:41:00+08:00", "2025-03-27 20:41"),
        ("2025/3/7 8:05", "2025-03-07 08:05"),
        ("2025-03-27", ""),
        ("", ""),
    ],
)
def test_a_minute_is_told_from_any_way_to_write_it(said: str, expected: str) -> None:
    assert minute(said) == expected
