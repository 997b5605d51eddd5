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
        "First day on which it may have been the name: that after the last list without it, not "
        "before the code itself was known to be one; null: since before the first list. No list "
        "had it yet on that day: for what was known ask first_seen",
    ),
    Column(
        "valid_to",
        DAY,
        "Day of the first list that had another name, or none; null: still valid. Between two "
        "lists the old and the new name both hold",
    ),
    Column(
        "first_seen",
        DAY,
        "Day of the first list that had it, before which nobody could read it there; the partition",
        False,
    ),
    Column("last_seen", DAY, "Day of the last one, of all lists up to now", False),
    Column("sources", STRINGS, "Sorts of lists that had it", False),
    Column("support", COUNT, "Authors or cashtags that stated it, of a learned name"),
)
