"""A registry in tables and back."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from flows.reference import companies, reference_sightings
from tests.transforms.listed import alias
from transforms.registry.build import build
from transforms.registry.kept import Tables, from_tables, to_tables
from transforms.registry.registry import EMPTY, Registry
from transforms.registry.sighting import NameKind

REFERENCE = build(reference_sightings(), companies())
TAUGHT = alias("碳中和 ETF", "159790", "SZ", name_kind=NameKind.LEARNED)._replace(
    first_seen=date.min, last_seen=date.max, sources=(), support=3
)


@pytest.mark.parametrize(
    "registry",
    [REFERENCE, replace(REFERENCE, aliases=(*REFERENCE.aliases, TAUGHT)), EMPTY],
    ids=["reference", "taught", "empty"],
)
def test_what_is_kept_is_the_same_registry(registry: Registry) -> None:
    kept = from_tables(to_tables(registry))
    assert kept == registry
    # Which of several names comes first, too.
    assert (list(kept.funds), list(kept.names)) == (list(registry.funds), list(registry.names))


@pytest.mark.parametrize("column", ["kind", "first_seen", "market"])
def test_equal_values_are_one_object(column: str) -> None:
    values = [getattr(each, column) for each in from_tables(to_tables(REFERENCE)).aliases]
    assert len({id(value) for value in values}) == len(set(values)) > 1


@pytest.mark.parametrize(
    "other",
    [
        Tables(pa.table({"name": ["某某"]}), to_tables(REFERENCE).funds),
        Tables(to_tables(REFERENCE).aliases, pa.table({"code": ["000216"]})),
        to_tables(REFERENCE)._replace(
            aliases=to_tables(REFERENCE).aliases.set_column(
                1, "kind", pa.array(["bond"] * len(REFERENCE.aliases))
            )
        ),
    ],
    ids=["a column is missing", "nothing tells the version", "a kind that is none"],
)
def test_other_tables_are_refused(other: Tables) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_tables(other)
