"""A built registry as two Arrow tables, of its names and of its funds, and back."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa

from transforms.registry.alias import Alias
from transforms.registry.build import classes_of, names_of
from transforms.registry.registry import Fund, Registry
from transforms.registry.sighting import Kind, NameKind

_ABOUT = b"registry"
_BETWEEN = "|"  # sources
_TEXT, _DAY = pa.string(), pa.date32()
_ALIASES = pa.schema(
    dict.fromkeys(("first_seen", "last_seen", "valid_from", "valid_to"), _DAY)
    | dict.fromkeys(("name", "kind", "market", "code", "name_kind", "sources"), _TEXT)
    | {"support": pa.int64()}
)
_FUNDS = pa.schema(dict.fromkeys(Fund.__slots__, _TEXT) | {"is_listed": pa.bool_()})
_OF_TEXT: dict[str, Callable[[str], Any]] = {
    "kind": Kind,
    "name_kind": NameKind,
    "sources": lambda joined: tuple(joined.split(_BETWEEN)) if joined else (),
}


class Tables(NamedTuple):
    """What a registry is kept as."""

    aliases: pa.Table
    funds: pa.Table


def to_tables(registry: Registry) -> Tables:
    """The registry in tables, of which `from_tables` makes an equal one."""
    borne = {name: [getattr(each, name) for each in registry.aliases] for name in _ALIASES.names}
    borne["sources"] = [_BETWEEN.join(sources) for sources in borne["sources"]]
    known = {
        name: [getattr(fund, name) for fund in registry.funds.values()] for name in _FUNDS.names
    }
    about = json.dumps({"version": registry.version, "companies": registry.companies})
    funds = pa.table(known, _FUNDS).replace_schema_metadata({_ABOUT: about})
    return Tables(pa.table(borne, _ALIASES), funds)


def from_tables(tables: Tables) -> Registry:
    """The registry that the tables were made of; KeyError, TypeError or ValueError for others."""
    about = json.loads(tables.funds.schema.metadata[_ABOUT])
    borne = [_values(tables.aliases, name) for name in Alias._fields]
    aliases = tuple(map(Alias, *borne))
    known = [_values(tables.funds, name) for name in Fund.__slots__]
    funds = {fund.code: fund for fund in map(Fund, *known)}
    return Registry(
        version=about["version"],
        aliases=aliases,
        funds=funds,
        companies=tuple(about["companies"]),
        classes=classes_of(funds),
        names=names_of(aliases),
    )


def _values(table: pa.Table, name: str) -> list[Any]:
    """A column as it was, equal values one object: a few days and sources, over and over."""
    encoded = table[name].combine_chunks().dictionary_encode("encode")
    of_text = _OF_TEXT.get(name)
    distinct = encoded.dictionary.to_pylist()
    values = list(map(of_text, distinct)) if of_text else distinct
    # Not by numpy: pyarrow imports pandas for that, in 0.7 s.
    return [values[index] for index in encoded.indices.to_pylist()]
