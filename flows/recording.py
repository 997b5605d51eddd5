"""Recording a page of a source as a case: fetched once and politely, or given as a saved file."""

import datetime
import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.checking import require_known
from flows.child import NoResult, run_spider
from flows.collect import only_crawl_of
from flows.folder import DataFolder
from flows.recorded import PAGES, Case
from flows.yields import to_json, yielded
from spiders import probe
from spiders.clock import SHANGHAI
from spiders.discover import source_names
from spiders.embedded import ChangedLayout
from spiders.plan import KnownPost, Plan
from spiders.warcread import Archived, read_warc
from spiders.watchlist import Watchlist
from transforms.capture import Unreadable
from transforms.decode import inflate

log = logging.getLogger(__name__)

_SUFFIXES = {"json": "json", "xml": "xml"}
_NO_ID = "page"
_NAME = re.compile(r"[\w-]+")


class NotRecorded(Exception):
    """Raised where a page could not be had or put down; the message says why."""


@dataclass(frozen=True)
class Page:
    """A page to be recorded: `kind` is post or list, `target` the list's bar or author."""

    url: str
    body: bytes
    fetched_at: datetime.datetime
    content_type: str = "text/html"
    kind: str = "post"
    target: str | None = None


def new_case(source: str, name: str, pages: Path = PAGES) -> Case:
    """Where a case (`first`, or `blog/first`) is to lie; NotRecorded where that cannot be."""
    require_known(source)
    case = Case(pages / source / name.removeprefix(f"{source}/"))
    if not _NAME.fullmatch(case.folder.name) or case.folder.parent != pages / source:
        raise NotRecorded(f"{name!r} is no name for a case: letters, digits, - and _")
    if case.folder.exists():
        anew = f"poe record --case {case.name} --fetch, or --page FILE"
        raise NotRecorded(f"{case.name} is recorded: name another with --case, or renew it: {anew}")
    return case


def fetched(
    source: str, url: str, folder: DataFolder, watchlist: Watchlist, today: datetime.date
) -> Page:
    """The page at an address, asked for as a nightly run would: robots.txt, spacing, budget.

    Raises NotRecorded where it does not come, is a challenge, or is refused.
    """
    if source not in source_names():
        raise NotRecorded(f"{source} is not crawled: save the page and give it with --page")
    with TemporaryDirectory(dir=folder.root) as name:
        plan = Plan(
            source=source,
            date=today,
            since=today,
            # Beside the host files of the data folder, so that the spacing is shared.
            raw=folder.root / Path(name).name,
            posts=(KnownPost(_native_id(source, url) or _NO_ID, "recording", url=url),),
            manners=watchlist.manners,
            origins=watchlist.origins,
        )
        file = plan.raw / "plan.json"
        file.write_text(plan.to_json(), "utf-8")
        with only_crawl_of(folder, source) as held:
            try:
                run_spider(file, log, held)
            except NoResult as error:
                raise NotRecorded(f"{url}: {error}") from error
        return _page(url, _answer(plan.raw, url))


def of_file(path: Path, url: str) -> Page:
    """A page saved before, by its file's own time."""
    saved_at = datetime.datetime.fromtimestamp(int(path.stat().st_mtime), SHANGHAI)
    kinds = {".json": "application/json", ".xml": "application/xml"}
    return Page(url, path.read_bytes(), saved_at, kinds.get(path.suffix, "text/html"))


def record_case(source: str, name: str, page: Page, pages: Path = PAGES) -> Case:
    """The page as a case of its own, with what it yields today as its expectation.

    What cannot be read yet has no expected.json; `poe record` writes it later.
    """
    case = new_case(source, name, pages)
    case.folder.mkdir(parents=True)
    refresh(case, page)
    try:
        case.expected.write_text(to_json(yielded(case)), "utf-8")
    except (Unreadable, ChangedLayout) as error:
        log.warning("%s cannot be read yet: %s", case.name, error)
    return case


def refresh(case: Case, page: Page) -> None:
    """Put the page in the place of what was recorded before; expected.json stays."""
    before = case.meta if (case.folder / "meta.json").exists() else _began(case, page)
    for old in case.folder.glob("page.*"):
        old.unlink()
    (case.folder / f"page.{_suffix(page.content_type)}").write_bytes(page.body)
    at = page.fetched_at.astimezone(SHANGHAI).isoformat(timespec="seconds")
    meta = before | {"fetched_at": at, "content_type": page.content_type}
    text = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
    (case.folder / "meta.json").write_text(text, "utf-8")


def _began(case: Case, page: Page) -> dict[str, str]:
    """What never changes about a case: its address, and what kind of page it is."""
    if page.kind == "list":
        return {"url": page.url, "kind": "list", "target": page.target or ""}
    native_id = _native_id(case.source, page.url)
    return {"url": page.url} | ({"native_id": native_id} if native_id else {})


def _native_id(source: str, url: str) -> str | None:
    return probe.asked(source).native_id_of(url) if source in source_names() else None


def _answer(raw: Path, url: str) -> Archived:
    records = [one for path in raw.rglob("*.warc.gz") for one in read_warc(path)]
    of_page = [one for one in records if one.visit and one.visit.kind == "post"]
    answers = [one for one in of_page if one.kind == "response" and one.status == 200]
    if not answers:
        why = ", ".join(map(_came_to, of_page)) or "nothing came"
        raise NotRecorded(f"{url}: no page came: {why}")
    return answers[-1]


def _came_to(record: Archived) -> str:
    outcome = record.visit.outcome if record.visit else None
    if record.kind == "response":
        return f"{outcome} (HTTP {record.status})"
    return f"{outcome}: {json.loads(record.body)['error']}"


def _page(url: str, answer: Archived) -> Page:
    fields = {name.lower(): value for name, value in answer.fields}
    is_packed = fields.get("content-encoding", "") in ("gzip", "deflate")
    body = inflate(answer.body) if is_packed else answer.body
    return Page(url, body, answer.at, fields.get("content-type", "text/html"))


def _suffix(content_type: str) -> str:
    return next((end for mark, end in _SUFFIXES.items() if mark in content_type), "html")
