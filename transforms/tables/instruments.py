"""The table instruments: every name that a stock, an index or a plate bore."""

from transforms.schema import STRING, Column, Table
from transforms.tables.registry import ALIAS

INSTRUMENTS = Table(
    "instruments",
    "One row a name of a stock, index or plate, by the day of the first list that had it, "
    "with dates as in funds",
    (Column("kind", STRING, "stock, index, plate or other", False), *ALIAS),
)
