"""SQL over the published tables: one DuckDB view a table, read from one publication."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# Nothing is downloaded because a query needs it; INSTALL is the user's own word.
CONFIG = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class QueryError(Exception):
    """The tables or the SQL cannot be used; the message is one line."""


def connect(tables: Path) -> "duckdb.DuckDBPyConnection":
    """A connection in memory with a view for every table in `tables`, instants in Asia/Shanghai.

    The link `tables` is resolved once: later publications do not show in this connection.
    """
    tree = Path(os.path.realpath(tables))
    folders = sorted(path for path in tree.glob("*/") if path.is_dir())
    if not folders:
        where = Path(os.path.abspath(tables))  # noqa: PTH100 - resolve() would follow the link
        raise QueryError(f"no tables in {where}: run guandian demo or nightly, or name --data")
    import duckdb  # a third of a second that the other commands need not wait

    con = duckdb.connect(config={**CONFIG})
    with _in_one_line():
        con.execute("SET TimeZone='Asia/Shanghai'")
        for folder in folders:
            con.execute(_view(folder))
    return con


def run(tables: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The column names and the rows that `sql` gives over `tables`; `QueryError` in one line."""
    with connect(tables) as con, _in_one_line():
        n_statements = len(con.extract_statements(sql))
        if n_statements > 1:
            raise QueryError(f"{n_statements} statements given: ask one at a time")
        if con.execute(sql) is None:
            raise QueryError("no SQL given: ask something, as in SELECT * FROM posts LIMIT 5")
        return [name for name, *_ in con.description or []], con.fetchall()


def _view(folder: Path) -> str:
    name = _quoted(folder.name, '"')
    files = _quoted(_as_glob(folder) + "/date=*/*.parquet", "'")
    return (
        f"CREATE VIEW {name} AS SELECT * FROM read_parquet({files}, "
        "hive_partitioning = true, hive_types = {'date': DATE})"
    )


def _as_glob(folder: Path) -> str:
    """A pattern that matches `folder` alone, whatever marks its name holds."""
    return re.sub(r"([*?\[])", r"[\1]", str(folder))


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


@contextmanager
def _in_one_line() -> Iterator[None]:
    """DuckDB's message, up to its drawing of the SQL, in one line."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        message, _, _ = str(error).partition("\n\n")
        raise QueryError(" ".join(message.split())) from error
