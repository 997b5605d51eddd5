from pathlib import Path

import pytest

from flows.extract import ExtractError, extract
from tests.transforms.captures import page
from tests.transforms.test_contracts import PLATFORM


def test_the_post_comes_with_its_layout_and_its_rows(tmp_path: Path) -> None:
    saved = tmp_path / "post.html"
    saved.write_bytes(page(f"<p>#算力# 缩量，等方向。</p><p>{PLATFORM}</p>"))
    found = extract(saved)
    assert (found["post"]["layout"], found["post"]["body"]) == (
        "guba-2022",
        "#算力# 缩量，等方向。",
    )
    assert [one["kind"] for one in found["removals"]] == ["platform_disclaimer"]
    assert [one["tag"] for one in found["tags"]] == ["算力"]


def test_a_page_that_breaks_a_contract_is_told_in_one_line(tmp_path: Path) -> None:
    saved = tmp_path / "empty.html"
    saved.write_bytes(page(f"<p>{PLATFORM}</p>"))
    with pytest.raises(ExtractError, match=r"empty\.html: only_furniture: of \d+ characters"):
        extract(saved)
