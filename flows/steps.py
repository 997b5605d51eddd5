"""The flows' tasks: each a plain function of the layers below with a name, retries and a log."""

import datetime
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.logging import get_run_logger
from prefect.tasks import Task

from flows import build, captures, collect, segments
from flows.collect import CollectFailed, Crawl
from flows.folder import DataFolder
from flows.lake import Publication
from flows.segments import Read
from spiders.plan import Plan


def _can_pass(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Only what may be gone in a minute is tried again; a challenge never is."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, CollectFailed) and error.can_pass


@task(
    task_run_name="collect-{plan.source}-{plan.date}",
    cache_policy=NO_CACHE,
    retry_condition_fn=_can_pass,
)
def collect_source(folder: DataFolder, plan: Plan) -> Crawl:
    """One source's crawl, checked: CollectFailed where anything that was asked for is missing."""
    result = collect.crawl(folder, plan, get_run_logger())
    collect.check(result)
    return result


@task(task_run_name="read-captures", cache_policy=NO_CACHE)
def read_captures(folder: DataFolder, again: tuple[str, ...] = ()) -> list[Read]:
    """Every segment that was not read yet, and those named `again` (a replay writes its anew)."""
    wanted = {*captures.unread(folder)}
    wanted |= {path for name in again for path in folder.raw.glob(f"date=*/{name}")}
    reads = []
    for segment in sorted(wanted):
        read = segments.read_segment(segment)
        captures.store(folder, segment, read)
        get_run_logger().info("%s: %d visits read", segment.name, len(read.posts))
        reads.append(read)
    return reads


@task(task_run_name="build-{day}", cache_policy=NO_CACHE)
def build_tables(folder: DataFolder, day: datetime.date) -> build.Tables:
    """The tables of one day, from all its captures."""
    return build.build(folder, day)


@task(task_run_name="publish", cache_policy=NO_CACHE)
def publish_days(
    folder: DataFolder, days: dict[datetime.date, build.Tables], run: dict[str, Any]
) -> Publication:
    """All days at once, or none."""
    publication = build.publish(folder, days, run, datetime.datetime.now(datetime.UTC))
    get_run_logger().info(
        "publication %d %s", publication.version, "made" if publication.changed else "unchanged"
    )
    return publication
