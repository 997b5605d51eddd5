import time

import pytest

from transforms.body import flatten
from transforms.bombs import MAX_DEPTH
from transforms.capture import Unreadable
from transforms.page import Page

# Far above what they take (under 3 s on one of two busy cores), far below what a bomb wants.
PATIENCE_S = 30


@pytest.mark.parametrize("element", ["<div>", "<b>", "<p><font>", "<svg><g>"])
def test_a_page_nested_without_end_is_refused_at_once(element: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable, match="too_deep"):
        _ = Page("", element * 100_000 + "甲").soup
    assert time.monotonic() - began < PATIENCE_S


def test_a_page_nested_as_browsers_allow_is_read() -> None:
    depth = MAX_DEPTH - 10
    assert Page("", "<div>" * depth + "甲").words("div") == "甲"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>" * 20_000 + "甲", "甲"),
        ("<td>" * 2_000 + "甲", "甲"),
        ("<p>" + "&amp;" * 1_000_000 + "</p>", "&" * 1_000_000),
        (f"<p style='{'display ' * 500_000}'>甲</p>", "甲"),
        ("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">甲</p>", "甲"),
        ("<p>" + " \n" * 1_000_000 + "甲</p>", "甲"),
    ],
    ids=["elements", "cells", "entities", "attribute", "attributes", "white space"],
)
def test_a_hostile_body_is_flattened_in_bounded_time(markup: str, text: str) -> None:
    began = time.monotonic()
    assert flatten(markup) == text
    assert time.monotonic() - began < PATIENCE_S
