"""Publishing the registry: the tables funds and instruments of all days of lists at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from flows import tree
from flows.folder import DataFolder
from flows.lake import Lake, Publication
from flows.registry import registry_of
from transforms.registry.tables import registry_tables
from transforms.schema import conform
from transforms.tables import REGISTRY_TABLES


def publish_registry(folder: DataFolder, run: Mapping[str, Any], made_at: datetime) -> Publication:
    """Switch both tables to what all lists say; the same registry makes no new publication.

    Raises LakeError.
    """
    registry = registry_of(folder)
    lake = Lake(folder.lake)
    days = _with_emptied(lake, registry_tables(registry))
    made_by = {"registry": registry.version, **run}
    publication = lake.publish(days, made_by, made_at)
    tree.sync(lake, folder.tables)
    return publication


def _with_emptied(
    lake: Lake, days: Mapping[date, Mapping[str, pa.Table]]
) -> dict[date, Mapping[str, pa.Table]]:
    """Also the published days that have no name any more: an older list has it now."""
    published = lake.snapshot().tables
    emptied = {day for table in REGISTRY_TABLES for day in published.get(table.name, {})}
    nothing = {table.name: conform([], table) for table in REGISTRY_TABLES}
    return dict.fromkeys(sorted(emptied), nothing) | dict(days)
