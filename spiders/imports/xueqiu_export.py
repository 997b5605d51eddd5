"""Reading Xueqiu exports: statuses as the site's JSON gives them. Its terms forbid crawling it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spiders.imports.saved import ImportFailed, Saved
from spiders.outcomes import Outcome
from spiders.visits import Visit
from spiders.warcfile import stable_id

SOURCE = "xueqiu"


def export_posts(path: Path, at: datetime | None = None) -> Iterator[Saved]:
    """Every status of an export, each as a page of its own; instants are the export's.

    An export is a timeline (`{"statuses": [...]}`), a search (`{"list": [...]}`), a list, one
    status, or one status a line. `at` is when it was made; without it the file's own time says so.
    Raises ImportFailed where the file holds none.
    """
    made_at = at or datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    statuses = [status for status in _statuses(_read(path)) if is_status(status)]
    if not statuses:
        raise ImportFailed(f"{path}: no Xueqiu status in it: give a timeline export as JSON")
    for status in statuses:
        yield _saved(status, made_at)


def is_status(value: Any) -> bool:
    """Whether this is a status: it has an id, a user, a time and a text."""
    return isinstance(value, dict) and {"id", "user_id", "created_at", "text"} <= value.keys()


def _read(path: Path) -> Any:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFailed(f"{path}: cannot be read: {error}") from error
    try:
        return json.loads(text)
    except ValueError:
        return _read_lines(path, text)


def _read_lines(path: Path, text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise ImportFailed(f"{path}: neither JSON nor JSON lines: {error}") from error


def _statuses(value: Any) -> Iterator[Any]:
    if is_status(value):
        yield value
    elif isinstance(value, dict):
        yield from _statuses(value.get("statuses") or value.get("list") or [])
    elif isinstance(value, list):
        for one in value:
            yield from _statuses(one)


def _saved(status: dict[str, Any], at: datetime) -> Saved:
    native_id = str(status["id"])
    body = json.dumps(status, ensure_ascii=False, sort_keys=True).encode()
    return Saved(
        record_id=stable_id(SOURCE, native_id, at, body.decode()),
        url=f"https://xueqiu.com/{status['user_id']}/{native_id}",
        at=at,
        body=body,
        fields=(("Content-Type", "application/json; charset=utf-8"),),
        visit=Visit(SOURCE, "post", "import", None, native_id, Outcome.POST),
    )
