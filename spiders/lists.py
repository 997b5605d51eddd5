"""What a list page says: its rows, the site's own count and the clock it was rendered by.

Caveats: the table's time cells are on a 12-hour clock (22:40 is shown as 10:40, measured on
list,600519 of 2026-06-20), so dates come from the embedded JSON only; the table is a cross-check.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spiders.clock import day_of, read_instant
from spiders.embedded import ChangedLayout, embedded_json

# post_type of an article that lives on caifuhao.eastmoney.com.
CAIFUHAO_TYPE = 20

RENDERED = re.compile(r'content="[^"]*render at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"')
# Up to the next row only: a page of rows without posts must not be searched once for each.
DOM_POST = re.compile(r'<tr class="listitem">(?:(?!<tr).)*?data-postid="(\d+)"', re.DOTALL)


@dataclass(frozen=True)
class ListRow:
    """One post as a list shows it; instants are aware, Asia/Shanghai.

    `published_at` is None where the list does not say; `last_active_at` is never before it.
    """

    native_id: str
    title: str
    url: str
    source: str
    published_at: datetime | None
    bar_code: str | None = None
    last_active_at: datetime | None = None
    is_pinned: bool = False
    is_hot: bool = False
    post_type: int = 0
    alias_id: str | None = None
    author_id: str | None = None
    n_comments: int | None = None
    n_reads: int | None = None

    @property
    def is_regular(self) -> bool:
        """Whether the row stands where its date puts it: neither pinned nor hot."""
        return not (self.is_pinned or self.is_hot)

    @property
    def no_later_than(self) -> datetime | None:
        """The latest instant at which it can have been published."""
        return self.published_at or self.last_active_at

    def is_surely_before(self, day: date) -> bool:
        """Whether the list does not say when, but says enough: nothing has happened since."""
        last = self.last_active_at
        return self.published_at is None and last is not None and day_of(last) < day


@dataclass(frozen=True)
class ListPage:
    """One list page; `claimed` is the site's own count of all its posts.

    `is_last` where the site has no page after this one: its oldest posts are here, unless `is_cut`
    says that it shows only its newest. `is_part` where pages stand in no order of time: then a day
    is passed only after the last of them.
    """

    rows: tuple[ListRow, ...]
    hot_rows: tuple[ListRow, ...] = ()
    claimed: int | None = None
    rendered_at: datetime | None = None
    is_last: bool = False
    is_cut: bool = False
    is_part: bool = False


def read_bar_list(text: str, bar: str) -> ListPage:
    """The rows of a guba list page; ChangedLayout when its data is not there or not readable."""
    listed = embedded_json(text, "article_list")
    hot = embedded_json(text, "other_list") if "var other_list" in text else {}
    rows = read_rows(listed.get("re"), bar=bar)
    shown = {row.native_id for row in rows}
    hot_rows = [row for row in read_rows(hot.get("re"), bar=bar) if row.native_id not in shown]
    check_against_table(text, {_post_id(row) for row in [*rows, *hot_rows]})
    rendered = RENDERED.search(text)
    return ListPage(
        rows=tuple(rows),
        hot_rows=tuple(hot_rows),
        claimed=count if isinstance(count := listed.get("count"), int) else None,
        rendered_at=read_instant(rendered.group(1)) if rendered else None,
    )


def check_against_table(text: str, post_ids: set[str]) -> None:
    """Refuse a page whose table shows a post that its data lacks."""
    lost = set(DOM_POST.findall(text)) - post_ids
    if lost:
        raise ChangedLayout(f"expected post {min(lost)} of the table in `var article_list` too")


def read_rows(
    found: Any, given: dict[str, Any] | None = None, bar: str | None = None
) -> list[ListRow]:
    """Rows of either schema, each post once; `given` and `bar` stand in for what a row lacks."""
    if not isinstance(found or [], list):
        raise ChangedLayout("expected a list of rows")
    unique: dict[str, ListRow] = {}
    try:
        for row in found or []:
            read = _read_row({**(given or {}), **row}, bar)
            unique.setdefault(read.native_id, read)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise ChangedLayout(f"expected a list row with id and times: {error!r}") from error
    return list(unique.values())


def _read_row(row: dict[str, Any], bar: str | None) -> ListRow:
    is_nested = "user_id" not in row
    user, guba = row.get("post_user") or {}, row.get("post_guba") or {}
    post_id, post_type = str(int(row["post_id"])), int(row["post_type"])
    bar_code = row.get("stockbar_code") or guba.get("stockbar_code") or bar
    source, native_id, url = _place(row, post_id, post_type, bar_code)
    last = row.get("post_last_time")
    return ListRow(
        native_id=native_id,
        title=row.get("post_title") or "",
        url=url,
        source=source,
        bar_code=bar_code,
        published_at=read_instant(row["post_publish_time"]),
        last_active_at=read_instant(last) if last else None,
        is_pinned=bool(int(row.get("post_top_status") or 0)),
        is_hot=is_nested,
        post_type=post_type,
        alias_id=f"guba:{post_id}" if source == "caifuhao" else None,
        author_id=row.get("user_id") or user.get("user_id"),
        n_comments=row.get("post_comment_count"),
        n_reads=row.get("post_click_count"),
    )


def _place(
    row: dict[str, Any], post_id: str, post_type: int, bar: str | None
) -> tuple[str, str, str]:
    article = str(row.get("post_source_id") or "")
    if post_type == CAIFUHAO_TYPE and re.fullmatch(r"\d{23}", article):
        return "caifuhao", article, f"https://caifuhao.eastmoney.com/news/{article}"
    return "guba", post_id, f"https://guba.eastmoney.com/news,{bar},{post_id}.html"


def _post_id(row: ListRow) -> str:
    return row.alias_id.removeprefix("guba:") if row.alias_id else row.native_id
