"""The flows' tasks: each a plain function of the layers below with a name, retries and a log."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import uuid4

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import TaskRunContext
from prefect.logging import get_run_logger
from prefect.states import Completed
from prefect.tasks import Task

from flows import (
    build,
    captures,
    collect,
    crawled_lists,
    drift,
    masking,
    pending,
    redactions,
    registry_tables,
    segments,
    verdict,
)
from flows.collect import CollectFailed, Crawl
from flows.crawled_lists import Taken
from flows.drift import LayoutChanged
from flows.folder import DataFolder
from flows.lake import Publication
from flows.segments import Read
from flows.show_funds import brought
from spiders.discover import sources
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
def collect_source(folder: DataFolder, plan: Plan) -> Crawl | State[Crawl]:
    """One source's crawl; the state is Partial, and says of what, where something is missing.

    CollectFailed where the source was blocked, failed, or has pages of an unknown layout.
    """
    result = collect.crawl(folder, _of_this_try(plan), get_run_logger())
    verdict.check(result)
    if not verdict.is_short(result):
        return result
    missing = verdict.told(result)
    if verdict.can_pass(result) and _has_tries_left():
        raise CollectFailed(missing, can_pass=True, crawl=result)
    get_run_logger().warning(missing)
    return Completed(name="Partial", message=missing, data=result)


def _of_this_try(plan: Plan) -> Plan:
    """The plan, on a second try without what the first one settled."""
    context = TaskRunContext.get()
    if plan.replay or context is None or context.task_run.run_count < 2:
        return plan
    # Not those of its night: a day of long ago is collected outside of it.
    hours = datetime.timedelta(hours=12)
    tries = (plan.now() - hours, plan.now() + hours)
    if sources()[plan.source].is_listing:
        had = segments.walked(plan.raw, plan.source, tries)
        return replace(plan, targets=tuple(one for one in plan.targets if one.id not in had))
    return replace(plan, done=plan.done | segments.settled(plan.raw, plan.source, tries))


def _has_tries_left() -> bool:
    context = TaskRunContext.get()
    return context is not None and context.task_run.run_count <= context.task.retries


@task(task_run_name="read-captures", cache_policy=NO_CACHE)
def read_captures(folder: DataFolder, again: tuple[str, ...] = ()) -> list[Read]:
    """Every segment that was not read yet, and those named `again` (a replay writes its anew)."""
    wanted = {*captures.unread(folder)}
    wanted |= {path for name in again for path in folder.raw.glob(f"date=*/{name}")}
    masking.mask_known(folder, wanted)
    reads, reading = [], uuid4().hex[:8]
    for segment in sorted(wanted):
        # A redaction rewrites the segment before we read it, or finds the captures.
        with redactions.only_redactor(folder):
            read = segments.read_segment(segment)
            pending.note(folder, segments.days_of([read]), reading)
            captures.store(folder, segment, read)
        get_run_logger().info("%s: %d visits read", segment.name, len(read.posts))
        reads.append(read)
    visits = (row for read in reads for row in read.posts)
    pending.note(folder, captures.days_of_posts(folder, visits), reading)
    return reads


@task(task_run_name="layout-{crawl.source}", cache_policy=NO_CACHE)
def check_layout(folder: DataFolder, crawl: Crawl) -> None:
    """LayoutChanged where the posts of tonight lack fields that the source's had before."""
    alarm = drift.find(folder, crawl)
    if alarm is not None:
        segment = drift.keep(folder, alarm)
        captures.store(folder, segment, segments.read_segment(segment))
        raise LayoutChanged(str(alarm))


@task(task_run_name="take-lists", cache_policy=NO_CACHE)
def take_lists(folder: DataFolder, run: dict[str, Any], again: tuple[str, ...] = ()) -> Taken:
    """Bring collected lists into the registry, and publish its tables where any was not there.

    Those of the segments named `again` are offered in any case.
    """
    taken = crawled_lists.take(folder, again)
    for one in taken.lists:
        get_run_logger().info("%s", brought(one))
    if any(not one.is_known for one in taken.lists):
        registry_tables.publish_registry(folder, run, datetime.datetime.now(datetime.UTC))
    return taken


@task(task_run_name="build-{day}", cache_policy=NO_CACHE)
def build_tables(folder: DataFolder, day: datetime.date) -> build.Tables:
    """The tables of one day, from all its captures."""
    return build.build(folder, day)


@task(task_run_name="publish", cache_policy=NO_CACHE)
def publish_days(
    folder: DataFolder, days: dict[datetime.date, build.Tables], run: dict[str, Any]
) -> Publication:
    """All days at once, or none, and beside them what the registry has new."""
    now = datetime.datetime.now(datetime.UTC)
    with registry_tables.unpublished(folder) as registry:
        publication = build.publish(folder, registry.beside(days), registry.noted(run), now)
    get_run_logger().info(
        "publication %d %s", publication.version, "made" if publication.changed else "unchanged"
    )
    return publication
