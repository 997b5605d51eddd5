"""The schedule of prefect.yaml, as Prefect's server turns it into runs."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import yaml

from flows.folder import REPOSITORY

FROM, TO = "2026-12-01T00:00:00+08:00", "2026-12-04T00:00:00+08:00"


def deployments() -> dict[str, dict[str, Any]]:
    parts = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text("utf-8"))
    return {one["name"]: one for one in parts["deployments"]}


async def scheduled_instants(cron: str, timezone: str) -> list[datetime]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
    from prefect.client.schemas.schedules import CronSchedule

    from flows.nightly import nightly

    async with get_client() as client:
        plan = DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone=timezone))
        flow_id = await client.create_flow(nightly)
        deployment = await client.create_deployment(flow_id, "tried", schedules=[plan])
        window = {"start_time": FROM, "end_time": TO, "min_runs": 3, "max_runs": 3}
        path = f"/deployments/{deployment}/schedule"
        answer = await client._client.post(path, json=window)
        answer.raise_for_status()
        ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
        runs = await client.read_flow_runs(deployment_filter=ours)
    return sorted(run.expected_start_time for run in runs if run.expected_start_time)


def test_a_night_is_due_every_day_at_half_past_one_in_shanghai(prefect_api: str) -> None:
    """The server's own scheduler takes this way; with SQLAlchemy 2.1 it raises."""
    (schedule,) = deployments()["nightly"]["schedules"]
    due = asyncio.run(scheduled_instants(schedule["cron"], schedule["timezone"]))
    assert [at.astimezone(UTC).isoformat() for at in due] == [
        "2026-11-30T17:30:00+00:00",
        "2026-12-01T17:30:00+00:00",
        "2026-12-02T17:30:00+00:00",
    ]


def test_every_deployment_names_a_flow_that_is_there() -> None:
    for one in deployments().values():
        file, _, name = one["entrypoint"].partition(":")
        assert f"def {name}(" in (REPOSITORY / file).read_text("utf-8")
