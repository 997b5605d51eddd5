"""`guandian sources check`: what a source makes of its recorded pages, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from flows.recorded import Case, cases
from flows.yields import answer_of, difference, list_yield
from spiders import probe
from spiders.discover import source_names
from spiders.embedded import ChangedLayout
from spiders.outcomes import Outcome
from spiders.visits import Visit
from transforms import pages
from transforms.capture import PostCapture, Unreadable
from transforms.cleaning import clean
from transforms.reading import read_post

# Said otherwise than as a bare value.
_SAID_APART = frozenset({"source", "native_id", "url", "layout", "body_html"})
_LONGEST = 60


class UnknownSource(Exception):
    """Raised for a name that no source has, or that no page was recorded of."""


@dataclass
class Checked:
    """One recorded page: fields with what was found (None: nothing), and what is wrong."""

    case: Case
    found: dict[str, str | None] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def check_source(source: str) -> Iterator[Checked]:
    """Each recorded page of the source, checked; UnknownSource where there is none."""
    require_known(source)
    recorded = cases(source=source)
    if not recorded:
        raise UnknownSource(f"no page of {source} is recorded: guandian sources record {source} …")
    for case in recorded:
        yield check_list(case) if case.is_list else check_post(case)


def require_known(source: str) -> None:
    """UnknownSource where there is neither a spider nor a page reader of that name."""
    known = sorted({*source_names(), *pages.sources()})
    if source not in known:
        raise UnknownSource(f"there is no source {source!r}: choose one of {', '.join(known)}")


def check_list(case: Case) -> Checked:
    """What the source's spider reads out of a list page."""
    checked = Checked(case)
    _is_answered(checked, Outcome.LIST)
    try:
        listed = list_yield(case)
    except ChangedLayout as error:
        checked.problems.append(f"the list cannot be read: {error}")
        return checked
    rows = listed["rows"]
    checked.found |= {
        "rows": str(len(rows)),
        "titles": _share(rows, "title"),
        "times": _share(rows, "published_at"),
        "first": _row(rows[0]) if rows else None,
        "last": _row(rows[-1]) if rows else None,
        "page 2": probe.second_page(case.source, case.meta.get("target") or "ID"),
        "claimed": _shown(listed["claimed"]),
        "rendered_at": _shown(listed["rendered_at"]),
    }
    _compare(checked)
    return checked


def check_post(case: Case) -> Checked:
    """What spider and page reader make of a post's page."""
    checked = Checked(case)
    if case.source in source_names() and not _is_answered(checked, Outcome.POST):
        return checked
    try:
        post = read_post(case.capture)
    except Unreadable as error:
        checked.problems.append(f"no post can be read: {error}")
        return checked
    checked.found |= _fields(post)
    _compare(checked)
    return checked


def _is_answered(checked: Checked, wanted: Outcome) -> bool:
    """Whether the spider takes the page for what it is, and its address for the post's."""
    case, spider = checked.case, probe.asked(checked.case.source)
    meta = case.meta
    kind = "list" if case.is_list else "post"
    native_id = meta.get("native_id")
    visit = Visit(case.source, kind, "nightly", meta.get("target"), native_id)
    outcome = probe.outcome_of(spider, answer_of(case), visit)
    checked.found["outcome"] = str(outcome)
    if not case.is_list:
        checked.found["address"] = spider.native_id_of(meta["url"])
        if checked.found["address"] is None and native_id is None:
            checked.problems.append(
                "its address is no post's: post_path, or native_id_of, is amiss"
            )
    if outcome is not wanted:
        checked.problems.append(f"the spider takes it for {outcome}, not for {wanted}")
    return outcome is wanted


def _fields(post: PostCapture) -> dict[str, str | None]:
    cleaned = clean(post)
    plain = [one.name for one in fields(post) if one.name not in _SAID_APART]
    return {
        "post_id": post.post_id,
        "layout": post.layout,
        **{name: _shown(getattr(post, name)) for name in plain},
        "body": f"{len(cleaned.body)} characters: {_shown(cleaned.body)}",
        "hashtags": _shown(len(cleaned.hashtags)),
        "removed": ", ".join(one.rule_id for one in cleaned.removals) or None,
    }


def _compare(checked: Checked) -> None:
    case = checked.case
    if difference(case):
        what = "not what expected.json says" if case.expected.exists() else "no expected.json yet"
        checked.problems.append(f"{what}: poe record --case {case.name}")


def _row(row: dict[str, Any]) -> str:
    at = row["published_at"]
    shown = f"{at:%Y-%m-%d %H:%M}" if at else "(no time)"
    return f"{row['native_id']} {shown} {_shown(row['title']) or '(no title)'}"


def _share(rows: list[dict[str, Any]], name: str) -> str | None:
    n_found = sum(1 for row in rows if row[name])
    return f"{n_found} of {len(rows)}" if n_found else None


def _shown(value: Any) -> str | None:
    if value is None or value in ("", ()):
        return None
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
