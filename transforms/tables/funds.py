"""The table funds: every name that a fund code ever bore, and what is known of the fund now."""

from transforms.schema import BOOL, STRING, Column, Table
from transforms.tables.registry import ALIAS

FUNDS = Table(
    "funds",
    "One row a name of a fund code, by the day of the first list that had it (not by publication): "
    "where valid_from is null or <= D, and valid_to is null or > D, it is the registry of day D. "
    "Facts are those of the newest list. Short forms are made of these names as they are needed and "
    "not kept: `guandian funds show CODE` tells them",
    (
        *ALIAS,
        Column(
            "fund_id",
            STRING,
            "The fund whose share class the code is: code of its first class",
            False,
        ),
        Column("share_class", STRING, "Share class that the newest name states: A, C, E …"),
        Column("currency", STRING, "Currency that it states: CNY, USD, HKD"),
        Column("company", STRING, "Fund company, short form"),
        Column("fund_type", STRING, "Type as listed"),
        Column("tracked_index", STRING, "Index that the fund tracks, as listed"),
        Column("feeder_of", STRING, "Code of the ETF that it feeds"),
        Column("is_listed", BOOL, "Whether the newest lists of its sort have the code", False),
    ),
)
