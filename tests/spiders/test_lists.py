import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from spiders.clock import SHANGHAI, read_instant
from spiders.embedded import ChangedLayout, embedded_json
from spiders.lists import read_bar_list, read_rows
from tests.spiders.site import article_row, list_page, nested, row

REAL = Path(__file__).parents[3] / "shared/data/pages/guba/guba_list_600519_2026-06-20.html"


@pytest.mark.skipif(not REAL.exists(), reason="no recorded pages here")
def test_the_real_page_loses_and_doubles_nothing() -> None:
    page = read_bar_list(REAL.read_text("utf-8"), "600519")
    assert len(page.rows) == len({row.native_id for row in page.rows}) == 82
    assert (sum(row.is_hot for row in page.rows), len(page.hot_rows)) == (5, 0)
    assert page.claimed == 953_486
    assert page.rendered_at == read_instant("2026-06-20 22:44:24")
    assert sum(row.source == "caifuhao" for row in page.rows) == 20
    # Shown as 10:40 in the table.
    late = next(row for row in page.rows if row.alias_id == "guba:1729401306")
    assert late.published_at == datetime(2026, 6, 20, 22, 40, 20, tzinfo=SHANGHAI)


def test_a_row_reads_the_same_in_both_schemas_but_for_being_hot() -> None:
    flat = row(2006, "03-27 20:00:00", stockbar_code="300308")
    read_flat, read_nested = (read_rows([one])[0] for one in (flat, nested(flat)))
    assert (read_flat.is_hot, read_nested.is_hot) == (False, True)
    assert read_flat.url == read_nested.url == "https://guba.eastmoney.com/news,300308,2006.html"
    assert read_flat.author_id == read_nested.author_id == "5965113638826486"
    assert read_flat.published_at == read_instant("2025-03-27 20:00:00")


def test_an_article_belongs_to_caifuhao_and_keeps_its_guba_id() -> None:
    (article,) = read_rows([article_row(2007, "03-27 21:04:53")])
    assert (article.source, article.native_id) == ("caifuhao", "20250327210453000020070")
    assert article.alias_id == "guba:2007"
    assert article.url == "https://caifuhao.eastmoney.com/news/20250327210453000020070"


@pytest.mark.parametrize(
    ("change", "is_regular"),
    [({}, True), ({"post_top_status": 1}, False), ({"post_top_status": "2"}, False)],
)
def test_a_pinned_row_is_not_regular(change: dict[str, Any], is_regular: bool) -> None:
    assert read_rows([row(1, "03-27 20:00:00", **change)])[0].is_regular is is_regular


def test_a_row_without_a_bar_takes_the_list_s() -> None:
    bare = row(3, "03-27 20:00:00", stockbar_code="")
    assert read_rows([bare], bar="sh513100")[0].bar_code == "sh513100"


def test_hot_rows_that_the_list_shows_too_are_not_doubled() -> None:
    first, second = row(1, "03-27 20:00:00"), row(2, "03-27 19:00:00")
    page = read_bar_list(list_page([first, first], hot=[nested(first), nested(second)]), "600519")
    assert [one.native_id for one in page.rows] == ["1"]
    assert [one.native_id for one in page.hot_rows] == ["2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('var x={"a":1};var y={"b":2}', {"a": 1}),
        ('var x = {"a":undefined,"b":[{"c": undefined}]};', {"a": None, "b": [{"c": None}]}),
        ('var x={"t":"};var x={"};', {"t": "};var x={"}),
    ],
)
def test_the_object_is_cut_out_where_it_ends(text: str, expected: dict[str, Any]) -> None:
    assert embedded_json(text, "x") == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html>", "expected `var article_list`"),
        ("var article_list={", "expected JSON"),
        ("var article_list={'re':1}", "expected JSON"),
        ('var article_list={"re":{"a":1}}', "expected a list of rows"),
        ('var article_list={"re":["a"]}', "expected a list row"),
        ('var article_list={"re":[{"post_id":1}]}', "expected a list row"),
        (list_page([row(1, "03-27 20:00:00", post_publish_time="06-20 10:05")]), "list row"),
    ],
)
def test_a_changed_layout_is_said_never_guessed(text: str, words: str) -> None:
    with pytest.raises(ChangedLayout, match=words):
        read_bar_list(text, "600519")


def test_a_post_in_the_table_only_is_a_changed_layout() -> None:
    page = list_page([row(1, "03-27 20:00:00")])
    stray = '<tr class="listitem"><td><a data-postid="77" href="/x">t</a></td></tr></table>'
    with pytest.raises(ChangedLayout, match="expected post 77 of the table"):
        read_bar_list(page.replace("</table>", stray), "600519")


def test_an_empty_list_is_read_as_such() -> None:
    page = read_bar_list(f"var article_list={json.dumps({'re': None, 'count': 0})}", "1")
    assert (page.rows, page.claimed, page.rendered_at) == ((), 0, None)
