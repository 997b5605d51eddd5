"""Columns of the registry's tables: a name of a code, and when it was its name."""

from transforms.schema import COUNT, DAY, STRING, STRINGS, Column

ALIAS = (
    Column(
        "market",
        STRING,
        "Where it is traded or listed, as cashtags write it: OTCFUND, SH, HK",
        False,
    ),
    Column("code", STRING, "Code, a string: 000307", False),
    Column("name", STRING, "The name, as the newest list with it writes it", False),
    Column(
        "name_kind",
        STRING,
        "official, exchange_short (traded under), short (a vendor's) or learned (of cashtags)",
        False,
    ),
    Column(
        "valid_from",
        DAY,
        "First day on which it may have been the name: that after the last list without it; "
        "null: since before the first list",
    ),
    Column(
        "valid_to", DAY, "Day of the first list that had another name, or none; null: still valid"
    ),
    Column("first_seen", DAY, "Day of the first list that had it; the partition", False),
    Column("last_seen", DAY, "Day of the last one", False),
    Column("sources", STRINGS, "Sorts of lists that had it", False),
    Column("support", COUNT, "Authors or cashtags that stated it, of a learned name"),
)
