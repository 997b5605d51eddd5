"""The table funds: every name that a fund code ever bore, and what is known of the fund now."""

from transforms.schema import BOOL, STRING, Column, Table
from transforms.tables.registry import ALIAS

FUNDS = Table(
    "funds",
    "One row a name of a fund code, by the day of the first list that had it (not by publication). "
    "A name may have been borne on D where valid_from is null or <= D and valid_to is null or > D: "
    "between two lists the old and the new name both. It was known on D where first_seen <= D as "
    "well: for a back-test ask that too. Of several rows of a code the official one counts, else "
    "that of the exchange, of two of a sort the one seen first. All other facts, last_seen and a valid_to after D are of the "
    "newest list: as D knew them, `guandian funds show CODE --on D`. Short forms are made of these "
    "names as they are needed and not kept: `guandian funds show CODE` tells them",
    (
        *ALIAS,
        Column(
            "fund_id",
            STRING,
            "The fund whose share class the code is: code of the class that was listed first, of "
            "several at once the one without a class or A, then the lowest",
            False,
        ),
        Column("share_class", STRING, "Share class that the newest name states: A, C, E …"),
        Column("currency", STRING, "Currency that it states: CNY, USD, HKD"),
        Column("company", STRING, "Fund company, short form"),
        Column("fund_type", STRING, "Type as listed"),
        Column(
            "tracked_index",
            STRING,
            "Index that the fund tracks, as listed; where no list tells, that of its other classes "
            "or of the ETF that it feeds",
        ),
        Column("feeder_of", STRING, "Code of the ETF that it feeds"),
        Column("is_listed", BOOL, "Whether the newest lists of its sort have the code", False),
    ),
)
