from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pytest

from transforms.differences import Difference, difference

Row = dict[str, Any]


def posts(*rows: Row, version: str = "1") -> pa.Table:
    full = [{"post_id": "a", "body": "涨", "cleaner_version": "1", "likes": None} | r for r in rows]
    names = ("post_id", "body", "cleaner_version")
    schema = pa.schema([*((name, pa.string()) for name in names), ("likes", pa.int64())])
    return pa.Table.from_pylist(full, schema.with_metadata({"schema_version": version}))


def removals(*said: str) -> pa.Table:
    rows = [{"post_id": "a", "ordinal": n, "rule_id": "r", "text": t} for n, t in enumerate(said)]
    columns = [("post_id", pa.string()), ("ordinal", pa.int64())]
    schema = pa.schema([*columns, ("rule_id", pa.string()), ("text", pa.string())])
    return pa.Table.from_pylist(rows, schema)


def ids(rows: Iterable[Any]) -> list[str]:
    return [row["post_id"] for row in rows]


def test_equal_tables_do_not_differ_whatever_their_descriptions() -> None:
    described = pa.schema(
        [field.with_metadata({"description": field.name}) for field in posts().schema],
        metadata=posts().schema.metadata,
    )
    assert difference("posts", posts({}), posts({}).cast(described)) == Difference()


def test_rows_that_come_go_and_change_are_told_by_their_key() -> None:
    before = posts({"post_id": "a"}, {"post_id": "b"}, {"post_id": "c"})
    after = posts({"post_id": "b", "body": "跌", "likes": 1}, {"post_id": "c"}, {"post_id": "d"})
    found = difference("posts", before, after)
    assert (ids(found.added), ids(found.gone)) == (["d"], ["a"])
    [changed] = found.changed
    assert (changed.before["body"], changed.after["body"]) == ("涨", "跌")
    assert changed.columns == ("body", "likes")
    assert found


def test_what_built_a_row_alone_is_no_difference() -> None:
    before = posts({"post_id": "a"}, {"post_id": "b"})
    stamps = {"cleaner_version": "2"}
    found = difference("posts", before, posts(stamps, {"post_id": "b", "body": "跌", **stamps}))
    assert (found.n_restamped, [one.columns for one in found.changed]) == (1, [("body",)])
    restamped = difference("posts", posts({}), posts(stamps))
    assert (restamped.n_restamped, bool(restamped)) == (1, False)


@pytest.mark.parametrize(
    ("before", "after", "added", "gone"),
    [
        # What stands behind a new piece has a new place and is the same.
        (["x", "y"], ["new", "x", "y"], ["new"], []),
        (["x", "x"], ["x"], [], ["x"]),
        (["x"], ["x", "x"], ["x"], []),
        (["x"], ["y"], ["y"], ["x"]),
    ],
)
def test_pieces_of_a_text_are_told_by_their_words(
    before: Sequence[str], after: Sequence[str], added: list[str], gone: list[str]
) -> None:
    found = difference("removals", removals(*before), removals(*after))
    assert [row["text"] for row in found.added] == added
    assert [row["text"] for row in found.gone] == gone
    assert found.changed == ()


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("removals", removals("x", "y"), removals("y", "x")),
        ("posts", posts({"post_id": "a"}, {"post_id": "b"}), posts({"post_id": "b"}, {})),
    ],
)
def test_another_order_is_a_difference(table: str, before: pa.Table, after: pa.Table) -> None:
    assert difference(table, before, after) == Difference(is_reordered=True)


def test_columns_differ_as_columns_and_rows_by_those_that_both_have() -> None:
    after = posts({"body": "跌"}).append_column("layout", pa.array(["generic"]))
    after = after.set_column(3, "likes", pa.array(["many"]))
    found = difference("posts", posts({}).drop_columns("cleaner_version"), after)
    assert found.columns_added == ("cleaner_version", "likes", "layout")
    assert found.columns_gone == ("likes",)
    assert [one.columns for one in found.changed] == [("body",)]


def test_a_column_of_another_meaning_is_told() -> None:
    found = difference("posts", posts({}), posts({}, version="2"))
    assert found.columns_added == found.columns_gone == ("schema_version",)
    assert found


def test_lists_read_back_are_of_the_same_type() -> None:
    item = pa.list_(pa.field("item", pa.string()))
    element = pa.list_(pa.field("element", pa.string()))
    before = pa.table({"x": pa.array([["a"]], element)})
    assert not difference("funds", before, pa.table({"x": pa.array([["a"]], item)}))


def test_rows_of_a_table_without_a_key_are_told_whole() -> None:
    before = pa.table({"ordinal": [0, 1], "x": ["a", "b"], "y": [[1], [2]]})
    after = pa.table({"ordinal": [0, 1], "x": ["b", "c"], "y": [[2], [3]]})
    found = difference("funds", before, after)
    assert [row["x"] for row in found.added] == ["c"]
    assert [row["x"] for row in found.gone] == ["a"]
    assert found.changed == ()
