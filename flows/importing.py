"""The import flow: pages that others saved become captures, and their days are published."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from prefect import flow, runtime
from prefect.logging import get_run_logger

from flows import pending
from flows.artifacts import keep_report
from flows.collect import only_crawl_of
from flows.folder import DataFolder, open_folder
from flows.logs import keep_errors_short
from flows.publishing import build_and_publish
from flows.report import Report, Shortfall, report
from flows.steps import read_captures
from spiders.imports.attribution import Attribution
from spiders.imports.foreign_warc import wacz_pages, warc_pages
from spiders.imports.saved import ImportFailed, Saved
from spiders.imports.saved_pages import SUFFIXES, folder_pages
from spiders.imports.segments import Imported, digest_of, write_segments
from spiders.imports.xueqiu_export import export_posts


@flow(name="import", flow_run_name="import", log_prints=False)
def import_pages(
    paths: Sequence[Path],
    data: Path = Path("data"),
    source: str | None = None,
    saved_at: datetime.datetime | None = None,
) -> Report:
    """Bring saved pages into the data folder and publish the days of their posts.

    paths: WARC or WACZ files, folders of saved HTML or single pages, Xueqiu exports as JSON.
    data: data folder. source: only pages of this source, and any page of one without own hosts.
    saved_at: aware instant at which HTML and JSON were saved; default the files' own times.

    The same input twice brings nothing new. Raises ImportFailed where nothing is a known post.
    """
    keep_errors_short()
    folder = open_folder(data)
    folder.mark(is_replay=False)
    imported = archived(folder, paths, source, saved_at)
    reads = read_captures(folder, again=tuple(path.name for path in imported.segments))
    run = {"flow": "import", "run": runtime.flow_run.id, "paths": [str(path) for path in paths]}
    built, publication = build_and_publish(folder, sorted(pending.noted(folder)), run)
    left_out = Shortfall(notes=[imported.skipped] if imported.skipped else [])
    done = report("import", built, publication, reads, left_out)
    keep_report(done)
    return done


def archived(
    folder: DataFolder,
    paths: Sequence[Path],
    source: str | None,
    saved_at: datetime.datetime | None,
) -> Imported:
    """The pages as segments of the archive; no crawl of their sources runs meanwhile."""
    asked = Attribution(source)
    with ExitStack() as held:
        imported = write_segments(
            pages_of(paths, asked, saved_at),
            asked,
            folder.raw,
            digest_of(paths),
            hold=lambda name: held.enter_context(only_crawl_of(folder, name)),
        )
    if not imported.segments:
        what = f"no page in {', '.join(map(str, paths))}: give a WARC, saved HTML or an export"
        raise ImportFailed(imported.skipped or what)
    if imported.skipped:
        get_run_logger().warning("%s", imported.skipped)
    get_run_logger().info("imported %s, outcomes %s", dict(imported.posts), dict(imported.outcomes))
    return imported


def pages_of(
    paths: Sequence[Path], asked: Attribution, saved_at: datetime.datetime | None
) -> Iterator[Saved]:
    """What each path holds, told by its name; ImportFailed for one that is nothing of the kind."""
    for path in paths:
        name = path.name.lower()
        if name.endswith((".warc", ".warc.gz")):
            yield from warc_pages(path)
        elif name.endswith(".wacz"):
            yield from wacz_pages(path)
        elif name.endswith((".json", ".jsonl")):
            yield from export_posts(path, saved_at)
        elif path.is_dir() or name.endswith(SUFFIXES):
            yield from folder_pages(path, asked.hosts, saved_at)
        else:
            raise ImportFailed(f"{path}: neither WARC, WACZ, HTML, a folder of it, nor JSON")
